import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createDirectoryHandlers,
  createMemoryDirectory,
  createMemoryStore,
  createSeller,
} from '@loggia/seller'
import { createNodeListener } from '@loggia/seller/node'
import { oaepHashes, signSaasV1 } from '@loggia/signing'
import { afterAll, afterEach, expect, test } from 'vitest'
import { isRunnable, startExampleSeller } from './example-sellers.ts'
import type { ExampleName } from './example-sellers.ts'
import { runCheck } from './line-in-test.ts'
import { startSellerProcess } from './seller-process.ts'

const key = '秘钥-key_2'
let stop: (() => Promise<void>) | undefined

afterEach(async () => {
  await stop?.()
  stop = undefined
})

type Told = { id: string; outcome: string; why?: string }
type Report = { checks: Told[]; passed: number }

/** Beside other tests a machine may take seconds for what takes milliseconds; that says nothing of the seller. */
const isOfMachine = (why: string): boolean =>
  /^The response took \d+ ms|was answered after [\d.]+ s\.$/.test(why)

/** Runs `loggia check` against a seller. Returns the exit code and every check that is not green. */
async function check(url: string, protocol: string, more: string[] = []): Promise<object> {
  const words = [url, '--protocol', protocol, '--key', key, '--json', ...more]
  const { code, out } = await runCheck(words, { nowMs: Date.now })
  const { checks } = JSON.parse(out) as Report
  return {
    code,
    notGreen: checks
      .filter(({ outcome, why = '' }) => outcome !== 'pass' && !isOfMachine(why))
      .map(({ id, why }) => `${id}: ${why}`),
  }
}

const allGreen = { code: 0, notGreen: [] }

async function startExample(name: ExampleName, settings: Record<string, string> = {}): Promise<string> {
  const seller = await startExampleSeller(name, {
    env: { ...process.env, ACCESS_KEY: key, ...settings },
    node: process.execPath,
  })
  stop = seller.stop
  return seller.origin
}

test('the seller in plain Node.js passes every check of SaaS V2.0 and of order notification', async () => {
  const origin = await startExample('node-v2-seller', { OPENING_MS: '200' })

  expect(await check(`${origin}/saas`, 'saas-v2')).toEqual(allGreen)
  expect(await check(`${origin}/notify`, 'order-notification')).toEqual(allGreen)
})

const v1Sellers = (['python-v1-seller', 'php-v1-seller'] as const).flatMap((name) =>
  (['128', '256'] as const).map((keyBits) => ({ name, keyBits })),
)

test.for(v1Sellers)(
  '$name passes every check of SaaS V1.0 with $keyBits bits',
  async ({ name, keyBits }, { skip }) => {
    if (!isRunnable(name)) skip(`nothing on this machine runs ${name}`)
    const origin = await startExample(name, { KEY_BITS: keyBits })

    expect(await check(`${origin}/saas`, 'saas-v1', ['--key-bits', keyBits])).toEqual(allGreen)
  },
)

/** A key pair of a seller, as its server and a run get it. */
const keys = generateKeyPairSync('rsa', { modulusLength: 3072 })
const keyFolder = mkdtempSync(join(tmpdir(), 'loggia-keys-'))
const [privateKeyFile, publicKeyFile] = ['private.pem', 'public.pem'].map((name) =>
  join(keyFolder, name),
) as [string, string]
const kitPrivateKey = keys.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
writeFileSync(privateKeyFile, kitPrivateKey)
writeFileSync(publicKeyFile, keys.publicKey.export({ format: 'pem', type: 'spki' }))
afterAll(() => rmSync(keyFolder, { recursive: true, force: true }))
const ofKit = [
  '--public-key',
  publicKeyFile,
  '--oaep',
  oaepHashes.join(','),
  '--instance',
  'an-instance-of-this-seller',
]

test.for(['kit-v2', 'kit-v1', 'joint-kit'])(
  'the seller in plain Python passes every check of %s',
  async (protocol, { skip }) => {
    if (!isRunnable('python-kit-seller')) skip('nothing on this machine runs python-kit-seller')
    const origin = await startExample('python-kit-seller', { PRIVATE_KEY_FILE: privateKeyFile })

    expect(await check(origin, protocol, ofKit)).toEqual(allGreen)
  },
)

test('the app with sign-in passes every check of sso', async () => {
  const data = join(keyFolder, 'sso-app')
  mkdirSync(data)
  writeFileSync(join(data, 'kit.pem'), kitPrivateKey)
  const app = await startSellerProcess('sso-app', {
    program: process.execPath,
    args: ['--conditions=loggia-source', 'src/main.ts'],
    cwd: join(import.meta.dirname, '../../../examples/sso-app'),
    env: { ...process.env, ACCESS_KEY: key, KIT_KEY: key, APP_ID: 'TESTAPP000000001', DATA: data },
  })
  stop = app.stop
  const callback = `${app.origin}/sso/callback`
  const ofSignOn = ['--public-key', publicKeyFile, '--callback', callback, '--app', 'TESTAPP000000001']

  expect(await check(`${app.origin}/saas`, 'sso', ofSignOn)).toEqual(allGreen)
}, 30_000)

/** Starts a seller of the kit that serves every protocol at one address. */
async function startKit({ accessKey, kitKey }: { accessKey: string; kitKey: string }): Promise<string> {
  const seller = createSeller({
    accessKey,
    kitKey,
    store: createMemoryStore(),
    onProblem: () => undefined,
    saas: {
      open: ({ instanceId }) => ({
        frontEndUrl: `https://app.example/${encodeURIComponent(instanceId)}`,
        userName: '管理员',
        password: 'first-Password-1',
      }),
      changeEnd: () => undefined,
      freeze: () => undefined,
      unfreeze: () => undefined,
      upgrade: () => undefined,
      checkChange: () => undefined,
      release: () => undefined,
    },
    notifications: { orderPaid: () => undefined },
    kit: createDirectoryHandlers(createMemoryDirectory()),
    kitPrivateKey,
  })
  const server = createServer(createNodeListener(seller))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await seller.close()
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`
}

test.each(['saas-v2', 'saas-v1', 'order-notification', 'kit-v2', 'kit-v1'])(
  'a seller of the kit passes every check of %s',
  async (protocol) => {
    const isKit = protocol.startsWith('kit-')
    const more = isKit ? ofKit : protocol === 'saas-v1' ? ['--key-bits', '256'] : []
    const keys = isKit ? { accessKey: 'basic', kitKey: key } : { accessKey: key, kitKey: 'of the kit' }

    expect(await check(await startKit(keys), protocol, more)).toEqual(allGreen)
  },
)

test('the seller in plain Node.js starts again after a crash in the midst of a line, and drops what it never answered', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'loggia-store-')), 'instances.jsonl')
  const whole = '{"notified":"[\\"CS1\\",\\"CS1-000001\\"]"}\n'
  writeFileSync(file, `${whole}{"instanceId":"i-1","state":"op`)

  const seller = await startExampleSeller('node-v2-seller', {
    env: { ...process.env, ACCESS_KEY: key },
    node: process.execPath,
    file,
  })
  await seller.stop()

  expect(readFileSync(file, 'utf8')).toBe(whole)
})

test.runIf(isRunnable('php-v1-seller'))(
  'the seller in plain PHP does not take a file that it cannot read for an empty one',
  async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'loggia-store-')), 'instances.json')
    writeFileSync(file, '{"instances":{"i-1":')
    const seller = await startExampleSeller('php-v1-seller', {
      env: { ...process.env, ACCESS_KEY: key },
      node: process.execPath,
      file,
    })
    stop = seller.stop
    const product = { customerId: 'c-1', productId: 'P1', businessId: 'b-1' }
    const { query } = signSaasV1({
      accessKey: key,
      parameters: { activity: 'newInstance', orderId: 'CS1', ...product },
      timeStampMs: Date.now(),
    })

    const reply = (await (await fetch(`${seller.origin}/saas?${query}`)).json()) as object

    expect(reply).toMatchObject({ resultCode: '000005' })
    expect(readFileSync(file, 'utf8')).toBe('{"instances":{"i-1":')
  },
)
