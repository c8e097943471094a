import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeReply as encodeV1 } from '@loggia/protocol/saas/v1'
import { encodeReply as encodeV2 } from '@loggia/protocol/saas/v2'
import type { ReplyOf } from '@loggia/protocol/saas/v2'
import { createMemoryStore, refuse } from './index.ts'
import type { Description } from './index.ts'
import type { StoredInstance } from './stores/store.ts'
import { saasV1 } from './wire/saas-v1.ts'
import { saasV2 } from './wire/saas-v2.ts'
import { createSealing } from './wire/sealing.ts'
import { accessKey, answerTo, createPurchase, createQuery, signCall, trySeller } from './tried-seller.ts'

/** Mostly texts that fit, sometimes one that is slightly too long for its table, or a value that is not text. */
const text = (most: number) =>
  fc.option(
    fc.oneof(
      { weight: 8, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }) },
      {
        weight: 2,
        arbitrary: fc.integer({ min: most - 1, max: most + 1 }).map((length) => 'x'.repeat(length)),
      },
      { weight: 1, arbitrary: fc.constantFrom('', 7 as unknown as string) },
    ),
    { nil: undefined },
  )
const anyUsage = fc.record(
  {
    value: fc.oneof(fc.double(), fc.integer()),
    atMs: fc.oneof(fc.nat(), fc.constantFrom(-1, 1.5, 253_402_300_800_000)),
    relatedInstanceId: text(64),
    dashboardUrl: text(512),
  },
  { requiredKeys: ['value', 'atMs'] },
)
const anyDescription = fc.record(
  {
    frontEndUrl: text(512),
    adminUrl: text(512),
    userName: text(128),
    password: text(128),
    memo: text(1024),
    usage: fc.array(anyUsage, { maxLength: 2 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Description>

test.each(['none', '1', '2'] as const)(
  'whatever a handler tells, sealed as %s, what is sent fits its table, or the seller hears why not',
  async (encryptType) => {
    await fc.assert(
      fc.asyncProperty(anyDescription, async (told) => {
        const { seller, problems } = trySeller({ describe: () => told }, { encryptType })
        await seller(signCall(createPurchase(1, 'b-1')))

        const reply = await answerTo(seller, signCall(createQuery('b-1')))

        if (reply.resultCode === '000000')
          expect(() => encodeV2('queryInstance', reply as ReplyOf<'queryInstance'>)).not.toThrow()
        else expect([reply.resultCode, problems.at(-1)?.code]).toEqual(['000005', 'answer_invalid'])
      }),
      { numRuns: 150 },
    )
  },
)

test('what is sealed for SaaS V1.0 fits its table, and all that says no does', () => {
  const sealing = createSealing(accessKey, '1')
  const description = { frontEndUrl: 'https://app.example', userName: '长'.repeat(26), password: 'p' }
  const { code, message } = refuse('soldOut', '售罄'.repeat(200))
  const v1 = [
    ['newInstance', { kind: 'opened', instanceId: 'i-1', description }],
    ['newInstance', { kind: 'opening', instanceId: 'i-1' }],
    ['queryInstance', { kind: 'described', instances: [{ instanceId: 'i-1', description }] }],
    ['upgrade', { kind: 'under way' }],
    ['upgrade', { kind: 'refused', code, message }],
    ['releaseInstance', { kind: 'done' }],
  ] as const
  const v2 = [
    ['newInstance', { kind: 'opened', instanceId: 'i-1' }],
    ['newInstance', { kind: 'opening', instanceId: 'i-1' }],
    ['upgradeInstance', { kind: 'under way' }],
    ['upgradeInstance', { kind: 'refused', code, message }],
    ['releaseInstance', { kind: 'done' }],
  ] as const

  for (const [activity, outcome] of v1)
    expect(() => encodeV1(activity, JSON.parse(saasV1.write(outcome, sealing)) as never)).not.toThrow()
  for (const [activity, outcome] of v2)
    expect(() => encodeV2(activity, JSON.parse(saasV2.write(outcome, sealing)) as never)).not.toThrow()
})

const kept = (instanceId: string, more: object = {}): StoredInstance => ({
  instanceId,
  openKey: `open ${instanceId}`,
  protocol: 'saas-v2',
  isTest: false,
  orderId: 'CS1',
  state: 'open',
  purchase: { source: 'ids', orderId: 'CS1', buyer: {}, parameters: {} },
  madeAtMs: 0,
  ...more,
})

async function queried(ids: string[], ...instances: StoredInstance[]) {
  const store = createMemoryStore()
  for (const instance of instances) await store.addInstance(instance)
  const { seller, problems } = trySeller({}, { store })
  return { reply: await answerTo(seller, signCall(createQuery(...ids))), problems }
}

test.each([
  ['a memo that is too long', { access: { frontEndUrl: 'https://app.example', memo: 'x'.repeat(1025) } }],
  ['an address that is none', { access: { frontEndUrl: null, memo: 'x' } }],
  ['an account that is no text', { access: { frontEndUrl: 'https://app.example', userName: 7 } }],
  ['an empty password', { access: { frontEndUrl: 'https://app.example', password: '' } }],
  ['a refusal of another version', { state: 'refused', refusal: { code: 'tooManySeats', message: 'No.' } }],
  ['a refusal that is none', { state: 'refused', refusal: { code: 'toString', message: 'No.' } }],
])('%s that a store gives back is not sent, and the seller hears of it', async (_, more) => {
  const { reply, problems } = await queried(['i-1'], kept('i-1', more))

  expect(reply.resultCode).toBe('000005')
  expect(problems.map(({ code }) => code)).toEqual(['answer_invalid'])
})

test('of several instances one that still is being made is told, and a refusal only if nothing else is', async () => {
  const refusal = (code: string) => ({ state: 'refused', refusal: { code, message: 'No.' } })
  const access = { frontEndUrl: 'https://app.example' }
  const all = [
    kept('sold-out', refusal('soldOut')),
    kept('taken', refusal('domainTaken')),
    kept('failed', refusal('failed')),
    kept('opening', { state: 'opening' }),
    kept('there', { access }),
  ]
  const codeOf = async (...ids: string[]) => (await queried(ids, ...all)).reply.resultCode

  expect(await codeOf('taken', 'sold-out')).toBe('000107')
  expect(await codeOf('unknown', 'sold-out')).toBe('000106')
  expect(await codeOf('sold-out', 'opening')).toBe('000004')
  expect(await codeOf('sold-out', 'there')).toBe('000000')
  expect(await codeOf('there', 'sold-out', 'failed')).toBe('000005')
})

test('an order that cannot be asked for now is not promised, as there is no id to promise', async () => {
  const orders = () => Promise.reject(refuse('busy'))
  const { seller } = trySeller({}, { orders })

  const { resultCode, instanceId } = await answerTo(seller, signCall(createPurchase(1, 'b-1')))

  expect([resultCode, instanceId]).toEqual(['000005', undefined])
})

test('what describe gives as undefined is told as open gave it', async () => {
  const { seller } = trySeller({ describe: () => ({ frontEndUrl: undefined, userName: 'other' }) })
  await seller(signCall(createPurchase(1, 'b-1')))

  const { info } = await answerTo(seller, signCall(createQuery('b-1')))

  expect(info?.[0]?.appInfo).toEqual({ frontEndUrl: 'https://app.example/b-1', userName: 'other' })
})

test('handlers may be methods that need the object they belong to', async () => {
  class Product {
    #address = 'https://app.example'
    open() {
      return { frontEndUrl: this.#address }
    }
    describe() {
      return { frontEndUrl: this.#address, memo: 'described' }
    }
    upgrade() {
      this.#address += '/larger'
    }
    orderPaid() {
      this.#address += '/paid'
    }
    checkChange() {
      return this.#address === '' ? refuse('invalid') : undefined
    }
    changeEnd() {
      this.#address += '/longer'
    }
    freeze() {
      this.#address += '/frozen'
    }
    unfreeze() {
      this.#address += '/thawed'
    }
    release() {
      this.#address = ''
    }
  }
  const product = new Product()
  const { seller, problems } = trySeller(undefined, { saas: product, notifications: product })
  const order = { orderId: 'CS2', orderLineId: 'CS2-000001', instanceId: 'b-1' }
  const end = { scene: 'RENEWAL', expireTime: '20300101000000000' } as const
  const target = { productId: 'p', skuCode: 's', productName: 'n' }
  const requests = [
    createPurchase(1, 'b-1'),
    { activity: 'upgradeInstance', ...order },
    { activity: 'refreshInstance', ...order, ...end },
    { activity: 'updateInstanceStatus', instanceId: 'b-1', status: 'FREEZE' },
    { activity: 'updateInstanceStatus', instanceId: 'b-1', status: 'UNFREEZE' },
    { activity: 'changeInstanceCheck', instanceId: 'b-1', productInfo: target },
    createQuery('b-1'),
    { activity: 'releaseInstance', instanceId: 'b-1' },
  ] as const

  for (const request of requests)
    expect((await answerTo(seller, signCall(request))).resultCode).toBe('000000')
  const { resultCode } = await answerTo(
    seller,
    signCall('{"activity":"orderNotify","orderId":"CS3","orderLineId":"CS3-000001"}'),
  )

  expect([resultCode, problems]).toEqual(['000000', []])
})
