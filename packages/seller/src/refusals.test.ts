import { afterEach, expect, test, vi } from 'vitest'
import { encodeRequest } from '@loggia/protocol/saas/v2'
import { signSaasV2, verifyBodySign } from '@loggia/signing'
import { createSeller, createMemoryStore } from './index.ts'
import type { SaasHandlers } from './index.ts'
import {
  accessKey,
  address,
  answerTo,
  nowMs,
  createPurchase,
  signCall,
  trySellerInEach,
} from './tried-seller.ts'
import type { Reply } from './tried-seller.ts'

const { start, ask, current } = trySellerInEach()

// Other files run in this process.
afterEach(() => vi.restoreAllMocks())

test.each([
  [
    'a key of somebody else',
    () => signCall(createPurchase(1, 'b-1'), 'another-key'),
    '000001',
    'signature_differs',
  ],
  [
    'no proof at all',
    () => new Request(address, { method: 'POST', body: encodeRequest(createPurchase(1, 'b-1')) }),
    '000001',
    'missing_parameter',
  ],
  ['a GET', () => new Request(address), '000001', 'missing_parameter'],
  ['a PUT', () => new Request(address, { method: 'PUT', body: '{}' }), '000002', undefined],
  ['an activity that is none', () => signCall('{"activity":"makeCoffee"}'), '000002', 'activity_unknown'],
  ['a body that is no JSON', () => signCall('coffee'), '000002', 'body_unparsable'],
  ['an empty body', () => signCall(''), '000002', 'body_empty'],
  [
    'a missing member',
    () => signCall('{"activity":"newInstance","orderId":"CS1","orderLineId":"CS1-000001"}'),
    '000002',
    'member_missing',
  ],
  [
    'more than a hundred ids',
    () =>
      signCall(
        `{"activity":"queryInstance","instanceId":"${Array.from({ length: 101 }, (_, i) => `i${i}`).join(',')}"}`,
      ),
    '000002',
    'member_value',
  ],
  [
    'a body that is too long',
    () => signCall(`{"activity":"${'x'.repeat(70_000)}"}`),
    '000002',
    'body_too_long',
  ],
  [
    'a business id that can be no instance',
    () =>
      signCall('{"activity":"newInstance","businessId":"a,b","orderId":"CS1","orderLineId":"CS1-000001"}'),
    '000002',
    undefined,
  ],
])('%s is refused with its code, HTTP 200 and JSON', async (_, request, code, detail) => {
  expect((await answerTo(current().seller, request())).resultCode).toBe(code)
  if (detail) expect(current().problems).toMatchObject([{ detail }])
  expect(current().opened).toEqual([])
})

test('R241: a request that was sent before is refused, and one that is stale', async () => {
  const request = signCall(createPurchase(1, 'b-1'))
  const replayed = request.clone()
  const body = encodeRequest(createPurchase(1, 'b-1'))
  const { query: old } = signSaasV2({ accessKey, body, nonce: 'old', timestampMs: nowMs - 60_001 })

  expect((await answerTo(current().seller, request)).resultCode).toBe('000000')
  expect((await answerTo(current().seller, replayed)).resultCode).toBe('000002')
  expect(
    (await answerTo(current().seller, new Request(`${address}?${old}`, { method: 'POST', body }))).resultCode,
  ).toBe('000002')
  expect(current().problems.map(({ detail }) => detail)).toEqual(['nonce_seen', 'stale'])
})

test('a wider window takes what is older, and still no request twice', async () => {
  start({}, { replayWindowMs: 600_000 })
  const body = encodeRequest(createPurchase(1, 'b-1'))
  const { query: old } = signSaasV2({ accessKey, body, nonce: 'older', timestampMs: nowMs - 599_000 })
  const send = () => answerTo(current().seller, new Request(`${address}?${old}`, { method: 'POST', body }))

  expect((await send()).resultCode).toBe('000000')
  expect((await send()).resultCode).toBe('000002')
})

test.each([
  [
    'that throws',
    (): void => {
      throw new Error('the log is full')
    },
  ],
  ['that is async and rejects', (): Promise<void> => Promise.reject(new Error('the log is full'))],
])('a listener %s changes no answer and ends no process', async (_, onProblem) => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  start(
    {
      open: () => {
        throw new Error('not today')
      },
    },
    { onProblem },
  )

  expect((await ask(createPurchase(1, 'b-1'))).resultCode).toBe('000005')
  expect(said).toHaveBeenCalledTimes(1)
})

test('a store that fails is answered for with 000005 and told', async () => {
  const store = { ...createMemoryStore(), claim: () => Promise.reject(new Error('no connection')) }
  start({}, { store })

  expect((await ask(createPurchase(1, 'b-1'))).resultCode).toBe('000005')
  expect(current().problems).toMatchObject([{ code: 'store_failed' }])
})

test.each(['{"activity":"orderNotify","orderId":"CS1","orderLineId":"CS1-000001"}', 'coffee'])(
  'a store that fails is answered for with the key that has signed %s',
  async (body) => {
    const notificationKey = 'the key of the general interface'
    const store = { ...createMemoryStore(), remember: () => Promise.reject(new Error('no connection')) }
    start({}, { store, notificationKey, notifications: { orderPaid: () => {} } })

    const response = await current().seller(signCall(body, notificationKey))

    const header = response.headers.get('body-sign') ?? ''
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(verifyBodySign({ accessKey: notificationKey, header, body: bytes })).toEqual({ ok: true })
    expect(new TextDecoder().decode(bytes)).toContain('"000005"')
    expect(current().problems).toMatchObject([{ code: 'store_failed' }])
  },
)

test.each(['addInstance', 'changeInstance', 'settle'] as const)(
  'a store whose %s fails in the middle of an opening is not told as a fault of the handler',
  async (method) => {
    const store = { ...createMemoryStore(), [method]: () => Promise.reject(new Error('no connection')) }
    start({}, { store })

    expect((await ask(createPurchase(1, 'b-1'))).resultCode).toBe('000005')
    expect(current().problems).toMatchObject([{ code: 'store_failed', error: { message: 'no connection' } }])
  },
)

test('a store that fails in the middle of a change is not told as a fault of the handler', async () => {
  const memory = createMemoryStore()
  let found = 0
  const findInstances: typeof memory.findInstances = (ids) =>
    (found += 1) % 2 === 0 ? Promise.reject(new Error('no connection')) : memory.findInstances(ids)
  const release = vi.fn<NonNullable<SaasHandlers['release']>>()
  start({ release }, { store: memory })
  await ask(createPurchase(1, 'b-1'))
  start({ release }, { store: { ...memory, findInstances } })

  expect((await ask({ activity: 'releaseInstance', instanceId: 'b-1' })).resultCode).toBe('000005')
  expect(current().problems).toMatchObject([{ code: 'store_failed', activity: 'release' }])
  expect(release).not.toHaveBeenCalled()
})

test('a store that does not say whether a nonce is new holds no answer up', async () => {
  const store = { ...createMemoryStore(), remember: () => new Promise<boolean>(() => undefined) }
  start({}, { store, budgetMs: 20 })

  expect((await ask(createPurchase(1, 'b-1'))).resultCode).toBe('000005')
  expect(current().problems).toMatchObject([{ code: 'store_failed' }])
  expect(current().opened).toEqual([])
})

test('the time that the store takes for a nonce is part of the time of the answer', async () => {
  vi.useFakeTimers()
  const memory = createMemoryStore()
  const remember: typeof memory.remember = async (...nonce) => {
    await new Promise<void>((resolve) => void setTimeout(resolve, 12_000))
    return memory.remember(...nonce)
  }
  let finish: (() => void) | undefined
  const open = (): Promise<undefined> => new Promise((resolve) => (finish = () => resolve(undefined)))
  start({ open }, { store: { ...memory, remember } })

  const answers: Reply[] = []
  void ask(createPurchase(1, 'b-1')).then((answer) => answers.push(answer))
  await vi.advanceTimersByTimeAsync(15_000)
  vi.useRealTimers()
  await vi.waitUntil(() => answers.length > 0)
  finish?.()

  expect(answers).toMatchObject([{ resultCode: '000004', instanceId: 'b-1' }])
})

test('what plain JavaScript gets wrong is told at once, all of it', () => {
  const wrong = {
    accessKey: undefined,
    notificationKey: 'a key\n',
    store: {},
    saas: { opne: () => undefined },
    encryptType: 1,
    budgetMs: '15',
    leaseMs: 2 ** 31,
    replayWindowMs: Number.NaN,
    colour: 'red',
  }

  const making = () => createSeller(wrong as never)

  expect(making).toThrow(TypeError)
  for (const fault of [
    'accessKey is missing',
    'notificationKey has whitespace',
    'store is missing',
    'saas.open is missing',
    'saas.opne',
    'encryptType',
    'budgetMs must be a whole number of milliseconds from 1 to 2147483647',
    'leaseMs must be a whole number of milliseconds from 1 to 2147483647',
    'replayWindowMs',
    'colour is not an option',
  ])
    expect(making).toThrow(fault)
  expect(() => createSeller(undefined as never)).toThrow(TypeError)
})
