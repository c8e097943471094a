import { describe, expect, test } from 'vitest'
import { findWrongSite, putSite, removeSite, toTypedSite } from './site-form.ts'
import type { Site, Sites } from './site-form.ts'

const site = (code: string): Site => ({
  code,
  name: { zh: code, en: code },
  url: `https://${code}.example`,
  countries: ['CN'],
  languages: ['zh-CN'],
})
const list: Sites = { current: 'cn', sites: [site('cn'), site('intl')] }
const typed = toTypedSite(site('eu'), list)

test.each([
  [{}, []],
  [{ code: 'EU' }, ['code']],
  [{ code: 'intl' }, ['taken']],
  [{ nameZh: ' ' }, ['nameZh']],
  [{ url: 'http://eu.example' }, ['url']],
  [{ url: 'eu.example' }, ['url']],
  [{ countries: 'DE, Germany' }, ['country']],
  [{ countries: 'DE, XX' }, ['country']],
  [{ countries: '' }, []],
  [{ languages: [] }, ['languages']],
])('%j is wrong in %j', (change, fields) => {
  const wrong = Object.entries(findWrongSite({ ...typed, ...change }, ['cn', 'intl'])).filter(([, is]) => is)

  expect(wrong.map(([field]) => field)).toEqual(fields)
})

describe('a list of sites', () => {
  test('gets a new one at its end, with its countries once each in capitals', () => {
    const { sites, current } = putSite(list, { ...typed, countries: 'de，fr, DE' }, undefined)

    expect(sites.map(({ code }) => code)).toEqual(['cn', 'intl', 'eu'])
    expect(sites.at(-1)?.countries).toEqual(['DE', 'FR'])
    expect(current).toBe('cn')
  })

  test('keeps the place of one that is changed, also if it gets another code', () => {
    const changed = putSite(list, { ...toTypedSite(list.sites[0], list), code: 'china' }, 'cn')

    expect(changed.sites.map(({ code }) => code)).toEqual(['china', 'intl'])
    expect(changed.current).toBe('china')
  })

  test('always says which one this is, as long as there is any', () => {
    expect(putSite(list, { ...typed, isCurrent: true }, undefined).current).toBe('eu')
    expect(putSite(list, { ...toTypedSite(list.sites[0], list), isCurrent: false }, 'cn').current).toBe('cn')
    expect(removeSite(list, 'cn')).toEqual({ current: 'intl', sites: [site('intl')] })
    expect(removeSite({ current: 'cn', sites: [site('cn')] }, 'cn')).toEqual({ sites: [] })
    expect(toTypedSite(undefined, { sites: [] }).isCurrent).toBe(true)
    expect(toTypedSite(undefined, list).isCurrent).toBe(false)
  })
})
