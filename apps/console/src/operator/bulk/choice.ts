/**
 * Turns one row on or off, and with `from` (the row that was turned before, with the Shift key held) all rows between the
 * two as well. Rows are ids in the order of the list; ids that are not in it are ignored.
 */
export function changeChosen(
  rows: readonly string[],
  chosen: ReadonlySet<string>,
  { to, from = to }: { readonly to: string; readonly from?: string | undefined },
): ReadonlySet<string> {
  if (!rows.includes(to)) return chosen
  const ends = [rows.indexOf(from), rows.indexOf(to)].toSorted((one, other) => one - other)
  const [first = -1, last = -1] = ends
  const range = first === -1 ? [to] : rows.slice(first, last + 1)
  const after = new Set(chosen)
  for (const id of range)
    if (chosen.has(to)) after.delete(id)
    else after.add(id)
  return after
}
