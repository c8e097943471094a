import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createClient } from '@loggia/client'
import type { Client } from '@loggia/client'
import { emulatorApiKey, emulatorKey, startEmulator } from '@loggia/emulator'
import type { Emulator } from '@loggia/emulator'
import { createSeller, memoryStore } from '@loggia/seller'
import type { Purchase } from '@loggia/seller'
import { createNodeListener } from '@loggia/seller/node'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A seller built with the kit, whose handlers keep what was bought. */
async function openSeller(emulator: Emulator): Promise<{ url: string; bought: Purchase[] }> {
  const bought: Purchase[] = []
  const seller = createSeller({
    accessKey: emulatorKey,
    orders: { origin: emulator.url, ...emulatorApiKey },
    store: memoryStore(),
    handlers: {
      open: ({ instanceId, purchase }) => {
        bought.push(purchase)
        return { frontEndUrl: `https://app.example/${instanceId}` }
      },
      upgrade: ({ purchase }) => void bought.push(purchase),
    },
  })
  const server = createServer(createNodeListener(seller, { path: '/saas' }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`, bought }
}

/** A member of the emulator's market, signed in as at the pages. */
async function signIn(emulator: Emulator, role: 'seller' | 'operator'): Promise<Client> {
  const cookies = new Map<string, string>()
  const held: { csrfToken?: string } = {}
  const client = createClient({
    base: emulator.url,
    async fetch(url, init) {
      const headers = new Headers(init?.headers)
      headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
      const reply = await fetch(url, { ...init, headers })
      for (const cookie of reply.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        cookies.set(name, value)
      }
      return reply
    },
    csrfToken: () => held.csrfToken,
    language: () => 'en-US',
  })
  const { email, password } = emulator.accounts.find((account) => account.role === role) ?? {
    email: '',
    password: '',
  }
  const { session } = await client.request('POST /api/session', { body: { email, password } })
  held.csrfToken = session.csrfToken
  return client
}

test('what a buyer gave is in the purchase of a handler, the same with either protocol, at the opening and at a change', async () => {
  const emulator = await startEmulator()
  closing.push(() => emulator.close())
  const { url, bought } = await openSeller(emulator)
  const params = { emailDomainName: '测试.example.com', userName: '"张三" \\ + 1' }

  for (const protocol of ['saas-v1', 'saas-v2'] as const) {
    await emulator.useSeller({ url, protocol })
    await emulator.buy({ product: 'asks', params })
    await emulator.upgrade({ quantity: 3 })
  }

  expect(bought.map(({ kind, parameters }) => [kind, parameters])).toEqual([
    ['purchase', params],
    ['change', params],
    ['purchase', params],
    ['change', params],
  ])
})

test('a product asks for what its seller has it ask for on the pages, as soon as an operator has approved', async () => {
  const emulator = await startEmulator()
  closing.push(() => emulator.close())
  const { url, bought } = await openSeller(emulator)
  await emulator.useSeller({ url, protocol: 'saas-v1' })
  const params = { productId: emulator.products.find(({ key }) => key === 'flat')?.id ?? '' }
  const seller = await signIn(emulator, 'seller')
  const content = await seller.request('GET /api/seller/products/:productId/content', { params })
  const label = { zh: '门店编号', en: 'Shop number' }
  const shop = { name: 'shopCode', label, required: true, kind: 'text' as const, maxLength: 12 }
  // Names that every object has a member of are names like any other.
  const till = { ...shop, name: 'toString', label: { zh: '收银台', en: 'Till' } }
  const builder = { ...shop, name: 'constructor', label: { zh: '施工方', en: 'Builder' }, required: false }
  const body = { ...content, buyerParameters: [shop, till, builder] }
  await seller.request('POST /api/seller/products/:productId/changes', { params, body })
  await emulator.buy({ product: 'flat' })
  const operator = await signIn(emulator, 'operator')

  await operator.request('POST /api/operator/products/:productId/decision', {
    params,
    body: { approve: true },
  })

  await expect(emulator.buy({ product: 'flat' })).rejects.toMatchObject({
    code: 'emulator.param_missing',
    details: { name: 'shopCode' },
  })
  await expect(emulator.buy({ product: 'flat', params: { shopCode: '0042' } })).rejects.toMatchObject({
    code: 'emulator.param_missing',
    details: { name: 'toString' },
  })
  await emulator.buy({ product: 'flat', params: { shopCode: '0042', toString: '7' } })
  expect(bought.map(({ parameters }) => Object.entries(parameters))).toEqual([
    [],
    [
      ['shopCode', '0042'],
      ['toString', '7'],
    ],
  ])
  expect(bought.map(({ parameters }) => parameters['constructor'])).toEqual([undefined, undefined])
})
