import { expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { listGroups } from './earlier-addresses.ts'
import type { MovedService } from './schema.ts'

const [a, b, c] = ['adr_a', 'adr_b', 'adr_c'] as const
const moved = (serviceId: Id<'sub'>, addressId: Id<'adr'>): MovedService => ({ serviceId, addressId })
/** Services up to 3 use `a`, those up to 6 `b`, later ones what is bound now. */
const ranges = [
  { upTo: 'sub_3', addressId: a },
  { upTo: 'sub_6', addressId: b },
]

test('R261: without a change there is no other address', () => {
  expect(listGroups([], [], a)).toEqual([])
})

test('R261: the services of each change keep the address of then', () => {
  expect(listGroups(ranges, [], c)).toEqual([
    { addressId: a, ranges: [{ after: '', upTo: 'sub_3' }], except: [], more: [] },
    { addressId: b, ranges: [{ after: 'sub_3', upTo: 'sub_6' }], except: [], more: [] },
  ])
})

test('R261: what uses the current address is not earlier, whenever it was bought', () => {
  expect(listGroups(ranges, [], a).map(({ addressId }) => addressId)).toEqual([b])
})

test('R261: a service that was moved by itself counts where it is, and not where it was', () => {
  const groups = listGroups(ranges, [moved('sub_2', b), moved('sub_5', c), moved('sub_9', b)], c)

  expect(groups).toEqual([
    { addressId: a, ranges: [{ after: '', upTo: 'sub_3' }], except: ['sub_2'], more: [] },
    {
      addressId: b,
      ranges: [{ after: 'sub_3', upTo: 'sub_6' }],
      except: ['sub_5'],
      more: ['sub_2', 'sub_9'],
    },
  ])
})

test('R261: an address that was used twice has both ranges', () => {
  const twice = [...ranges, { upTo: 'sub_8', addressId: a }]

  expect(listGroups(twice, [], c)[0]).toMatchObject({
    addressId: a,
    ranges: [
      { after: '', upTo: 'sub_3' },
      { after: 'sub_6', upTo: 'sub_8' },
    ],
  })
})
