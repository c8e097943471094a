import { describe, expect, test } from 'vitest'
import { changeCallSearch, isCallListNarrowed, readCallSearch } from './search.ts'

describe('what an address says about the list of calls', () => {
  test('everything that a list can be narrowed by is read', () => {
    const search = {
      period: 'custom',
      from: '2026-11-01',
      to: '2026-11-24',
      orderNumber: 'CS2611241403ABCDE',
      activity: 'newInstance',
      result: 'open_failure',
      state: 'stuck',
      sellerId: 'sel_01kb4r5t8vxg00000000000000',
      attempt: 3,
    }

    expect(readCallSearch(search)).toEqual(search)
  })

  test('an order number that an address gives as a number is still one', () => {
    expect(readCallSearch({ orderNumber: 2611241403 })).toEqual({ orderNumber: '2611241403' })
  })

  test.each([
    { period: 'yesterday' },
    { from: '2026-02-30' },
    { result: 'failed' },
    { state: 'parked' },
    { sellerId: 'chenglan' },
    { attempt: 'two' },
    { orderNumber: ' ' },
  ])('%j means nothing', (search) => {
    expect(readCallSearch(search)).toEqual({})
  })

  test('another list begins at its newest try; what is taken out is gone', () => {
    expect(
      changeCallSearch({ result: 'succeeded', attempt: 2 }, { result: undefined, activity: 'newInstance' }),
    ).toEqual({
      activity: 'newInstance',
    })
    expect(isCallListNarrowed({ attempt: 2 })).toBe(false)
    expect(isCallListNarrowed({ period: 'today' })).toBe(true)
  })
})
