import { createHmac } from 'node:crypto'
import { openField, sealField, signSaasV2, verifyBodySign } from '@loggia/signing'
import { afterAll, expect, test } from 'vitest'

import { isRunnable, startExampleSeller } from './example-sellers.ts'
import type { ExampleName, ExampleSeller } from './example-sellers.ts'

const accessKey = '秘钥-key_2'
const running: ExampleSeller[] = []

afterAll(async () => {
  await Promise.all(running.map((seller) => seller.stop()))
})

async function start(name: ExampleName, settings: Record<string, string>): Promise<string> {
  const seller = await startExampleSeller(name, {
    env: { ...process.env, ACCESS_KEY: accessKey, ...settings },
    node: process.execPath,
  })
  running.push(seller)
  return seller.origin
}

async function readSigned(response: Response): Promise<Record<string, unknown>> {
  const body = new Uint8Array(await response.arrayBuffer())
  expect(response.status).toBe(200)
  expect(verifyBodySign({ accessKey, header: response.headers.get('body-sign') ?? '', body })).toEqual({
    ok: true,
  })
  return JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>
}

let nonces = 0
async function post(
  url: string,
  members: Record<string, string>,
  key = accessKey,
): Promise<Record<string, unknown>> {
  const body = JSON.stringify(members)
  const { query } = signSaasV2({ accessKey: key, body, nonce: `n${++nonces}`, timestampMs: Date.now() })
  return readSigned(await fetch(`${url}?${query}`, { method: 'POST', body }))
}

async function get(
  url: string,
  members: Record<string, string>,
  key = accessKey,
): Promise<Record<string, unknown>> {
  const all = { ...members, timeStamp: '20240229235959123' }
  const pairs = Object.entries(all)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&')
  const authToken = createHmac('sha256', key + all.timeStamp)
    .update(pairs)
    .digest('base64')
  return readSigned(await fetch(`${url}?${new URLSearchParams({ ...all, authToken }).toString()}`))
}

test('the Node seller opens behind its answer, once for an order line, and is then asked for the access data', async () => {
  const url = `${await start('node-v2-seller', { OPENING_MS: '0' })}/saas`
  const order = { activity: 'newInstance', orderId: 'CS1', orderLineId: 'CS1-000001' }

  const bought = await post(url, { ...order, businessId: 'b-1' })
  const repeated = await post(url, { ...order, businessId: 'b-2' })
  const asked = await post(url, { activity: 'queryInstance', instanceId: 'b-1' })
  const forged = await post(url, { ...order, businessId: 'b-3' }, 'another key')

  expect(bought).toMatchObject({ resultCode: '000000', instanceId: 'b-1' })
  expect(repeated).toMatchObject({ instanceId: 'b-1' })
  expect(asked).toMatchObject({
    info: [{ instanceId: 'b-1', appInfo: { frontEndUrl: 'https://app.example.com/b-1' } }],
  })
  expect(forged).toMatchObject({ resultCode: '000001' })
})

const v1Sellers = (['python-v1-seller', 'php-v1-seller'] as const).flatMap((name) =>
  (['128', '256'] as const).map((keyBits) => ({ name, keyBits, bits: Number(keyBits) as 128 | 256 })),
)

test.for(v1Sellers)(
  '$name seals and opens account fields with $keyBits bits',
  async ({ name, keyBits, bits }, { skip }) => {
    if (!isRunnable(name)) skip(`nothing on this machine runs ${name}`)
    const url = await start(name, { KEY_BITS: keyBits })
    const email = sealField({ accessKey, bits, iv: 'AbCdEfGhIjKlMnOp', plaintext: '张三+1@example.com' })
    const order = { activity: 'newInstance', orderId: 'CS1', productId: 'p-1', customerId: 'c-1', email }

    const bought = await get(url, { ...order, businessId: 'b-1' })
    const repeated = await get(url, { ...order, businessId: 'b-2' })
    const forged = await get(url, { ...order, businessId: 'b-3' }, 'another key')

    const userNameOf = ({ appInfo }: Record<string, unknown>): string | undefined =>
      openField({ accessKey, bits, value: (appInfo as { userName: string }).userName })
    expect(bought).toMatchObject({
      resultCode: '000000',
      instanceId: 'b-1',
      encryptType: bits === 256 ? '1' : '2',
    })
    expect(repeated).toMatchObject({ resultCode: '000000', instanceId: 'b-1' })
    expect([userNameOf(bought), userNameOf(repeated)]).toEqual(['张三+1@example.com', '张三+1@example.com'])
    expect(forged).toMatchObject({ resultCode: '000001' })
  },
)
