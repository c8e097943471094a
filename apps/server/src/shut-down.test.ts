import { expect, test } from 'vitest'
import { closeAll } from './shut-down.ts'

test('steps are closed one after the other, and one that fails keeps none open', async () => {
  const closed: string[] = []
  const failed: string[] = []
  const one = (name: string) => ({ name, close: async () => void closed.push(name) })
  const broken = { name: 'broken', close: () => Promise.reject(new Error('no')) }

  const onFailure = (name: string): void => void failed.push(name)
  await closeAll([[one('http'), broken], [one('database')]], { mostMs: 1_000, onFailure })

  expect(closed).toEqual(['http', 'database'])
  expect(failed).toEqual(['broken'])
})

test('what never closes is left behind and named', async () => {
  const failed: string[] = []
  const stuck = { name: 'stuck', close: () => new Promise<void>(() => undefined) }

  const onFailure = (name: string, error: unknown): void => void failed.push(`${name}: ${String(error)}`)
  await closeAll([[stuck]], { mostMs: 20, onFailure })

  expect(failed).toEqual(['everything: Error: not closed within 20 ms'])
})
