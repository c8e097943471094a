import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { decodeExtendParams, encodeReply, replyProvisioned, replySucceeded } from '@loggia/protocol/saas/v1'
import { bodySignHeader, signBody, verifySaasV1, verifySaasV2 } from '@loggia/signing'
import { startEmulator } from './index.ts'
import type { Emulator } from './index.ts'

const key = 'aKeyOfTheSellerOfThisTest0000001'
const ordersKey = 'aKeyForTheOrdersOfThisTest000001'

type Told = { readonly activity: string; readonly judged: string }

/** A seller that speaks V1.0 at `/v1` and gets order notifications at `/orders`. */
async function openSeller() {
  const told: Told[] = []
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://seller')
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const answer = url.pathname === '/v1' ? answerV1(url) : answerOrder(url, Buffer.concat(chunks))
      void Promise.resolve(answer).then((body) => {
        response.setHeader(bodySignHeader, signBody(key, body))
        response.writeHead(200, { 'content-type': 'application/json' }).end(body)
      })
    })
  })
  function answerV1({ search, searchParams }: URL): string {
    const verdict = verifySaasV1({ accessKey: key, query: search.slice(1) })
    const activity = searchParams.get('activity') ?? ''
    told.push({ activity, judged: verdict.ok ? 'ok' : verdict.reason.code })
    if (!verdict.ok) return JSON.stringify({ resultCode: '000001', resultMsg: verdict.reason.code })
    if (activity !== 'newInstance') return encodeReply('releaseInstance', replySucceeded())
    const instanceId = `i-${searchParams.get('orderId')}`
    return encodeReply(
      'newInstance',
      replyProvisioned({ instanceId, appInfo: { frontEndUrl: 'https://app.example' } }),
    )
  }
  async function answerOrder(url: URL, body: Uint8Array): Promise<string> {
    const query = Object.fromEntries(url.searchParams)
    const verdict = await verifySaasV2({ accessKey: ordersKey, query, body, nowMs: Date.now() })
    const { activity } = JSON.parse(Buffer.from(body).toString()) as { activity: string }
    told.push({ activity, judged: verdict.ok ? 'ok' : verdict.reason.code })
    return JSON.stringify({ resultCode: '000000', resultMsg: 'success.' })
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

let seller: Awaited<ReturnType<typeof openSeller>>
let emulator: Emulator
afterEach(async () => {
  await emulator.close()
  seller.close()
})

test('a seller of V1.0 is called as V1.0 has it, faults included, and hears of its orders at another address with another key', async () => {
  seller = await openSeller()
  emulator = await startEmulator({
    seller: { url: `${seller.origin}/v1`, key, protocol: 'saas-v1', keyBits: 128 },
    notify: { url: `${seller.origin}/orders`, key: ordersKey },
  })
  emulator.faults.add({ fault: 'bad-signature', activity: 'newInstance' })
  emulator.faults.add({ fault: 'duplicate', activity: 'newInstance' })
  emulator.faults.add({ fault: 'reused-nonce', activity: 'releaseInstance' })

  await emulator.buy({ quantity: 2 })
  await emulator.advance({ minutes: 3 })
  const { service } = await emulator.refund()

  const of = (activity: string): string[] =>
    seller.told.filter((one) => one.activity === activity).map(({ judged }) => judged)
  expect(of('newInstance').slice(0, 3)).toEqual(['signature_differs', 'ok', 'ok'])
  expect(of('orderNotify')).toContain('ok')
  expect(of('releaseInstance')).toEqual(['ok'])
  expect(service.state).toBe('cancelled')
  expect(new Set(emulator.exchanges().map(({ protocol }) => protocol))).toEqual(
    new Set(['saas-v1', 'order-notification']),
  )
  expect(emulator.exchanges('newInstance')[0]?.request).toMatchObject({
    line: expect.stringMatching(/^GET \/v1\?.*authToken=/),
    body: '',
  })
  // V1.0 has no nonce, so the fault waits for a call that has one.
  expect(emulator.faults.list()).toMatchObject([{ fault: 'reused-nonce' }])
})

test('what a product asks of its buyer is sent as V1.0 has it; what does not fit is refused with what would', async () => {
  seller = await openSeller()
  emulator = await startEmulator({ seller: { url: `${seller.origin}/v1`, key, protocol: 'saas-v1' } })
  const params = { emailDomainName: 'mail.example.com', ip: '203.0.113.9' }

  const { exchanges } = await emulator.buy({ product: 'asks', params, trial: true })

  const query = new URL(exchanges[0]?.request.line.split(' ')[1] ?? '', 'http://seller').searchParams
  expect(decodeExtendParams(query.get('saasExtendParams') ?? '')).toEqual([
    { name: 'emailDomainName', value: 'mail.example.com' },
    { name: 'ip', value: '203.0.113.9' },
  ])
  expect(seller.told).toMatchObject([{ activity: 'newInstance', judged: 'ok' }])
  await expect(emulator.buy({ product: 'asks' })).rejects.toMatchObject({
    code: 'emulator.param_missing',
    details: { name: 'emailDomainName', kind: 'domain' },
  })
  await expect(emulator.buy({ product: 'asks', params: { ...params, domain: 'x' } })).rejects.toMatchObject({
    code: 'emulator.param_unknown',
    details: { asked: 'emailDomainName, userName, custEmail, idNum, identificationCode, ip' },
  })
  await expect(emulator.buy({ params })).rejects.toMatchObject({ code: 'emulator.param_unasked' })
  await expect(emulator.buy({ product: 'asks', params: { ...params, ip: 'here' } })).rejects.toMatchObject({
    code: 'order.parameter_not_ip',
  })
})

test('an address with SaaS V1.0 may have a query of its own, which is sent and signed with the rest', async () => {
  seller = await openSeller()
  const url = `${seller.origin}/v1?route=koo%2Fapi&tenant=7`
  emulator = await startEmulator({ seller: { url, key, protocol: 'saas-v1' } })
  emulator.faults.add({ fault: 'duplicate', activity: 'newInstance' })

  const { exchanges } = await emulator.buy({ product: 'flat' })

  expect(seller.told.slice(0, 2)).toEqual([
    { activity: 'newInstance', judged: 'ok' },
    { activity: 'newInstance', judged: 'ok' },
  ])
  expect(exchanges[0]?.request.line).toMatch(/^GET \/v1\?.*\broute=koo%2Fapi&.*\btenant=7\b/)
  await expect(emulator.useSeller({ url, key })).rejects.toMatchObject({ code: 'emulator.seller_url_query' })
  const taken = `${seller.origin}/v1?activity=newInstance`
  await expect(emulator.useSeller({ url: taken, key, protocol: 'saas-v1' })).rejects.toMatchObject({
    code: 'access.url_query_name',
  })
  expect((await emulator.state()).seller.url).toBe(url)
})

test('a nonce is reused within its protocol, and only one that the seller has taken', async () => {
  seller = await openSeller()
  emulator = await startEmulator({
    seller: { url: `${seller.origin}/v1`, key, protocol: 'saas-v1' },
    notify: { url: `${seller.origin}/orders`, key: ordersKey },
  })
  const nonceOf = (at: number): string | undefined =>
    /nonce=([^& ]+)/.exec(emulator.exchanges('orderNotify')[at]?.request.line ?? '')?.[1]

  await emulator.buy({ product: 'flat' })
  emulator.faults.add({ fault: 'wrong-key', activity: 'orderNotify' })
  emulator.faults.add({ fault: 'reused-nonce' })
  await emulator.buy({ product: 'flat' })
  await emulator.buy({ product: 'flat' })

  const reused = emulator.exchanges('orderNotify').findIndex(({ fault }) => fault === 'reused-nonce')
  expect(reused).toBeGreaterThan(1)
  expect(nonceOf(reused)).toBe(nonceOf(0))
})

test('a listener that throws keeps nothing from being done, and is told of', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  seller = await openSeller()
  emulator = await startEmulator({
    onExchange: () => {
      throw new Error('the assertion of a test')
    },
  })

  expect((await emulator.buy({ product: 'flat' })).service.state).toBe('active')
  expect(said).toHaveBeenCalledWith('[loggia] onExchange threw.', expect.any(Error))
  said.mockRestore()
})

test('products are pointed at another server, with another protocol, and a reset keeps them there', async () => {
  seller = await openSeller()
  emulator = await startEmulator()
  await emulator.buy({ product: 'flat' })

  await emulator.useSeller({ url: `${seller.origin}/v1`, key, protocol: 'saas-v1' })
  await emulator.useNotified({ url: `${seller.origin}/orders`, key: ordersKey })
  await emulator.buy({ product: 'flat' })
  await emulator.reset()
  await emulator.buy({ product: 'flat' })

  expect(seller.told.filter(({ activity }) => activity === 'orderNotify')).toHaveLength(2)
  expect((await emulator.state()).seller).toMatchObject({ protocol: 'saas-v1', standIn: false })
  await expect(emulator.useSeller({ url: 'ftp://seller.example' })).rejects.toMatchObject({
    code: 'emulator.seller_url',
  })
})
