import { expect, test } from 'vitest'
import type { AccessKeys } from '../keys.ts'
import { protocols, signedProtocols } from './protocols.ts'
import { createSignedTable } from './signed-table.ts'
import type { SignedTable } from './signed-table.ts'

const [saas, notification] = signedProtocols
const served = new Set(protocols.map(({ protocol }) => protocol))
const tableOf = (basic: AccessKeys, common: AccessKeys): SignedTable =>
  createSignedTable({ protocols: signedProtocols, keys: { basic, common }, served })

const tried = ({ attempts }: SignedTable): string[] =>
  attempts.map(({ protocol, accessKey }) => `${protocol.protocol} by ${accessKey}`)

test('an activity may be asked for with the keys of the class that it belongs to', () => {
  const table = tableOf(['b-new', 'b-old'], ['c-new', 'c-old'])

  expect(table.rowOf('newInstance')).toEqual({ protocol: saas, keys: ['b-new', 'b-old'] })
  expect(table.rowOf('orderNotify')).toEqual({ protocol: notification, keys: ['c-new', 'c-old'] })
})

test.each([undefined, null, 7, '', 'makeCoffee', 'toString', '__proto__'])(
  'there is no row of what is no activity that is known, as %o',
  (activity) => {
    expect(tableOf(['b'], ['c']).rowOf(activity)).toBeUndefined()
  },
)

test('the keys of each class are tried, the one of now first, and one of two classes once', () => {
  expect(tried(tableOf(['b', 'both'], ['both', 'c']))).toEqual([
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
