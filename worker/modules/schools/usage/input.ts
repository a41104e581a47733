/** Nobody needs to know how many more there are. */
export const MANY = 100;

/** How much hangs on something of the school's; one above MANY means "more than that". */
export type Usage = { students: number; employees: number; vehicles: number };
export type ClassUsage = Usage & { code: string };

/** Whether anything hangs on it at all. */
export const isUsed = ({ students, employees, vehicles }: Usage) =>
  students + employees + vehicles > 0;
