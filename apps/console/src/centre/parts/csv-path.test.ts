import { expect, test } from 'vitest'
import { formatCsvPath } from './csv-path.ts'

test('the CSV has the filters of the list', () => {
  expect(formatCsvPath('GET /api/operator/orders.csv', {})).toBe('/api/operator/orders.csv')
  expect(
    formatCsvPath('GET /api/operator/orders.csv', { state: 'processing', text: 'a b&c', kind: undefined }),
  ).toBe('/api/operator/orders.csv?state=processing&text=a+b%26c')
})
