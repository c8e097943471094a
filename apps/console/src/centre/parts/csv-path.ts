import type { ConsoleApi, RouteKey } from '@loggia/protocol/console'

/** Routes that answer with a list as CSV. */
export type CsvKey = {
  [K in RouteKey]: ConsoleApi[K] extends { readonly answers: 'csv' } ? K : never
}[RouteKey]
export type CsvQuery = Readonly<Record<string, string | undefined>>

/** The address of a list as CSV, with its filters; `params` are those of the route's path. */
export function formatCsvPath(of: CsvKey, query: CsvQuery, params: CsvQuery = {}): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const search = new URLSearchParams(given).toString()
  const path = of.replace('GET ', '').replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '')
  return `${path}${search && `?${search}`}`
}
