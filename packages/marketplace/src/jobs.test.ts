import { expect, test } from 'vitest'
import type { Fulfiller } from './fulfilment/index.ts'
import { mergeFulfillers, mergeOperations } from './jobs.ts'
import { mergeOwned } from './platform/index.ts'

const apply = () => Promise.resolve()

test('two domains that would be given the same answers do not start', () => {
  const answers = { create_instance: apply }
  expect(() =>
    mergeOperations([{ operations: { saas: { answers } } }, { operations: { saas: { answers } } }]),
  ).toThrow('Two domains have answers to create_instance')
})

test('two domains that know the facts of one family do not start', () => {
  const facts = () => Promise.reject(new Error('not asked'))
  expect(() =>
    mergeOperations([{ operations: { saas: { facts } } }, { operations: { saas: { facts } } }]),
  ).toThrow('Two domains have the facts of saas')
})

test('what different domains do is put together, family by family', () => {
  const answers = { create_instance: apply }
  const restarts = { query_instance: () => Promise.resolve(undefined) }
  const again = { notify_order: () => Promise.resolve(undefined) }
  const merged = mergeOperations([
    { operations: { saas: { answers } } },
    { operations: { saas: { restarts }, orders: { restarts: again } } },
    {},
  ])
  expect(merged.saas).toMatchObject({ answers, restarts, strayInstances: {}, objections: {} })
  expect(merged.saas?.facts).toBeUndefined()
  expect(merged.orders).toMatchObject({ answers: {}, restarts: again })
})

test('one key with two owners is named, whatever the rest is', () => {
  expect(() => mergeOwned('wake-ups of', [{ a: 1, b: 2 }, undefined, { b: 3, c: 4 }])).toThrow(
    'Two domains have wake-ups of b',
  )
})

test('a product type with two owners, or none, does not start', () => {
  const saas = {} as Fulfiller

  expect(() => mergeFulfillers([{ fulfils: { saas } }, { fulfils: { saas } }])).toThrow(
    'Two domains have deliveries of saas',
  )
  expect(() => mergeFulfillers([{ fulfils: { saas } }, {}])).toThrow(
    'No domain delivers license, manual_service',
  )
})
