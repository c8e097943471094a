import { expect, test } from 'vitest'
import { readOrdersSearch } from './orders-search.ts'

test('an address may carry any filter of the orders, and nothing that the server would refuse', () => {
  const filters = { text: '沧野', state: 'processing', kind: 'new', period: 'custom', from: '2026-11-01' }

  expect(readOrdersSearch({ ...filters, to: '2026-11-31', page: 2 })).toEqual(filters)
  expect(readOrdersSearch({ state: 'lost', kind: 'gift', text: ' ' })).toEqual({})
})
