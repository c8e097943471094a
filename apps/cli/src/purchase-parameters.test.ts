import { afterEach, expect, test } from 'vitest'
import { emulatorApiKey, emulatorKey, startEmulator } from '@loggia/emulator'
import type { Emulator } from '@loggia/emulator'
import { createSeller, createMemoryStore } from '@loggia/seller'
import type { Purchase } from '@loggia/seller'
import { serveSeller, signIn } from './kit-in-test.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Starts a seller built with the kit whose handlers record what was bought. */
async function openSeller(emulator: Emulator): Promise<{ url: string; bought: Purchase[] }> {
  const bought: Purchase[] = []
  const seller = createSeller({
    accessKey: emulatorKey,
    orders: { origin: emulator.url, ...emulatorApiKey },
    store: createMemoryStore(),
    saas: {
      open: ({ instanceId, purchase }) => {
        bought.push(purchase)
        return { frontEndUrl: `https://app.example/${instanceId}` }
      },
      upgrade: ({ purchase }) => void bought.push(purchase),
    },
  })
  const { url, close } = await serveSeller(seller)
  closing.push(close)
  return { url, bought }
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
  // A parameter may have the name of a member of `Object.prototype`.
  const till = { ...shop, name: 'toString', label: { zh: '收银台', en: 'Till' } }
  const builder = { ...shop, name: 'constructor', label: { zh: '施工方', en: 'Builder' }, required: false }
  const body = { ...content, buyerParameters: [shop, till, builder] }
  const run = { params: { target: params.productId }, body: {} }
  expect(await seller.request('POST /api/seller/test-calls/:target/run', run)).toMatchObject({ passed: true })
  bought.splice(0)
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
