import { describe, expect, test } from 'vitest'
import { fromIso, toInstant, toIso } from '@loggia/kernel'
import {
  countDaysUntil,
  findLoss,
  formatChangeableFrom,
  isDataLostSoon,
  isRenewable,
  toLooks,
} from './standing.ts'
import { readServicesSearch } from './services-search.ts'
import { listServiceIds, readRenewSearch, createRenewSearch } from '../renewing/renew-search.ts'

const now = fromIso('2026-12-01T00:00:00.000Z')
const inDays = (days: number): string => toIso(toInstant(Math.round(now + days * 86_400_000)))

describe('how a service is said to stand', () => {
  test.each([
    ['one that goes on for long', { state: 'active', endsAt: inDays(16) }, 'active'],
    ['one that ends within fifteen days', { state: 'active', endsAt: inDays(15) }, 'expiring'],
    ['one that renews itself', { state: 'active', endsAt: inDays(2), renewsItself: true }, 'active'],
    ['a trial, however near its end', { state: 'active', endsAt: inDays(1), trialDays: 7 }, 'trial'],
    ['a trial in its grace period', { state: 'grace', endsAt: inDays(-1), trialDays: 7 }, 'grace'],
    ['what has no end', { state: 'active' }, 'active'],
    ['a frozen one', { state: 'retention', endsAt: inDays(-2) }, 'retention'],
    ['one that is being opened', { state: 'opening', openingUntil: inDays(0.1) }, 'opening'],
    ['one that is open and waits for its acceptance', { state: 'opening' }, 'performing'],
  ] as const)('%s', (_name, service, looks) => {
    expect(toLooks(service, now)).toBe(looks)
  })

  test('a day that has begun counts as one, and none is left once it is past', () => {
    expect(countDaysUntil(inDays(1.2), now)).toBe(2)
    expect(countDaysUntil(inDays(1), now)).toBe(1)
    expect(countDaysUntil(inDays(-3), now)).toBe(0)
  })

  test('R109, R110: what runs by periods is renewed, lapsed or not; a trial and what was bought once are not', () => {
    expect(isRenewable({ state: 'retention', period: 'month' })).toBe(true)
    expect(isRenewable({ state: 'released', period: 'month' })).toBe(false)
    expect(isRenewable({ state: 'active', period: 'one_time' })).toBe(false)
    expect(isRenewable({ state: 'active', period: 'month', trialDays: 7 })).toBe(false)
  })

  test('R113: an expired service loses its use, a frozen one its data; one that runs loses nothing yet', () => {
    const dates = { freezesAt: inDays(1), releasesAt: inDays(8) }

    expect(findLoss({ state: 'grace', ...dates })).toEqual({ of: 'use', at: inDays(1) })
    expect(findLoss({ state: 'retention', ...dates })).toEqual({ of: 'data', at: inDays(8) })
    expect(findLoss({ state: 'active', ...dates })).toBeUndefined()
    expect(findLoss({ state: 'released' })).toBeUndefined()
  })

  test.each([
    ['a frozen one, three days before', { state: 'retention', releasesAt: inDays(3) }, true],
    ['a frozen one, four days before', { state: 'retention', releasesAt: inDays(3.1) }, false],
    ['one in grace that is released soon', { state: 'grace', releasesAt: inDays(1) }, true],
    [
      'an active one that renews itself',
      { state: 'active', releasesAt: inDays(2), renewsItself: true },
      false,
    ],
    ['a released one', { state: 'released', releasesAt: inDays(-1) }, false],
  ] as const)('data is lost soon: %s', (_name, service, isSoon) => {
    expect(isDataLostSoon(service, now)).toBe(isSoon)
  })

  test('R119: a renewal may change it from thirty days before its end', () => {
    expect(formatChangeableFrom('2026-12-31T06:33:00.000Z', 'Asia/Shanghai')).toBe('2026-12-01T06:33:00.000Z')
  })
})

describe('what an address says', () => {
  test('a state that there is, and nothing else', () => {
    expect(readServicesSearch({ state: 'grace' })).toEqual({ state: 'grace' })
    expect(readServicesSearch({ state: 'asleep' })).toEqual({})
  })

  test('ids of services, each once, twenty at most; what is none is left out', () => {
    expect(listServiceIds(createRenewSearch(['sub_1', 'sub_2', 'sub_1']))).toEqual(['sub_1', 'sub_2'])
    expect(readRenewSearch({ services: 'ord_1.sub_2' })).toEqual({ services: 'sub_2' })
    expect(readRenewSearch({ services: 7 })).toEqual({})
    const many = Array.from({ length: 30 }, (_, at) => `sub_${at}`)
    expect(listServiceIds(createRenewSearch(many))).toHaveLength(20)
  })
})
