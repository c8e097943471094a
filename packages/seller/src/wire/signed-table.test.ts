import { expect, test } from 'vitest'
import type { AccessKeys } from '../keys.ts'
import { protocols, signedProtocols } from './protocols.ts'
import { createSignedTable } from './signed-table.ts'
import type { SignedTable } from './signed-table.ts'

const [saas, notification] = signedProtocols
const served = new Set(protocols.map(({ protocol }) => protocol))
const tableOf = (basic: AccessKeys, common: AccessKeys): SignedTable =>
  createSignedTable({ protocols: signedProtocols, keys: { basic, common }, served })

const named = (table: SignedTable, activity: unknown): string[] =>
  table.attemptsFor(activity).map(({ protocol, accessKey }) => `${protocol.protocol} by ${accessKey}`)

test('an activity is verified with the keys of the class that it belongs to, the one of now first', () => {
  const table = tableOf(['b-new', 'b-old'], ['c-new', 'c-old'])

  expect(named(table, 'newInstance')).toEqual(['saas-v2 by b-new', 'saas-v2 by b-old'])
  expect(named(table, 'orderNotify')).toEqual(['order-notification by c-new', 'order-notification by c-old'])
})

test.each([undefined, null, 7, '', 'makeCoffee', 'toString', '__proto__'])(
  'what names no activity that is known, as %o, may be of each class',
  (activity) => {
    expect(named(tableOf(['b'], ['c']), activity)).toEqual(['saas-v2 by b', 'order-notification by c'])
  },
)

test('a key of two classes is tried once', () => {
  expect(named(tableOf(['b', 'both'], ['both', 'c']), undefined)).toEqual([
    'saas-v2 by b',
    'saas-v2 by both',
    'order-notification by c',
  ])
})

test('two rows of one activity are refused', () => {
  if (!notification) throw new Error('There is no second protocol.')
  const rival = { ...notification, activities: ['orderNotify', 'newInstance'] }
  const keys = { basic: ['b'], common: ['c'] } as const

  expect(() => createSignedTable({ protocols: [saas, rival], keys, served })).toThrow(
    'Two protocols have the activity newInstance.',
  )
})
