/** What a cell means, and which repair it took to read it. */
export type Read<T> = { value: T; repaired?: string };
