/** One page of a list, newest first unless said otherwise; `next` asks for the following one and is absent on the last. */
export type Page<T> = { readonly items: readonly T[]; readonly next?: string }
/** What a caller asks of a list; `limit` is 1 to 100. */
export type PageRequest = { readonly limit: number; readonly after?: string }

/** Cuts a page out of rows that were read with `limit + 1`. */
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
