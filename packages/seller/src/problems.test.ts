import { expect, test, vi } from 'vitest'
import { encodeRequest as encodeV1 } from '@loggia/protocol/saas/v1'
import { encodeRequest } from '@loggia/protocol/saas/v2'
import { formatTimeStamp, sealField, signSaasV1, signSaasV1Body, signSaasV2 } from '@loggia/signing'
import type { SellerProblem } from './index.ts'
import { accessKey, address, answerTo, nowMs, createPurchase, signCall, trySeller } from './tried-seller.ts'
import type { SaasSettings } from './tried-seller.ts'

/** Returns the problems that a seller with these options reports for one request. */
async function heardOf(request: Request, options: SaasSettings = {}): Promise<SellerProblem[]> {
  const { seller, problems } = trySeller({}, options)
  await answerTo(seller, request)
  await seller.close()
  return problems
}

const opening = createPurchase(1, 'b-1')
function stamped(lateByMs: number): Request {
  const body = encodeRequest(opening)
  const { query } = signSaasV2({ accessKey, body, nonce: 'n', timestampMs: nowMs - lateByMs })
  return new Request(`${address}?${query}`, { method: 'POST', body })
}
const claimed = { activity: 'newInstance', orderId: 'CS1' }

test.each([
  [300_400, 'its timestamp is 300.4 s behind the clock of this server; the limit is 60 s'],
  [-300_000, 'its timestamp is 300 s ahead of the clock of this server; the limit is 60 s'],
])('a request that is stale by %i ms is told by how much, and of which order', async (lateByMs, message) => {
  expect(await heardOf(stamped(lateByMs))).toEqual([
    {
      code: 'signature_refused',
      detail: 'stale',
      message: expect.stringContaining(message) as string,
      ...claimed,
    },
  ])
})

test('a request of SaaS V1.0 that is stale is told by how much, in the zone that brings it nearer', async () => {
  const parameters = encodeV1({ activity: 'expireInstance', instanceId: 'i-1', orderId: 'CS1' })
  const { query } = signSaasV1({ accessKey, parameters, timeStampMs: nowMs - 1_000_000 })
  const timeStamp = formatTimeStamp(nowMs + 8 * 3_600_000 - 1_000_000)
  const body = JSON.stringify({ ...parameters, timeStamp })
  const { authToken } = signSaasV1Body(accessKey, body)

  const [ofQuery] = await heardOf(new Request(`${address}?${query}`))
  const [ofBody] = await heardOf(new Request(address, { method: 'POST', headers: { authToken }, body }))

  const told = { detail: 'stale', activity: 'expireInstance', instanceId: 'i-1', orderId: 'CS1' }
  expect([ofQuery, ofBody]).toMatchObject([told, told])
  for (const one of [ofQuery, ofBody])
    expect(one?.message).toContain('1000 s behind the clock of this server; the limit is 900 s')
})

test('a request whose query was dropped on the way is told which parameter is missing, and where to look', async () => {
  const request = new Request(address, { method: 'POST', body: encodeRequest(opening) })

  expect(await heardOf(request)).toMatchObject([
    { detail: 'missing_parameter', message: expect.stringContaining('no signature') as string, ...claimed },
  ])
})

test.each([
  [
    { activity: 'updateInstanceStatus', instanceId: 'i'.repeat(65), status: 'FREEZE' },
    'its instanceId has 65 characters; the maximum is 64',
  ],
  [{ activity: 'releaseInstance' }, 'its instanceId is missing'],
  [{ activity: 'releaseInstance', instanceId: 7 }, 'its instanceId has the type number, not string'],
  [{ activity: 'makeCoffee' }, 'its activity "makeCoffee" is unknown'],
])('of a request that cannot be read the member is told: %o', async (message, said) => {
  expect(await heardOf(signCall(JSON.stringify(message)))).toMatchObject([
    {
      code: 'request_unreadable',
      activity: message.activity,
      message: expect.stringContaining(said) as string,
    },
  ])
})

test('what a stranger writes into a request comes into the log only if it looks like a name or an id', async () => {
  const body = JSON.stringify({ activity: 'x\n[loggia] forged', orderId: 'CS1', instanceId: '<b>' })

  const [problem] = await heardOf(new Request(address, { method: 'POST', body }))

  expect(problem).toMatchObject({ orderId: 'CS1' })
  expect(problem).not.toHaveProperty('activity')
  expect(problem).not.toHaveProperty('instanceId')
})

test('a handler that throws is told with the activity, the instance and the order', async () => {
  const throwing = { open: () => Promise.reject(new Error('no room')) }
  const { seller, problems } = trySeller(throwing)

  await answerTo(seller, signCall(opening))

  expect(problems).toMatchObject([
    { code: 'handler_failed', activity: 'open', instanceId: 'b-1', orderId: 'CS1' },
  ])
})

test('an opening that never ends is told when its budget is over, and again when its lease would be', async () => {
  vi.useFakeTimers()
  const { seller, problems } = trySeller(
    { open: () => new Promise<undefined>(() => undefined) },
    { budgetMs: 500, leaseMs: 3_000 },
  )
  const asked = answerTo(seller, signCall(opening))
  await vi.advanceTimersByTimeAsync(600)
  const soon = [...problems]
  await vi.advanceTimersByTimeAsync(10_000)
  vi.useRealTimers()

  const named = { code: 'over_budget', activity: 'open', instanceId: 'b-1', orderId: 'CS1' }
  expect(await asked).toMatchObject({ resultCode: '000004', instanceId: 'b-1' })
  expect(soon).toMatchObject([{ ...named, message: expect.stringContaining('500 ms') as string }])
  expect(problems).toMatchObject([
    named,
    { ...named, message: expect.stringContaining('3000 ms and has not ended') as string },
  ])
})

const iv = 'AbCdEfGhIjKlMnOp'
const sealed = (bits: 128 | 256, plaintext: string, key = accessKey): string =>
  sealField({ accessKey: key, bits, iv, plaintext })

function bought(mobilePhone: string): Request {
  const parameters = encodeV1({
    activity: 'newInstance',
    customerId: 'c-1',
    customerName: 'demo',
    businessId: 'b-1',
    orderId: 'CS1',
    productId: 'P1',
    skuCode: 'S1',
    mobilePhone,
  })
  const { query } = signSaasV1({ accessKey, parameters, timeStampMs: nowMs })
  return new Request(`${address}?${query}`)
}

test.each([
  [256, 128],
  [128, 256],
] as const)(
  'a phone number that is sealed with %i bits is opened though keyBits says %i, and the right size is told',
  async (bits, keyBits) => {
    const { seller, problems, opened } = trySeller({}, { keyBits })

    await answerTo(seller, bought(sealed(bits, '13800138000')))

    expect(opened).toMatchObject([{ purchase: { buyer: { mobilePhone: '13800138000' } } }])
    expect(problems).toMatchObject([
      {
        code: 'field_not_opened',
        detail: 'other_key_bits',
        activity: 'open',
        orderId: 'CS1',
        message: expect.stringContaining(`set keyBits to ${bits}`) as string,
      },
    ])
  },
)

test('a phone number that is sealed with another key is left out, and that is told', async () => {
  const { seller, problems, opened } = trySeller()

  await answerTo(seller, bought(sealed(256, '13800138000', 'another key')))

  expect(opened[0]?.purchase.buyer).not.toHaveProperty('mobilePhone')
  expect(problems).toMatchObject([{ code: 'field_not_opened', detail: 'other_key', orderId: 'CS1' }])
})

test('an empty phone number, as the reference sender seals it, is no problem', async () => {
  const { seller, problems, opened } = trySeller()

  await answerTo(seller, bought(`${iv}null`))

  expect(opened[0]?.purchase.buyer).not.toHaveProperty('mobilePhone')
  expect(problems).toEqual([])
})
