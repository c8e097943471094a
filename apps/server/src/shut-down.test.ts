import { expect, test } from 'vitest'
import { closeAll } from './shut-down.ts'

test('steps are closed one after the other, and one that fails keeps none open', async () => {
  const closed: string[] = []
  const failed: string[] = []
  const one = (name: string) => ({ name, close: async () => void closed.push(name) })
  const broken = { name: 'broken', close: () => Promise.reject(new Error('no')) }

  await closeAll([[one('http'), broken], [one('database')]], (name) => failed.push(name))

  expect(closed).toEqual(['http', 'database'])
  expect(failed).toEqual(['broken'])
})

test('what never closes is left behind and named', { timeout: 10_000 }, async () => {
  const failed: string[] = []
  const stuck = { name: 'stuck', close: () => new Promise<void>(() => undefined) }

  await closeAll([[stuck]], (name, error) => failed.push(`${name}: ${String(error)}`))

  expect(failed).toEqual(['everything: Error: not closed within 4000 ms'])
})
