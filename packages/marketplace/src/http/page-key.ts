import type { PageData, PageFrame } from '@loggia/protocol/console'

/**
 * How each member of a frame varies: `key` members vary between cacheable pages, `server` members are the same in all
 * pages of this server, `data` members are the same in all pages until the data of the market changes, `reader` members
 * belong to one reader.
 */
const members = {
  path: 'key',
  language: 'key',
  theme: 'key',
  view: 'key',
  languageOffer: 'key',
  siteOffer: 'key',
  site: 'data',
  zoneOffsetMinutes: 'key',
  origin: 'server',
  zone: 'server',
  demo: 'server',
  movableClock: 'server',
  session: 'reader',
} as const satisfies Record<keyof PageFrame, 'key' | 'server' | 'data' | 'reader'>

const membersThatAre = (kind: 'key' | 'reader'): (keyof PageFrame)[] =>
  (Object.keys(members) as (keyof typeof members)[]).filter((name) => members[name] === kind)
const [inKey, ofReader] = [membersThatAre('key'), membersThatAre('reader')]

/**
 * The cache key of a page: for the same data of the market, pages with the same key have the same bytes. Undefined if
 * the page belongs to one reader or is about one request, and must not be cached.
 */
export function computePageKey(page: PageData, frame: PageFrame): string | undefined {
  const isOfRequest = page.route === 'problem' && page.requestId !== undefined
  if (isOfRequest || ofReader.some((name) => (frame[name] ?? null) !== null)) return undefined
  return JSON.stringify(inKey.map((name) => frame[name] ?? null))
}
