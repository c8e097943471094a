import { describe, expect, test } from 'vitest'
import { fromHours, fromMinutes } from '@loggia/kernel'
import { calledProtocols, protocolTraits } from '@loggia/protocol/protocols'
import { defineFamily, assembleFamilies } from './define-family.ts'
import { dialects, families } from './index.ts'
import { errands } from './testing/errands.ts'
import type { Errand } from './testing/errands.ts'

const errandsV1 = errands.dialects['errands-v1']
const of = { of: 'seller' } as const

describe('one table says of a dialect', () => {
  test('what it has words for, and what the interface is called', () => {
    const { supports, activityOf } = errandsV1
    expect(supports({ kind: 'fetch', reference: 'water' } as Errand)).toBe(true)
    expect(supports({ kind: 'fetch', reference: 'the moon' } as Errand)).toBe(false)
    expect(supports({ kind: 'toString' })).toBe(false)
    expect([activityOf('carry'), activityOf('toString')]).toEqual(['bear', 'toString'])
  })

  test('how it is tried, with either plan', () => {
    const { compatible, patient } = errandsV1.schedules
    expect(compatible).toEqual({
      fetch: {
        windowMs: fromHours(1),
        spacing: { kind: 'even', everyMs: fromMinutes(7) },
        source: 'the tests',
      },
      carry: {
        windowMs: fromHours(2),
        spacing: { kind: 'even', everyMs: fromMinutes(1) },
        source: 'the tests',
      },
    })
    expect(patient.fetch).toEqual(compatible.fetch)
    expect(patient.carry).toMatchObject({ windowMs: fromHours(72), source: 'the tests, with patience' })
  })

  test('and what it has no words for is neither written nor read', () => {
    const moon: Errand = { kind: 'fetch', reference: 'the moon' }
    const received = { status: 200, headers: {}, body: Buffer.from(''), truncated: false }
    expect(() => errandsV1.toWire({ operation: moon } as never)).toThrow('errands-v1 has no words for fetch')
    expect(() => errandsV1.fromWire(moon, received, 'key')).toThrow('errands-v1 has no words for fetch')
  })
})

test('a family speaks its first protocol, closes calls that are done and knows what they are about, unless it says otherwise', () => {
  const plain = defineFamily({ name: 'plain', ...of, dialects: { 'errands-v1': errandsV1 } })
  const carry: Errand = { kind: 'carry', reference: 'water' }
  const pending = {
    kind: 'pending',
    verdict: { code: 'pending' },
    resultCode: 'later',
    data: { reference: 'no. 1' },
  } as const
  expect(plain.firstProtocol).toBe('errands-v1')
  expect(plain.referenceIn(carry)).toBe('water')
  expect(plain.isAccepted(carry, { ...pending, kind: 'confirmed' })).toBe(true)
  expect([plain.isAccepted(carry, pending), errands.isAccepted(carry, pending)]).toEqual([false, true])
  expect(() => defineFamily({ name: 'none', ...of, dialects: {} })).toThrow('The family none has no protocol')
})

describe('what the market does not start with', () => {
  test('two families with one kind of operation', () => {
    const dialects = { 'errands-v2': { ...errandsV1, protocol: 'errands-v2' } }
    const others = defineFamily({ name: 'others', ...of, dialects })
    expect(() => assembleFamilies({ errands, others })).toThrow('Two families have the operation fetch')
  })

  test('two dialects with one protocol', () => {
    const others = defineFamily({ name: 'others', ...of, dialects: { 'errands-v1': errandsV1 } })
    expect(() => assembleFamilies({ errands, others })).toThrow('Two families have the protocol errands-v1')
  })

  test('a family or a dialect under another name than its own', () => {
    expect(() => assembleFamilies({ chores: errands })).toThrow('errands stands under the name chores')
    const renamed = defineFamily({ name: 'errands', ...of, dialects: { 'errands-v2': errandsV1 } })
    expect(() => assembleFamilies({ errands: renamed })).toThrow(
      'errands-v1 stands under the name errands-v2',
    )
  })
})

test('several dialects of a family may have one operation; nothing is found that no family has', () => {
  const second = { ...errandsV1, protocol: 'errands-v2' }
  const both = defineFamily({
    name: 'errands',
    ...of,
    dialects: { 'errands-v1': errandsV1, 'errands-v2': second },
  })
  const index = assembleFamilies({ errands: both })
  expect(index.familyOf('fetch')).toBe(both)
  expect(Object.keys(index.dialects)).toEqual(['errands-v1', 'errands-v2'])
  expect(() => index.familyOf('toString')).toThrow('No family has the operation toString')
})

test('every protocol between market and sellers has its dialect, in its family, with its address for products or sellers', () => {
  for (const protocol of calledProtocols) {
    const { family, isChosenByProduct, allowsOwnQuery, saysRenewalChanges } = protocolTraits[protocol]
    expect(Object.keys(families[family].dialects)).toContain(protocol)
    expect(families[family].of).toBe(isChosenByProduct ? 'product' : 'seller')
    expect(dialects[protocol].ownQuery !== undefined).toBe(allowsOwnQuery)
    expect(dialects[protocol].tellsRenewalChanges ?? false).toBe(saysRenewalChanges)
  }
  expect(Object.keys(dialects)).toEqual(calledProtocols)
})
