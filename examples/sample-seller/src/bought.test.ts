import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeRequest } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { readAkSk, signSaasV2, verifyAkSk } from '@loggia/signing'
import { startSampleSeller } from './server.ts'
import type { SampleSeller } from './server.ts'

const accessKey = 'a-test-key-of-acme'
const pair = { accessKeyId: 'AKEXAMPLE0000000001', secretKey: 'a-secret-of-tests' }

let folder: string
let market: Server
let seller: SampleSeller
/** The orders that were queried, and whether the signature was right. */
let asked: string[]
let answer: (orderId: string) => object
const lines: string[] = []

const boughtBy = (orderId: string, quantity: number) => ({
  resultCode: 'MKT.0000',
  resultMsg: 'Success',
  orderInfo: {
    orderId,
    orderType: quantity === 5 ? 'NEW' : 'CHANGE',
    createTime: '20261124063300',
    orderLine: [
      {
        orderLineId: `${orderId}-000001`,
        chargingMode: 'PERIOD',
        periodType: 'month',
        periodNumber: 1,
        expireTime: '20261224063300',
        extendParams: [{ name: 'emailDomainName', value: 'mail.qinghe.example' }],
        productInfo: [
          { productId: 'OFFI1', skuCode: 's', linearValue: quantity, productName: '云账本,标准版,包周期' },
        ],
      },
    ],
  },
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-bought-'))
  asked = []
  lines.length = 0
  answer = (orderId) => boughtBy(orderId, orderId === 'CS1' ? 5 : 9)
  market = createServer((request, response) => {
    const { method = '', url: target = '', headers } = request
    const read = readAkSk(headers.authorization)
    const verdict =
      read.ok &&
      verifyAkSk({
        claim: read.claim,
        secretKey: pair.secretKey,
        request: { method, target, headers, body: '' },
        nowMs: Date.now(),
      })
    asked.push(`${verdict && verdict.ok ? 'signed' : 'refused'} ${target.replace(/^.*\/order/, '/order')}`)
    const orderId = new URL(target, 'http://market.example').searchParams.get('orderId') ?? ''
    response.end(JSON.stringify(answer(orderId)))
  })
  await new Promise<void>((resolve) => void market.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(market.address() as AddressInfo).port}`
  seller = await startSampleSeller({
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    sellers: [
      {
        slug: 'acme',
        accessKey,
        name: { zh: '示例软件', en: 'Acme' },
        opening: 'at once',
        market: { origin, ...pair },
      },
    ],
    nowMs: Date.now,
    log: (line) => lines.push(line),
  })
})
afterEach(async () => {
  await seller.close()
  market.closeAllConnections()
  market.close()
  rmSync(folder, { recursive: true, force: true })
})

let nonces = 0
async function post(request: SaasV2Request): Promise<unknown> {
  const body = encodeRequest(request)
  const { query } = signSaasV2({ accessKey, body, nonce: `n-${(nonces += 1)}`, timestampMs: Date.now() })
  const url = `http://127.0.0.1:${seller.port}/acme/saas?${query}`
  return (await fetch(url, { method: 'POST', body })).json()
}
const order = (orderId: string) => ({ orderId, orderLineId: `${orderId}-000001` })
const purchase = (orderId: string): Promise<unknown> =>
  post({ activity: 'newInstance', ...order(orderId), businessId: 'i-1' })
const upgrade = (orderId: string): Promise<unknown> =>
  post({ activity: 'upgradeInstance', ...order(orderId), instanceId: 'i-1' })

async function welcome(): Promise<string> {
  const { info } = (await post({ activity: 'queryInstance', instanceId: 'i-1' })) as {
    info: { appInfo: { password: string } }[]
  }
  const url = `http://127.0.0.1:${seller.port}/acme/apps/i-1?lang=en-US`
  const signIn = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ userName: 'admin', password: info[0]?.appInfo.password ?? '' }),
    redirect: 'manual',
  })
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  return (await fetch(url, { headers: { cookie } })).text()
}
const firstLine = 'acme: CS1 (purchase) bought 云账本,标准版,包周期, quantity 5, until 2026-12-24 06:33 UTC'

test('for newInstance it asks with a signature what was bought, and shows it', async () => {
  await purchase('CS1')

  expect(lines).toEqual([firstLine])
  expect(asked).toEqual(['signed /order/query?orderId=CS1&orderLineId=CS1-000001'])
  const page = await welcome()
  for (const fact of [
    '云账本,标准版,包周期',
    '<dd>5</dd>',
    '2026-12-24 06:33',
    '<dt>emailDomainName</dt>',
    '<dd>mail.qinghe.example</dd>',
  ])
    expect(page).toContain(fact)
})

test('for upgradeInstance it asks for that order, once, and shows the new quantity', async () => {
  await purchase('CS1')

  await upgrade('CS2')
  await upgrade('CS2')

  expect(lines[1]).toBe(
    'acme: CS2 (change) bought 云账本,标准版,包周期, quantity 9, until 2026-12-24 06:33 UTC',
  )
  expect(asked).toHaveLength(2)
  expect(await welcome()).toContain('<dd>9</dd>')
})

test('while a market refuses to say what was bought nothing is opened, and that is told in the log', async () => {
  answer = () => ({ error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information' })
  expect(await purchase('CS1')).toMatchObject({ resultCode: '000005' })
  expect(lines).toEqual([expect.stringContaining('failed (order_query_failed) CS1')])

  answer = (orderId) => boughtBy(orderId, 5)
  expect(await purchase('CS1')).toMatchObject({ resultCode: '000000' })
  expect(await welcome()).toContain('<dd>5</dd>')
})

test('a repeated newInstance asks no second time', async () => {
  await purchase('CS1')
  await purchase('CS1')

  expect(asked).toHaveLength(1)
})
