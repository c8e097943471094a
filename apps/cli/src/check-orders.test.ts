import { emulatorApiKey } from '@loggia/emulator/schema'
import { createSeller, createMemoryStore } from '@loggia/seller'
import type { OrderQueryOptions, Seller } from '@loggia/seller'
import { afterEach, expect, test } from 'vitest'
import { serveSeller } from './kit-in-test.ts'
import { runCheck } from './line-in-test.ts'
import { findFreePort } from './seller-process.ts'

const key = 'a key for trying out'
const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Kit = { readonly url: string; readonly opened: number[]; readonly changed: number[] }

/** Starts a seller of the kit that sends its order queries to this port; without a port it sends none. */
async function startKit(port: number | undefined, orders: Partial<OrderQueryOptions> = {}): Promise<Kit> {
  const opened: number[] = []
  const changed: number[] = []
  const seller: Seller = createSeller({
    accessKey: key,
    store: createMemoryStore(),
    onProblem: () => undefined,
    ...(port !== undefined && {
      orders: { origin: `http://127.0.0.1:${port}`, ...emulatorApiKey, tries: 1, ...orders },
    }),
    saas: {
      open: ({ purchase }) => {
        opened.push(purchase.quantity ?? 1)
        return { frontEndUrl: 'https://app.example' }
      },
      changeEnd: () => undefined,
      upgrade: ({ purchase }) => void changed.push(purchase.quantity ?? 1),
    },
  })
  const { url, close } = await serveSeller(seller)
  closing.push(close)
  return { url, opened, changed }
}

type Told = { id: string; outcome: string; why: string | null }
type Printed = { code: number; err: string; failed: string[]; orders: Told[] }

async function check(url: string, ...more: string[]): Promise<Printed> {
  const words = [url, '--protocol', 'saas-v2', '--key', key, '--json', ...more]
  const { code, out, err } = await runCheck(words, { nowMs: Date.now })
  const checks = out === '' ? [] : (JSON.parse(out) as { checks: Told[] }).checks
  return {
    code,
    err,
    failed: checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn').map(({ id }) => id),
    orders: checks.filter(({ id }) => id.startsWith('v2.orders.')),
  }
}

const outcomes = ({ orders }: Printed): object =>
  Object.fromEntries(orders.map(({ id, outcome }) => [id.slice('v2.orders.'.length), outcome]))

test('a seller that asks the market what was bought passes every check, with what was bought', async () => {
  const port = await findFreePort()
  const { url, opened, changed } = await startKit(port)

  const printed = await check(url, '--orders', String(port))

  expect(printed.failed).toEqual([])
  expect(printed.code).toBe(0)
  expect(outcomes(printed)).toEqual({
    opened: 'pass',
    asked: 'pass',
    proof: 'pass',
    renewal: 'pass',
    upgrade: 'pass',
  })
  expect(new Set(opened)).toEqual(new Set([5]))
  expect(changed).toContain(20)
  expect(printed.err).toContain(`order query at http://127.0.0.1:${port} (AK ${emulatorApiKey.accessKeyId}`)
})

test('without --orders such a seller opens nothing, and is told what it lacks', async () => {
  const { url } = await startKit(await findFreePort())

  const printed = await check(url)

  expect(printed.code).toBe(1)
  expect(printed.orders).toEqual([])
})

test('a seller that signs with another secret is told so, and opens nothing', async () => {
  const port = await findFreePort()
  const { url } = await startKit(port, { secretKey: 'another secret' })

  const printed = await check(url, '--orders', String(port), '--only', 'v2.orders')

  expect(outcomes(printed)).toMatchObject({ opened: 'fail', proof: 'fail', asked: 'skip' })
  expect(printed.orders.find(({ id }) => id === 'v2.orders.proof')?.why).toMatch(
    /its signature was refused \(signature differs\)/,
  )
  expect(printed.code).toBe(1)
})

test('a seller that asks nobody, and opens all the same, is told that nobody asked', async () => {
  const { url } = await startKit(undefined)

  const printed = await check(url, '--orders', '0', '--only', 'v2.orders')

  expect(outcomes(printed)).toEqual({
    opened: 'pass',
    asked: 'fail',
    proof: 'skip',
    renewal: 'fail',
    upgrade: 'fail',
  })
})

test.each([
  ['a protocol that asks for no order', ['--protocol', 'saas-v1', '--orders'], /omit --orders/],
  ['a port that is none', ['--orders', 'x'], /--orders must be a port from 0 to 65535/],
  ['licenses of a protocol that has none', ['--licenses', 'A'], /--licenses is for license-code/],
  [
    'a list of licenses without any',
    ['--protocol', 'license-code', '--licenses', ' , '],
    /must name at least one code/,
  ],
  [
    'a callback of a protocol in which nobody signs in',
    ['--callback', 'http://127.0.0.1:9/'],
    /--callback is for sso/,
  ],
  ['a sign-in without a callback', ['--protocol', 'sso', '--public-key', 'x'], /--callback is required/],
  [
    'a page that is no address',
    ['--protocol', 'sso', '--callback', 'http://127.0.0.1:9/', '--page', 'home'],
    /must start with http/,
  ],
  ['keys of a query that nobody answers', ['--orders-ak', 'AK'], /need --orders/],
  [
    'checks that need the query',
    ['--only', 'v2.orders.asked'],
    /no check v2\.orders\.asked without --orders/,
  ],
])('cannot run with %s', async (_, words, why) => {
  const { code, err } = await check('http://127.0.0.1:9/saas', ...words)

  expect(code).toBe(2)
  expect(err).toMatch(why)
})
