import { afterEach, expect, test } from 'vitest'
import type { Client } from '@loggia/client'
import { startEmulator } from '@loggia/emulator'
import type { Emulator, EmulatorOptions } from '@loggia/emulator'
import { createSeller, createMemoryStore } from '@loggia/seller'
import type { OrderQueryOptions } from '@loggia/seller'
import { serveSeller, signIn } from './kit-in-test.ts'
import { startExampleSeller } from './example-sellers.ts'

const key = 'aKeyOfTheSellerOfThisTest0000001'
const anotherKey = 'anotherKeyThanTheOneThatIsBound1'
const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Starts a seller built with the kit that serves every protocol at one address. */
async function openSeller(accessKey = key, orders?: OrderQueryOptions): Promise<string> {
  const seller = createSeller({
    accessKey,
    keyBits: 256,
    orders,
    store: createMemoryStore(),
    // These tests send requests with wrong signatures on purpose.
    onProblem: () => undefined,
    saas: {
      open: ({ instanceId }) => ({ frontEndUrl: `https://app.example/${instanceId}`, password: 'canary' }),
      upgrade: () => undefined,
    },
    notifications: { orderPaid: () => undefined },
  })
  const { url, close } = await serveSeller(seller)
  closing.push(close)
  return url
}

/** Opens the seller centre of an emulator, signed in as a member of its seller. */
async function openCentre(options: EmulatorOptions): Promise<{ emulator: Emulator; client: Client }> {
  const emulator = await startEmulator(options)
  closing.push(() => emulator.close())
  const client = await signIn(emulator, 'seller')
  return { emulator, client }
}

/** Sends every scene of a target in order, as its form is preset. Returns each scene with its verdict. */
async function sendAll(client: Client, target: string): Promise<string[]> {
  const params = { target }
  const { scenes } = await client.request('GET /api/seller/test-calls/:target', { params })
  const told: string[] = []
  for (const { scene } of scenes) {
    const { saved } = await send(client, target, scene)
    told.push(`${scene}: ${saved.passed ? 'passed' : saved.verdict.sentence.en}`)
  }
  return told
}

async function send(client: Client, target: string, scene: string) {
  const params = { target }
  // Read again for each scene, because later scenes use an instance that an earlier one opened.
  const { scenes } = await client.request('GET /api/seller/test-calls/:target', { params })
  const preset = scenes.find((one) => one.scene === scene)?.parameters ?? []
  const parameters = Object.fromEntries(preset.map(({ name, value }) => [name, value]))
  return client.request('POST /api/seller/test-calls/:target', { params, body: { scene, parameters } })
}

const failed = (told: readonly string[]): string[] => told.filter((one) => !one.endsWith(': passed'))
const aProduct = ({ products }: Emulator): string => products[0]?.id ?? ''

/** The verdict and the diagnosis of a call that this seller cannot verify. */
async function refusedBy(client: Client, target: string): Promise<object> {
  const { saved, diagnosis } = await send(client, target, 'new_period')
  const kinds = diagnosis?.problems.flatMap(({ explanations }) =>
    explanations.flatMap(({ findings }) => findings.map(({ kind }) => kind)),
  )
  return { passed: saved.passed, code: saved.resultCode, verdict: saved.verdict.code, kinds }
}
const refusedForItsProof = {
  passed: false,
  code: '000001',
  verdict: 'refused',
  // The reply is signed with a key that the emulator does not know; the request was correct.
  kinds: ['nothing_fits', 'refused_though_right'],
}

test('a seller of the kit passes every scene of V2.0 and of order notification, and no order comes of it; with another key it refuses', async () => {
  const url = await openSeller()
  const { emulator, client } = await openCentre({ seller: { url, key }, notify: { url, key } })
  const product = aProduct(emulator)

  const told = [...(await sendAll(client, product)), ...(await sendAll(client, 'orders'))]

  expect(told).toHaveLength(16)
  expect(failed(told)).toEqual([])
  expect((await client.request('GET /api/seller/orders', { query: {} })).items).toEqual([])
  expect(emulator.exchanges()).toEqual([])
  await emulator.useSeller({ url: await openSeller(anotherKey), key })
  expect(await refusedBy(client, product)).toEqual(refusedForItsProof)
})

test('a seller of the kit passes every scene of V1.0, state and query of pay-per-use too; with another key it refuses', async () => {
  const speech = { protocol: 'saas-v1', keyBits: 256 } as const
  const { emulator, client } = await openCentre({ seller: { url: await openSeller(), key, ...speech } })
  const product = aProduct(emulator)

  const told = await sendAll(client, product)

  expect(told).toHaveLength(14)
  expect(failed(told)).toEqual([])
  await emulator.useSeller({ url: await openSeller(anotherKey), key, ...speech })
  expect(await refusedBy(client, product)).toEqual(refusedForItsProof)
})

test('a seller whose secret key is wrong fails a test call as the first purchase would, and the answer says why', async () => {
  const { emulator, client } = await openCentre({ seller: { url: await openSeller(), key } })
  const list = async () => (await client.request('GET /api/seller/open-api-keys', { query: {} })).items
  const { accessKeyId, secretKey } = await client.request('POST /api/seller/open-api-keys', {
    body: { name: 'order service' },
  })
  const where = { origin: emulator.url, accessKeyId }
  await emulator.useSeller({ url: await openSeller(key, { ...where, secretKey: 'a wrong one' }), key })

  const wrong = await send(client, aProduct(emulator), 'new_period')

  expect(wrong.saved).toMatchObject({ passed: false, resultCode: '000005' })
  expect(wrong.refusedQuery).toMatchObject({ keyName: 'order service', because: 'signature_differs' })
  const [kept] = (await list()).filter((one) => one.accessKeyId === accessKeyId)
  expect(kept?.refused).toEqual({ at: wrong.refusedQuery?.at, because: 'signature_differs' })
  await emulator.useSeller({ url: await openSeller(key, { ...where, secretKey }), key })
  const right = await send(client, aProduct(emulator), 'new_period')
  expect(right.saved.passed).toBe(true)
  expect(right).not.toHaveProperty('refusedQuery')
})

test('the seller in plain Node.js passes every scene of V2.0 that a product needs', async () => {
  const example = await startExampleSeller('node-v2-seller', {
    env: { ...process.env, ACCESS_KEY: key, OPENING_MS: '0' },
    node: process.execPath,
  })
  closing.push(example.stop)
  const { emulator, client } = await openCentre({ seller: { url: `${example.origin}/saas`, key } })

  const told = await sendAll(client, aProduct(emulator))

  expect(failed(told)).toEqual([])
})
