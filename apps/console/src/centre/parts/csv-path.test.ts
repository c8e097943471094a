import { expect, test } from 'vitest'
import { formatCsvPath } from './csv-path.ts'

test('the CSV has the filters of the list', () => {
  expect(formatCsvPath('GET /api/operator/orders.csv', {})).toBe('/api/operator/orders.csv')
  expect(
    formatCsvPath('GET /api/operator/orders.csv', { state: 'processing', text: 'a b&c', kind: undefined }),
  ).toBe('/api/operator/orders.csv?state=processing&text=a+b%26c')
})

test('the parameters of the path are in it', () => {
  const enterpriseId = `ent_${'0'.repeat(26)}`

  expect(
    formatCsvPath('GET /api/buyer/enterprises/:enterpriseId/people.csv', { q: 'a' }, { enterpriseId }),
  ).toBe(`/api/buyer/enterprises/${enterpriseId}/people.csv?q=a`)
})
