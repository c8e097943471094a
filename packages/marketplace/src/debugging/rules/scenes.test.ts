import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import type { BuyerParameter } from '@loggia/protocol/console'
import { createMockOrder, mockOrderIds as mockOrders } from '@loggia/protocol/orders'
import { dialects } from '../../dialects/index.ts'
import type { Presets, Trait } from '../schema.ts'
import { listParameters, readParameters } from './parameters.ts'
import { createSampleParameters } from './sample-parameters.ts'
import { isNeeded, isSlow, listTraits, pickOpened } from './scenes.ts'

test('a call is slow if it passed after more than five seconds', () => {
  expect(isSlow({ passed: true, durationMs: 5000 })).toBe(false)
  expect(isSlow({ passed: true, durationMs: 5001 })).toBe(true)
  expect(isSlow({ passed: false, durationMs: 20_000 })).toBe(false)
})

const both = { zh: '名称', en: 'Name' }
const asked: BuyerParameter[] = [
  { kind: 'text', name: 'idNum', label: both, required: true, maxLength: 3 },
  { kind: 'email', name: 'mail', label: both, required: true },
  { kind: 'domain', name: 'emailDomainName', label: both, required: false },
  { kind: 'ip', name: 'ip', label: both, required: true },
  { kind: 'number', name: 'seats', label: both, required: true, min: 7, max: 9 },
  {
    kind: 'choice',
    name: 'region',
    label: both,
    required: true,
    options: [
      { value: 'north', label: both },
      { value: 'south', label: both },
    ],
  },
]
const now = toInstant(Date.UTC(2026, 10, 24, 6, 33))
const presets: Presets = {
  now,
  offered: { skuCode: 'sku-1', productCode: 'OFFI-1' },
  productName: '成澜文档',
  quantity: { count: 5, unit: 'seat' },
  given: createSampleParameters(asked),
  opened: { instanceId: 'i-1', scene: 'new_one_time' },
}
const protocols = ['saas-v2', 'saas-v1', 'order-notification'] as const
const testsOf = (protocol: (typeof protocols)[number]) => {
  const { testCalls } = dialects[protocol]
  if (!testCalls) throw new Error(`${protocol} has no debugging calls`)
  return testCalls
}
const all = protocols.flatMap((protocol) => testsOf(protocol).scenes.map((scene) => ({ protocol, scene })))
const sceneOf = (protocol: (typeof protocols)[number], name: string) => {
  const found = testsOf(protocol).scenes.find((scene) => scene.name === name)
  if (!found) throw new Error(`${protocol} has no ${name}`)
  return found
}
const valuesOf = (protocol: (typeof protocols)[number], name: string): Record<string, string> =>
  Object.fromEntries(
    listParameters(testsOf(protocol), sceneOf(protocol, name), presets).map((one) => [one.name, one.value]),
  )
const read = (protocol: (typeof protocols)[number], name: string, change: Record<string, string>) =>
  readParameters(testsOf(protocol), sceneOf(protocol, name), { ...valuesOf(protocol, name), ...change })

const neededBy = (protocol: (typeof protocols)[number], ...traits: Trait[]): string[] =>
  testsOf(protocol)
    .scenes.filter((scene) => isNeeded(scene, new Set(traits)))
    .map(({ name }) => name)

describe('which scenes a product is to have debugged', () => {
  test('R246: V1.0 by how it is sold', () => {
    expect(neededBy('saas-v1', 'period')).toEqual(['new_period', 'renewal', 'expiry', 'release'])
    expect(neededBy('saas-v1', 'one_time')).toEqual(['new_one_time', 'release'])
    expect(neededBy('saas-v1', 'usage')).toEqual(['new_usage', 'query', 'freeze', 'unfreeze', 'release'])
  })

  test('R246a: V2.0 by how it is sold, upgrade and change check where it offers changes', () => {
    const always = ['query', 'release']
    const lasting = ['query', 'renewal', 'freeze', 'unfreeze', 'release']
    expect(neededBy('saas-v2', 'one_time')).toEqual(['new_one_time', ...always])
    expect(neededBy('saas-v2', 'period')).toEqual(['new_period', ...lasting])
    expect(neededBy('saas-v2', 'usage')).toEqual(['new_usage', ...lasting])
    expect(neededBy('saas-v2', 'upgrades', 'changes')).toEqual(['change_check', 'renewal_change', 'upgrade'])
    expect(neededBy('saas-v2', 'trial')).toEqual(['new_trial', 'trial_to_formal'])
  })

  test('a product has the traits of the prices that it offers, and promises changes of periods only', () => {
    const promises = { upgrades: true, renewalChanges: true }
    const traits = (...offered: { period: string; trialDays?: number }[]) => [
      ...listTraits({ offered, afterSale: promises }),
    ]

    expect(traits({ period: 'one_time' })).toEqual(['one_time'])
    expect(traits({ period: 'month', trialDays: 7 }, { period: 'one_time' })).toEqual([
      'period',
      'one_time',
      'trial',
      'upgrades',
      'changes',
    ])
    expect(traits()).toEqual([])
  })
})

describe('the instance that a scene is about', () => {
  const opened = ['new_one_time', 'new_trial', 'new_period'].map((scene) => ({ scene, reference: scene }))
  test.each(['saas-v2', 'saas-v1', 'license-online', 'license-v1'] as const)(
    'R246, R246a: of %s, one with a period unless one-time products need the scene as well',
    (protocol) => {
      const scenes = dialects[protocol].testCalls?.scenes ?? []
      const later = scenes.filter(({ name }) => !name.startsWith('new_'))
      const wanted = later.map(({ name, neededFor }) => {
        const ofAny = neededFor.includes('one_time') ? 'new_one_time' : 'new_period'
        return [name, name === 'trial_to_formal' ? 'new_trial' : ofAny]
      })

      expect(later.length).toBeGreaterThan(1)
      expect(later.map((scene) => [scene.name, pickOpened(scene, opened)?.scene])).toEqual(wanted)
    },
  )

  test('without one with a period it is the trial, and else the newest', () => {
    const renewal = sceneOf('saas-v2', 'renewal')
    expect(pickOpened(renewal, opened.slice(0, 2))?.scene).toBe('new_trial')
    expect(pickOpened(renewal, opened.slice(0, 1))?.scene).toBe('new_one_time')
    expect(pickOpened(renewal, [])).toBeUndefined()
  })
})

describe('the form of each scene', () => {
  test.each(all)('of $protocol $scene.name begins with a request that can be sent', ({ protocol, scene }) => {
    const values = Object.fromEntries(
      listParameters(testsOf(protocol), scene, presets).map(({ name, value }) => [name, value]),
    )

    const request = readParameters(testsOf(protocol), scene, values)

    expect(request).toMatchObject({ ok: true, request: { activity: scene.activity } })
  })

  test('R251: the orders are those that the order query answers for debugging', () => {
    expect(createMockOrder(mockOrders.usage, now)?.orderLine[0]?.chargingMode).toBe('ON_DEMAND')
    expect(valuesOf('saas-v2', 'new_trial')).toMatchObject({
      orderId: mockOrders.trial,
      orderLineId: `${mockOrders.trial}-000001`,
    })
  })

  test('R251: says of each debugging order what the order query answers for it, at any moment', () => {
    const anyMoment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })
    const named = all.filter(({ protocol }) => protocol !== 'order-notification')
    fc.assert(
      fc.property(anyMoment, fc.constantFrom(...named), (at, { protocol, scene }) => {
        const { offered: _, ...unoffered } = presets
        const values = scene.preset({
          ...unoffered,
          now: toInstant(at),
          opened: { instanceId: 'i-1', scene: 'new_period' },
        })
        const order = createMockOrder(values.orderId ?? '', at)
        const line = order?.orderLine[0]
        if (!order || !line) return
        const [info] = line.productInfo
        const amount = protocol === 'saas-v1' ? line.currencyAfterDiscount : undefined
        const answered: Record<string, unknown> = {
          orderLineId: line.orderLineId,
          periodType: line.periodType,
          periodNumber: String(line.periodNumber),
          expireTime: protocol === 'saas-v1' ? line.expireTime : `${line.expireTime}000`,
          skuCode: info?.skuCode,
          productId: info?.productId,
          customerId: order.buyerInfo.customerId,
          customerName: order.buyerInfo.customerName,
          orderAmount: scene.name === 'renewal_cancelled' ? `-${amount}` : amount,
        }
        for (const [name, value] of Object.entries(values))
          if (value !== undefined && Object.hasOwn(answered, name))
            expect([scene.name, name, value]).toEqual([scene.name, name, answered[name]])
      }),
      { numRuns: 500 },
    )
  })

  test('knows what is fixed, made anew, sealed, chosen, counted and listed; the flag is nobody’s to edit', () => {
    const parameters = listParameters(testsOf('saas-v1'), sceneOf('saas-v1', 'new_period'), presets)
    const of = (name: string) => parameters.find((one) => one.name === name)

    expect(of('chargingMode')).toMatchObject({ value: '1', isFixed: true })
    expect(of('businessId')).toMatchObject({ value: '', isFresh: true, isRequired: false })
    expect(of('mobilePhone')).toMatchObject({ isSealed: true })
    expect(of('periodType')).toMatchObject({ kind: 'choice', options: ['year', 'month', 'day'] })
    expect(of('amount')).toMatchObject({ kind: 'integer', value: '5' })
    expect(of('saasExtendParams')).toMatchObject({ kind: 'list' })
    expect(of('testFlag')).toBeUndefined()
    expect(read('saas-v1', 'new_period', { testFlag: '0' })).toEqual({
      ok: false,
      faults: [{ name: 'testFlag', reason: 'unknown' }],
    })
  })

  test.each([
    ['seat', 'amount'],
    ['GB', 'diskSize'],
    ['Mbit/s', 'bandWidth'],
  ])('a quantity of a unit of %s is preset where a real call of V1.0 says it', (unit, name) => {
    const { preset } = sceneOf('saas-v1', 'new_period')
    const { amount, diskSize, bandWidth } = preset({ ...presets, quantity: { count: 5, unit } })

    expect({ amount, diskSize, bandWidth }).toEqual({ [name]: '5' })
  })

  test('V1.0 repeats the order that the instance was bought with where it ends', () => {
    expect(valuesOf('saas-v1', 'release')).toMatchObject({ orderId: mockOrders.oneTime, instanceId: 'i-1' })
  })

  test('saas-v2 §11, 6 and 7: an end and a cancelled renewal are preset as the product’s seller wants them said', () => {
    const { preset } = sceneOf('saas-v2', 'renewal_cancelled')
    const own = preset({ ...presets, expireDigits: 14, cancellationOrder: 'renewal' })
    const renewal = sceneOf('saas-v2', 'renewal').preset({ ...presets, cancellationOrder: 'renewal' })

    expect(preset(presets)).toMatchObject({
      orderId: mockOrders.refund,
      expireTime: expect.stringMatching(/^\d{17}$/),
    })
    expect(own).toMatchObject({ orderId: mockOrders.renewal, expireTime: expect.stringMatching(/^\d{14}$/) })
    expect(renewal).toMatchObject({
      orderId: mockOrders.renewal,
      expireTime: expect.stringMatching(/^\d{17}$/),
    })
  })

  test('what a product asks of its buyers is preset, a value of each kind, where V1.0 tells it', () => {
    expect(JSON.parse(valuesOf('saas-v1', 'new_period').saasExtendParams ?? '')).toEqual([
      { name: 'idNum', value: 'tes' },
      { name: 'mail', value: 'test@example.com' },
      { name: 'emailDomainName', value: 'test.example.com' },
      { name: 'ip', value: '192.0.2.1' },
      { name: 'seats', value: '7' },
      { name: 'region', value: 'north' },
    ])
    expect(valuesOf('saas-v1', 'release').saasExtendParams).toBeUndefined()
  })

  test('a list of the buyer’s parameters is taken as one', () => {
    const params = '[{"name":"idNum","value":"11001"}]'

    expect(read('saas-v1', 'upgrade', { saasExtendParams: params })).toMatchObject({
      ok: true,
      request: { saasExtendParams: [{ name: 'idNum', value: '11001' }] },
    })
  })
})

describe('what the protocol’s tables forbid is named', () => {
  test.each<[string, 'saas-v1' | 'saas-v2', string, Record<string, string>, object[]]>([
    [
      'nothing where something must be',
      'saas-v2',
      'renewal',
      { orderId: '' },
      [{ name: 'orderId', reason: 'missing' }],
    ],
    [
      'a time that is none',
      'saas-v2',
      'renewal',
      { expireTime: '2026' },
      [{ name: 'expireTime', reason: 'value' }],
    ],
    ['a list of no ids', 'saas-v2', 'query', { instanceId: ',' }, [{ name: 'instanceId', reason: 'value' }]],
    [
      'an id that is too long',
      'saas-v2',
      'freeze',
      { instanceId: 'i'.repeat(65) },
      [{ name: 'instanceId', reason: 'too_long' }],
    ],
    [
      'a member inside',
      'saas-v2',
      'change_check',
      { 'productInfo.skuCode': '' },
      [{ name: 'productInfo.skuCode', reason: 'missing' }],
    ],
    [
      'no whole number',
      'saas-v2',
      'change_check',
      { 'productInfo.linearValue': '5.5' },
      [{ name: 'productInfo.linearValue', reason: 'value' }],
    ],
    [
      'a choice that there is not',
      'saas-v1',
      'new_period',
      { periodType: 'week' },
      [{ name: 'periodType', reason: 'value' }],
    ],
    [
      'no list',
      'saas-v1',
      'new_period',
      { saasExtendParams: 'idNum=1' },
      [{ name: 'saasExtendParams', reason: 'value' }],
    ],
    [
      'what has no room once it is sealed',
      'saas-v1',
      'new_period',
      { email: '邮'.repeat(251) },
      [{ name: 'email', reason: 'too_long' }],
    ],
    [
      'a name that no table has',
      'saas-v1',
      'freeze',
      { status: 'FREEZE' },
      [{ name: 'status', reason: 'unknown' }],
    ],
  ])('%s', (_, protocol, name, change, faults) => {
    expect(read(protocol, name, change)).toEqual({ ok: false, faults })
  })

  test('the longest that is let through has room once it is sealed', () => {
    const email = `${'邮'.repeat(250)}m`
    const given = read('saas-v1', 'new_period', { email })
    if (!given.ok) throw new Error('It was refused')

    const { query } = testsOf('saas-v1').toWire({
      request: given.request,
      accessKey: 'k'.repeat(32),
      keyBits: 256,
      ownQuery: '',
      businessId: 'b-1',
      nonce: 'n',
      timestampMs: now,
      iv: () => '0123456789abcdef',
    })

    expect(new URLSearchParams(query).get('email')).toHaveLength(1020)
  })

  test('an object of which nothing is given lacks each of its members', () => {
    const none = { productId: '', skuCode: '', productName: '', linearValue: '' }
    const change = Object.fromEntries(Object.keys(none).map((name) => [`productInfo.${name}`, '']))

    expect(read('saas-v2', 'change_check', change)).toEqual({
      ok: false,
      faults: ['productId', 'productName', 'skuCode'].map((name) => ({
        name: `productInfo.${name}`,
        reason: 'missing',
      })),
    })
  })

  test('what is fixed stays, whatever is given', () => {
    expect(read('saas-v2', 'freeze', { status: 'UNFREEZE' })).toMatchObject({
      ok: true,
      request: { status: 'FREEZE' },
    })
  })
})
