import { verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assertOpened, assertRefused, createTestMarketplace, licenseScenarios } from '@loggia/seller/testing'
import type { TestMarketplace } from '@loggia/seller/testing'
import { openSigner } from './signer.ts'
import type { LicenseFacts } from './signer.ts'
import { startServer } from './server.ts'
import type { RunningServer } from './server.ts'

const keys = { accessKey: 'a-test-key', licenseCodeKey: 'a-test-key-for-codes' }

let folder: string
let server: RunningServer
let lines: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-license-seller-'))
  lines = []
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const addressOf = (path: string): string => `http://127.0.0.1:${server.port}${path}`

/** Starts the server, and a marketplace that calls it over HTTP and that it calls. */
async function start(protocol: TestMarketplace['protocol']): Promise<TestMarketplace> {
  const market = createTestMarketplace({
    ...keys,
    protocol,
    seller: async (request) => {
      const { method, headers } = request
      const body = method === 'GET' ? {} : { body: await request.text() }
      headers.set('accept-encoding', 'identity')
      return fetch(addressOf('/license') + new URL(request.url).search, { method, headers, ...body })
    },
  })
  const log = (line: string): void => void lines.push(line)
  server = await startServer({
    ...keys,
    market: market.licenseApi,
    dataFolder: folder,
    port: 0,
    now: Date.now,
    log,
  })
  return market
}

/** Reads a license as the software does: only if the seller signed it. */
function readLicense(license: string): LicenseFacts {
  const [payload = '', signature = ''] = license.split('.')
  const { publicKey } = openSigner(join(folder, 'license-key.pem'))
  expect(verify(null, Buffer.from(payload), publicKey, Buffer.from(signature, 'base64url'))).toBe(true)
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as LicenseFacts
}

describe.each(['license-v1', 'license-code', 'license-online'] as const)('sells by %s', (protocol) => {
  test.each(licenseScenarios.map(({ name, run }) => [name, run] as const))('%s', async (_, run) => {
    const market = await start(protocol)
    const asBought: TestMarketplace = {
      ...market,
      open: (order, how) => market.open({ parameters: { identificationCode: 'HW-1' }, ...order }, how),
      order: (chosen) => market.order({ parameters: { identificationCode: 'HW-1' }, ...chosen }),
    }

    await run(asBought)

    const problems = lines.filter((line) => /^\w+_\w+: /.test(line))
    expect(problems.filter((line) => !line.startsWith('signature_refused'))).toEqual([])
  })
})

test('a license of License 1.0 is signed for the machine of the buyer', async () => {
  const market = await start('license-v1')
  assertRefused(await market.open(), '000002')

  const reply = await market.open({ quantity: 3, parameters: { identificationCode: 'HW-1' } })

  assertOpened(reply)
  expect(readLicense(reply.license ?? '')).toMatchObject({
    machine: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    quantity: 3,
  })
})

test('a license that is activated online is uploaded as a file, for each device another one', async () => {
  const market = await start('license-online')
  const id = assertOpened(await market.open())

  const [one, other] = await Promise.all(
    ['MAC-1', 'MAC-2'].map(async (fingerprint) =>
      market.licenseFor(await market.apply(id, { fingerprint, eventId: `e-${fingerprint}` })),
    ),
  )

  const machines = [one, other].map((license) => {
    if (typeof license !== 'object') throw new Error('It is no file.')
    return readLicense(Buffer.from(license.content).toString()).machine
  })
  expect(new Set(machines).size).toBe(2)
})

test('the software activates its code, and checks it each day', async () => {
  const market = await start('license-code')
  const code = market.code()
  const ask = async (path: string, asked: object): Promise<unknown> => {
    const reply = await fetch(addressOf(path), { method: 'POST', body: JSON.stringify(asked) })
    return reply.json()
  }

  expect(await ask('/software/check', { code })).toMatchObject({ ok: false, code: 'notActivated' })
  expect(await ask('/software/activation', { code })).toMatchObject({
    ok: true,
    license: { status: 'alive' },
  })
  expect(await ask('/software/activation', { code })).toMatchObject({ ok: false, code: 'wrongState' })
  await market.freeze(code)
  expect(await ask('/software/check', { code })).toMatchObject({ license: { status: 'expired' } })
  expect(await ask('/software/check', {})).toEqual({ ok: false, code: 'invalid' })

  expect(lines).toEqual(['a code was frozen'])
  expect(JSON.stringify(lines)).not.toContain(code)
})
