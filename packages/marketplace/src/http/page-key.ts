import type { PageData, PageFrame } from '@loggia/protocol/console'

/** What each member of a frame is: one by which pages differ, one that is the same in all pages of this server, or its reader’s own. */
const members = {
  path: 'key',
  language: 'key',
  theme: 'key',
  languageOffer: 'key',
  zoneOffsetMinutes: 'key',
  origin: 'server',
  zone: 'server',
  demo: 'server',
  movableClock: 'server',
  session: 'reader',
} as const satisfies Record<keyof PageFrame, 'key' | 'server' | 'reader'>

const membersThatAre = (kind: 'key' | 'reader'): (keyof PageFrame)[] =>
  (Object.keys(members) as (keyof typeof members)[]).filter((name) => members[name] === kind)
const [inKey, ofReader] = [membersThatAre('key'), membersThatAre('reader')]

/**
 * By what a page may be kept: for the same data of the market, pages of the same key are the same bytes. Undefined if it is one
 * reader's or about one request, and nobody may keep it.
 */
export function computePageKey(page: PageData, frame: PageFrame): string | undefined {
  const isOfRequest = page.route === 'problem' && page.requestId !== undefined
  if (isOfRequest || ofReader.some((name) => (frame[name] ?? null) !== null)) return undefined
  return JSON.stringify(inKey.map((name) => frame[name] ?? null))
}
