import { describe, expect, test } from 'vitest'
import { decideOffer, requireAccent, requireSites } from './rules.ts'
import type { Site, SiteList } from './schema.ts'

const site = (code: string, change: Partial<Site> = {}): Site => ({
  code,
  name: { zh: `${code} 站`, en: `Site ${code}` },
  url: `https://${code}.example/`,
  countries: [],
  languages: ['en-US'],
  ...change,
})
const china = site('cn', { countries: ['CN'], languages: ['zh-CN'] })
const world = site('world', { countries: ['US', 'DE', 'SG'] })
const singapore = site('sg', { countries: ['SG'], languages: ['zh-CN'] })
const list: SiteList = { current: 'cn', sites: [china, world, singapore] }

describe('R9: the site on which a reader belongs', () => {
  test.each([
    { country: 'CN', language: 'zh-CN', dismissed: [], offered: undefined },
    { country: 'DE', language: 'en-US', dismissed: [], offered: 'world' },
    { country: 'DE', language: 'zh-CN', dismissed: [], offered: 'world' },
    { country: 'SG', language: 'zh-CN', dismissed: [], offered: 'sg' },
    { country: 'SG', language: 'en-US', dismissed: [], offered: 'world' },
    { country: 'SG', language: 'zh-CN', dismissed: ['sg'], offered: undefined },
    { country: 'DE', language: 'en-US', dismissed: ['sg'], offered: 'world' },
    { country: 'FR', language: 'en-US', dismissed: [], offered: undefined },
    { country: undefined, language: 'en-US', dismissed: [], offered: undefined },
    { country: 'SG', language: undefined, dismissed: [], offered: 'world' },
  ] as const)(
    'is offered to one of $country in $language who dismissed $dismissed: $offered',
    ({ offered, ...reader }) => {
      expect(decideOffer(list, reader)?.code).toBe(offered)
    },
  )

  test('is offered in the reader’s language, or in its own if that is none of ours', () => {
    const languageOf = (language?: 'zh-CN') =>
      decideOffer(list, { country: 'DE', language, dismissed: [] })?.language

    expect([languageOf('zh-CN'), languageOf()]).toEqual(['zh-CN', 'en-US'])
  })

  test('is never offered if this site serves the country too, or is the only one', () => {
    const reader = { country: 'SG', language: 'en-US', dismissed: [] } as const

    expect(decideOffer({ ...list, current: 'sg' }, reader)).toBeUndefined()
    expect(decideOffer({ current: 'cn', sites: [china] }, reader)).toBeUndefined()
    expect(decideOffer({ sites: [] }, reader)).toBeUndefined()
  })
})

test.each([
  ['http://cn.example/', 'sites.url_invalid'],
  ['javascript:alert(1)', 'sites.url_invalid'],
  ['https://me:secret@cn.example/', 'sites.url_invalid'],
  ['https://cn.example/?next=1', 'sites.url_invalid'],
  ['cn.example', 'sites.url_invalid'],
])('a site at %s is refused', (url, code) => {
  const named = () => requireSites({ current: 'cn', sites: [site('cn', { url })] })

  expect(named).toThrow(expect.objectContaining({ code }))
})

test.each([
  [{ current: 'cn', sites: [china, china] }, 'sites.code_repeated'],
  [{ current: 'us', sites: [china] }, 'sites.current_unknown'],
  [{ sites: [china] }, 'sites.current_unknown'],
  [{ current: 'cn', sites: [site('cn', { countries: ['XX'] })] }, 'sites.country_unknown'],
])('a list that is not one of sites is refused: %#', (wrong: SiteList, code) => {
  expect(() => requireSites(wrong)).toThrow(expect.objectContaining({ code }))
})

test('an accent is kept in lower case, and refused with its contrast if it is too light', () => {
  expect(requireAccent('#0B6174')).toBe('#0b6174')
  expect(() => requireAccent('#69C3D4')).toThrow(
    expect.objectContaining({
      code: 'sites.accent_too_light',
      details: expect.objectContaining({ ratio: 1.6, least: 4.5 }) as object,
    }),
  )
})
