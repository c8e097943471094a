import { expect, test } from 'vitest'
import { readAll, tabulate } from './table.ts'
import type { Table } from './table.ts'

async function* listNumbers(count: number): AsyncGenerator<number> {
  for (let n = 1; n <= count; n += 1) yield n
}
async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
const rowsOf = ({ rows }: Table) => gather(rows)
const numbers = { name: 'numbers', columns: [['数', 'Number', (n: number) => n]] } as const

test('a list is read page after page until the last', async () => {
  const asked: (string | undefined)[] = []
  const all = readAll(async ({ after }) => {
    asked.push(after)
    return after === undefined ? { items: [1, 2], next: 'two' } : { items: [3] }
  })

  expect(await gather(all)).toEqual([1, 2, 3])
  expect(asked).toEqual([undefined, 'two'])
})

test('a table that is cut off says so in its last row, and only then', async () => {
  expect(await rowsOf(tabulate(numbers, listNumbers(2), 2))).toEqual([[1], [2]])

  const cut = await rowsOf(tabulate(numbers, listNumbers(3), 2))
  expect(cut.slice(0, 2)).toEqual([[1], [2]])
  expect(cut[2]).toEqual([{ zh: expect.stringContaining('2'), en: expect.stringContaining('2 rows') }])
})
