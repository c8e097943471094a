import { expect, test } from 'vitest'
import type { AccessKeys } from '../keys.ts'
import { protocols, signedProtocols } from './protocols.ts'
import { createSignedTable } from './signed-table.ts'
import type { SignedTable } from './signed-table.ts'
import type { SignedProtocol } from './wire-protocol.ts'

const [saas] = signedProtocols
const find = (name: string): SignedProtocol => {
  const found = signedProtocols.find(({ protocol }) => protocol === name)
  if (!found) throw new Error(`There is no ${name}.`)
  return found
}
const notification = find('order-notification')
const online = find('license-online')
const all = protocols.map(({ protocol }) => protocol)
/** Both have the same activities, so one address serves one of them. */
const served = new Set(all.filter((protocol) => protocol !== 'license-online'))
const tableOf = (basic: AccessKeys, common: AccessKeys, codes: AccessKeys = basic): SignedTable =>
  createSignedTable({
    protocols: signedProtocols,
    keys: { basic, common, authorisation_code: codes },
    served,
  })

const tried = ({ attempts }: SignedTable): string[] =>
  attempts.map(({ protocol, accessKey }) => `${protocol.protocol} by ${accessKey}`)

test('an activity may be asked for with the keys of the class that it belongs to', () => {
  const table = tableOf(['b-new', 'b-old'], ['c-new', 'c-old'], ['l'])

  expect(table.rowOf('newInstance')).toEqual({ protocol: saas, keys: ['b-new', 'b-old'] })
  expect(table.rowOf('orderNotify')).toEqual({ protocol: notification, keys: ['c-new', 'c-old'] })
  expect(table.rowOf('releaseLicenseCode')?.keys).toEqual(['l'])
})

test('an activity of two protocols is of the one that is served', () => {
  const keys = { basic: ['b'], common: ['c'], authorisation_code: ['l'] } as const
  const rowIn = (name: 'saas-v2' | 'license-online') =>
    createSignedTable({ protocols: signedProtocols, keys, served: new Set([name]) }).rowOf('newInstance')

  expect(rowIn('saas-v2')?.protocol).toBe(saas)
  expect(rowIn('license-online')?.protocol).toBe(online)
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
  const rival = { ...notification, activities: ['orderNotify', 'newInstance'] }
  const keys = { basic: ['b'], common: ['c'], authorisation_code: ['l'] } as const

  expect(() => createSignedTable({ protocols: [saas, rival], keys, served })).toThrow(
    'Two protocols have the activity newInstance.',
  )
})
