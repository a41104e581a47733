/** The row that holds on a day: the newest of those that have begun. */
export function newest<R extends { validFrom: string }>(
  rows: readonly R[],
  on: string,
): R | undefined {
  return rows
    .filter((row) => row.validFrom <= on)
    .reduce<R | undefined>((a, b) => (a && a.validFrom > b.validFrom ? a : b), undefined);
}
