import * as z from "zod";

const Place = z.tuple([z.string(), z.string()]);

/** Where a page ended: its last row's sort value and id, opaque to the caller. */
export const Cursor = z.codec(z.string().max(400), Place, {
  decode: (text, { issues }) => {
    try {
      return Place.parse(JSON.parse(decodeURIComponent(atob(text))));
    } catch {
      issues.push({ code: "invalid_format", format: "cursor", input: text });
      return z.NEVER;
    }
  },
  encode: (place) => btoa(encodeURIComponent(JSON.stringify(place))),
});

/**
 * `?q=&sort=-number&after=&per=25` and the list's own filters, the same for every list.
 * Sort by columns that are never null. A sort, cursor or filter nobody knows falls back.
 */
export function listQuery<const S extends string, F extends z.ZodRawShape = Record<never, never>>(
  sortable: readonly [S, ...S[]],
  filters: F = {} as F,
) {
  // One that begins with a minus is only ever sorted that way.
  type Sort = S | (S extends `-${string}` ? never : `-${S}`);
  const sorts = sortable.flatMap((s) => (s.startsWith("-") ? [s] : [s, `-${s}`])) as Sort[];
  return z.strictObject({
    q: z.string().max(200).default(""),
    sort: z.enum(sorts as [Sort, ...Sort[]]).catch(sortable[0] as never),
    after: Cursor.optional().catch(undefined),
    per: z.coerce.number().int().min(1).max(100).catch(25),
    ...filters,
  });
}

/** A filter of a list: a value nobody knows, and the empty choice of a form, filter nothing. */
export function filter<S extends z.ZodType>(schema: S) {
  return schema.optional().catch(undefined);
}

export type List = {
  q: string;
  sort: string;
  per: number;
  after?: z.output<typeof Place> | undefined;
};

/** A page of a list; `after` asks for the next one, and null says that this is the last. */
export type Paged<T> = { items: T[]; after: string | null };

/** The schema of a page, for `answers()`. */
export function pagedOf<S extends z.ZodType>(item: S) {
  return z.strictObject({ items: z.array(item), after: z.string().nullable() });
}
