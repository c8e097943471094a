import type { HistoryEntry } from '@loggia/protocol/console'
import { describe, expect, test } from 'vitest'
import { readProductSearch } from './product-search.ts'
import { standingOf } from './standing.ts'

const entry = (sequence: number, kind: string, data: HistoryEntry['data']): HistoryEntry => ({
  sequence,
  at: '2026-11-24T06:33:00.000Z',
  actor: { kind: 'member', name: '顾' },
  kind,
  data,
})

describe('how a product stands', () => {
  test('what was never submitted is a draft without an application', () => {
    expect(standingOf([entry(1, 'product.added', {})])).toEqual({ state: 'draft' })
  })

  test('what was added as listed is listed, under the name that it was given', () => {
    const name = { zh: '澄澜协同文档', en: 'Chenglan Docs' }

    expect(standingOf([entry(1, 'product.added', { to: 'listed', name })])).toEqual({ state: 'listed', name })
  })

  test('the newest step counts, and the newest application', () => {
    const history = [
      entry(1, 'product.submitted', { to: 'in_review', applicationId: 'apl_1' }),
      entry(2, 'product.listed', { from: 'in_review', to: 'listed', applicationId: 'apl_1' }),
      entry(3, 'product.change_proposed', { applicationId: 'apl_2' }),
    ]

    expect(standingOf(history)).toEqual({ state: 'listed', applicationId: 'apl_2' })
  })

  test('R53: a suspension says until when; once it is over it says nothing', () => {
    const until = '2026-12-01T06:33:00.000Z'
    const suspended = [entry(1, 'product.suspended', { from: 'listed', to: 'suspended', until })]

    expect(standingOf(suspended)).toEqual({ state: 'suspended', suspendedUntil: until })
    expect(standingOf([...suspended, entry(2, 'product.returned', { to: 'listed' })])).toEqual({
      state: 'listed',
    })
  })
})

test('a state that there is not is left out of the address', () => {
  expect(readProductSearch({ state: 'suspended' })).toEqual({ state: 'suspended' })
  expect(readProductSearch({ state: 'sold' })).toEqual({})
})
