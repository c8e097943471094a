import { afterEach, describe, expect, test, vi } from 'vitest'
import { signSaasV2 } from '@loggia/signing'
import { accessKey, address, nowMs, signCall, trySeller } from '../tried-seller.ts'

const orderPaid = (): void => undefined
const bodyOf = (bytes: number): string => {
  const body = (filling: string): string =>
    JSON.stringify({ activity: 'orderNotify', orderId: 'CS1', orderLineId: 'CS1-000001', filling })
  return body('x'.repeat(bytes - body('').length))
}
const longBody = bodyOf(60_000)

const unsigned = (body: string): Request => new Request(address, { method: 'POST', body })
const stale = (body: string): Request => {
  const { query } = signSaasV2({ accessKey, body, nonce: 'n', timestampMs: nowMs - 90_000 })
  return new Request(`${address}?${query}`, { method: 'POST', body })
}

/** Sends a request. Returns what was parsed of it, and the problems that were reported. */
async function parsedOf(request: Request, options: Parameters<typeof trySeller>[1]) {
  const { seller, problems } = trySeller({}, { notifications: { orderPaid }, ...options })
  const parse = vi.spyOn(JSON, 'parse')
  await seller(request)
  const parsed = parse.mock.calls.map(([text]) => text).filter((text) => text.includes('orderNotify'))
  return { parsed: parsed.length, problems }
}

afterEach(() => vi.restoreAllMocks())

describe.each([
  ['one key', {}, 1],
  ['a key for each class', { notificationKey: 'a general key' }, 2],
])('a long body, with %s', (_, options, keys) => {
  test.each([
    ['without a proof', unsigned],
    ['with a stale one', stale],
  ])('%s is not parsed', async (_how, make) => {
    const { parsed, problems } = await parsedOf(make(longBody), options)

    expect(parsed).toBe(0)
    expect(problems.map(({ code }) => code)).toEqual(['signature_refused'])
  })

  test('with a wrong signature is parsed for its sorted form and not decoded', async () => {
    const { parsed, problems } = await parsedOf(signCall(longBody, 'a key of somebody else'), options)

    expect(parsed).toBe(keys)
    expect(problems).toMatchObject([{ detail: 'signature_differs' }])
  })
})

test('a body that a key has proved is decoded once', async () => {
  expect(await parsedOf(signCall(longBody), {})).toEqual({ parsed: 1, problems: [] })
})

test.each([
  [4096, 'CS1'],
  [4097, undefined],
])('of a body of %i bytes that nothing has proved orderId is told as %s', async (bytes, orderId) => {
  for (const make of [unsigned, stale, (body: string) => signCall(body, 'another key')]) {
    const { problems } = await parsedOf(make(bodyOf(bytes)), {})
    expect(problems.map((problem) => problem.orderId)).toEqual([orderId])
  }
})
