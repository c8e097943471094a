import { emulatorApiKey } from '@loggia/emulator/schema'
import { createMemoryStore, createSeller, refuse } from '@loggia/seller'
import type { Seller } from '@loggia/seller'
import { afterEach, expect, test } from 'vitest'
import { serveSeller } from './kit-in-test.ts'
import { runCheck } from './line-in-test.ts'
import { findFreePort } from './seller-process.ts'

const key = 'a key for trying out'
const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Told = { id: string; outcome: string; why: string | null }

/** Runs `loggia check` against a seller of the kit. Returns the exit code and every check that is not green. */
async function check(seller: Seller, protocol: string, ...more: string[]): Promise<object> {
  const { url, close } = await serveSeller(seller)
  closing.push(close)
  const words = [url, '--protocol', protocol, '--key', key, '--json', ...more]
  const { code, out } = await runCheck(words, { nowMs: Date.now })
  const { checks } = JSON.parse(out) as { checks: Told[] }
  return {
    code,
    notGreen: checks.filter(({ outcome }) => outcome !== 'pass').map(({ id, why }) => `${id}: ${why}`),
  }
}

const store = createMemoryStore
const onProblem = (): void => undefined
const allGreen = { code: 0, notGreen: [] }

test('a seller of the kit passes every check of License 1.0', async () => {
  const seller = createSeller({
    accessKey: key,
    store: store(),
    onProblem,
    licenseV1: {
      issue: ({ instanceId, identificationCode }) =>
        identificationCode === undefined
          ? refuse('invalid', 'There is no identification code.')
          : `PL-${instanceId}-${identificationCode}`,
    },
  })

  expect(await check(seller, 'license-v1')).toEqual(allGreen)
})

test('a seller of the kit that knows its codes passes every check about them', async () => {
  const codes = Array.from({ length: 8 }, (_, at) => `TESTCODE${at + 1}`)
  const requireCode = ({ code }: { code: string }) =>
    codes.includes(code) ? undefined : refuse('unknownCode')
  const seller = createSeller({
    licenseCodeKey: key,
    store: store(),
    onProblem,
    licenseCode: {
      changeEnd: requireCode,
      freeze: requireCode,
      unfreeze: requireCode,
      release: requireCode,
    },
  })

  expect(await check(seller, 'license-code', '--licenses', codes.join(','))).toEqual(allGreen)
})

test('a seller of the kit asks what was bought, uploads licenses and passes every check of online activation', async () => {
  const port = await findFreePort()
  const api = { origin: `http://127.0.0.1:${port}`, ...emulatorApiKey }
  const seller = createSeller({
    accessKey: key,
    store: store(),
    onProblem,
    orders: { ...api, tries: 1 },
    licenseApi: api,
    licenseOnline: {
      apply: ({ licenseId, fingerprint, effectiveAtMs, expiresAtMs }) => {
        if (fingerprint === undefined) return refuse('fingerprintMissing')
        if (expiresAtMs === undefined) return refuse('endMissing')
        return expiresAtMs <= effectiveAtMs ? refuse('outsideTerm') : `DL-${licenseId}`
      },
    },
  })

  expect(await check(seller, 'license-online', '--orders', String(port))).toEqual(allGreen)
})
