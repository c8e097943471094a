import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { encodeRequest } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { signSaasV2 } from '@loggia/signing'
import { createSeller, memoryStore } from './index.ts'
import type { Seller } from './index.ts'
import { accessKey, address, answerTo, nowMs, purchase, signed, trySeller } from './tried-seller.ts'
import type { Reply, Tried } from './tried-seller.ts'

let tried: Tried
let seller: Seller
const start = (...given: Parameters<typeof trySeller>): void => {
  tried = trySeller(...given)
  seller = tried.seller
}
const ask = (request: SaasV2Request | string): Promise<Reply> => answerTo(seller, signed(request))

beforeEach(() => start())
afterEach(() => seller.close())

test.each([
  ['a key of somebody else', () => signed(purchase(1, 'b-1'), 'another-key'), '000001', 'signature_differs'],
  [
    'no proof at all',
    () => new Request(address, { method: 'POST', body: encodeRequest(purchase(1, 'b-1')) }),
    '000001',
    'missing_parameter',
  ],
  ['a GET', () => new Request(address), '000001', 'missing_parameter'],
  ['a PUT', () => new Request(address, { method: 'PUT', body: '{}' }), '000002', undefined],
  ['an activity that is none', () => signed('{"activity":"makeCoffee"}'), '000002', 'activity_unknown'],
  ['a body that is no JSON', () => signed('coffee'), '000002', 'body_unparsable'],
  ['an empty body', () => signed(''), '000002', 'body_empty'],
  [
    'a missing member',
    () => signed('{"activity":"newInstance","orderId":"CS1","orderLineId":"CS1-000001"}'),
    '000002',
    'member_missing',
  ],
  [
    'more than a hundred ids',
    () =>
      signed(
        `{"activity":"queryInstance","instanceId":"${Array.from({ length: 101 }, (_, i) => `i${i}`).join(',')}"}`,
      ),
    '000002',
    'member_value',
  ],
  [
    'a body that is too long',
    () => signed(`{"activity":"${'x'.repeat(70_000)}"}`),
    '000002',
    'body_too_long',
  ],
  [
    'a business id that can be no instance',
    () => signed('{"activity":"newInstance","businessId":"a,b","orderId":"CS1","orderLineId":"CS1-000001"}'),
    '000002',
    undefined,
  ],
])('%s is refused with its code, HTTP 200 and JSON', async (_, request, code, detail) => {
  expect((await answerTo(seller, request())).resultCode).toBe(code)
  if (detail) expect(tried.problems).toMatchObject([{ detail }])
  expect(tried.opened).toEqual([])
})

test('a request that was sent before is refused, and one that is stale', async () => {
  const request = signed(purchase(1, 'b-1'))
  const replayed = request.clone()
  const body = encodeRequest(purchase(1, 'b-1'))
  const { query: old } = signSaasV2({ accessKey, body, nonce: 'old', timestampMs: nowMs - 60_001 })

  expect((await answerTo(seller, request)).resultCode).toBe('000000')
  expect((await answerTo(seller, replayed)).resultCode).toBe('000002')
  expect(
    (await answerTo(seller, new Request(`${address}?${old}`, { method: 'POST', body }))).resultCode,
  ).toBe('000002')
  expect(tried.problems.map(({ detail }) => detail)).toEqual(['nonce_seen', 'stale'])
})

test('a wider window takes what is older, and still no request twice', async () => {
  start({}, { replayWindowMs: 600_000 })
  const body = encodeRequest(purchase(1, 'b-1'))
  const { query: old } = signSaasV2({ accessKey, body, nonce: 'older', timestampMs: nowMs - 599_000 })
  const send = () => answerTo(seller, new Request(`${address}?${old}`, { method: 'POST', body }))

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

  expect((await ask(purchase(1, 'b-1'))).resultCode).toBe('000005')
  expect(said).toHaveBeenCalledTimes(1)
  said.mockRestore()
})

test('a store that fails is answered for with 000005 and told', async () => {
  const store = { ...memoryStore(), claim: () => Promise.reject(new Error('no connection')) }
  start({}, { store })

  expect((await ask(purchase(1, 'b-1'))).resultCode).toBe('000005')
  expect(tried.problems).toMatchObject([{ code: 'store_failed' }])
})

test('what plain JavaScript gets wrong is told at once, all of it', () => {
  const wrong = {
    accessKey: undefined,
    notificationKey: 'a key\n',
    store: {},
    handlers: { opne: () => undefined },
    encryptType: 1,
    budgetMs: '15',
    colour: 'red',
  }

  const making = () => createSeller(wrong as never)

  expect(making).toThrow(TypeError)
  for (const fault of [
    'accessKey is missing',
    'notificationKey has white space',
    'store is missing',
    'handlers.open is missing',
    'handlers.opne',
    'encryptType',
    'budgetMs',
    'colour is no option',
  ])
    expect(making).toThrow(fault)
  expect(() => createSeller(undefined as never)).toThrow(TypeError)
})
