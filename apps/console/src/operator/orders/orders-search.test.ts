import { expect, test } from 'vitest'
import { formatOrdersCsvPath, readAllOrdersSearch } from './orders-search.ts'

test('an address may carry any filter of the orders, and nothing that the server would refuse', () => {
  const filters = { text: '沧野', state: 'processing', kind: 'new', period: 'custom', from: '2026-11-01' }

  expect(readAllOrdersSearch({ ...filters, to: '2026-11-31', page: 2 })).toEqual(filters)
  expect(readAllOrdersSearch({ state: 'lost', kind: 'gift', text: ' ' })).toEqual({})
})

test('the CSV has the filters of the list', () => {
  expect(formatOrdersCsvPath({})).toBe('/api/operator/orders.csv')
  expect(formatOrdersCsvPath({ state: 'processing', text: 'A&B', kind: undefined })).toBe(
    '/api/operator/orders.csv?state=processing&text=A%26B',
  )
})
