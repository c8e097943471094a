import { expect, test } from 'vitest'
import { toPage } from './page.ts'

const map = { item: (row: number) => `item ${row}`, cursor: (row: number) => String(row) }

test('a page shows at most its limit and names the last shown row when more follow', () => {
  expect(toPage([9, 8, 7], 2, map)).toEqual({ items: ['item 9', 'item 8'], next: '8' })
})

test.each([[[9, 8]], [[9]], [[]]])('the last page, of %j, has no next', (rows) => {
  expect(toPage(rows, 2, map)).not.toHaveProperty('next')
})
