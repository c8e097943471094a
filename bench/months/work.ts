/** The database of the market, and how its calls are answered. */
export type Side = {
  readonly engine: 'embedded' | 'postgres'
  readonly seller: 'in process' | 'local server'
}
export type Order = Side & { readonly cluster: string; readonly months: number }
/**
 * Milliseconds to open a market from its template and buy, to run the months, and to move through as many instants with
 * nothing due.
 */
export type Timed = {
  readonly openMs: number
  readonly monthsMs: number
  readonly bareMs: number
  readonly instants: number
  readonly calls: number
}
