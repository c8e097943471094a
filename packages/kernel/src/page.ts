/**
 * One page of a list, newest first unless stated otherwise; `next` is the cursor of the next page, absent on the last.
 */
export type Page<T> = { readonly items: readonly T[]; readonly next?: string }
/** A request for a page; `limit` is 1 to 100. */
export type PageRequest = { readonly limit: number; readonly after?: string }

/** Makes a page from rows that were read with `limit + 1`. */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  map: { item: (row: R) => T; cursor: (row: R) => string },
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map(map.item)
  return rows.length > limit && last !== undefined ? { items, next: map.cursor(last) } : { items }
}
