import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openField, signBody, verifySaasV1 } from '@loggia/signing'
import { describe, expect, test } from 'vitest'
import { createNodeListener } from '../adapters/node.ts'
import { answerLater, createMemoryStore, refuse, createSeller } from '../index.ts'
import type { SaasHandlers } from '../index.ts'
import {
  assertDone,
  assertOpened,
  assertProper,
  assertRefused,
  createSignedRequest,
  createTestClock,
  createTestMarketplace,
  scenarios,
  SellerAssertionError,
} from '../testing.ts'
import type { TestMarketplace } from '../testing.ts'

const accessKey = '01234567-89ab-cdef-0123-456789abcdef'
const access = {
  frontEndUrl: 'https://app.example.com/one',
  userName: 'admin',
  password: 'a first password',
  memo: '首次登录后请修改密码',
}
const all: SaasHandlers = { open: () => access, upgrade: () => undefined }
const notifications = { orderPaid: () => undefined }

const protocols: readonly TestMarketplace['protocol'][] = ['saas-v2', 'saas-v1']

function openMarket(saas = all, protocol: TestMarketplace['protocol'] = 'saas-v2') {
  const clock = createTestClock('2026-03-01T08:00:00Z')
  const problems: string[] = []
  const seller = createSeller({
    accessKey,
    saas,
    notifications,
    store: createMemoryStore({ now: clock.now }),
    now: clock.now,
    onProblem: ({ code }) => void problems.push(code),
  })
  const market = createTestMarketplace({ seller, accessKey, now: clock.now, protocol })
  return { clock, market, seller, problems }
}

test('without a clock the marketplace of a test has that of the system, as a seller has', async () => {
  const seller = createSeller({ accessKey, saas: all, store: createMemoryStore() })
  const market = createTestMarketplace({ seller, accessKey })

  assertDone(await market.changeEnd(assertOpened(await market.open())))
})

describe.each(protocols)('the scenarios, in %s', (protocol) => {
  test.each(scenarios)('$name', async ({ run }) => {
    await expect(run(openMarket(all, protocol).market)).resolves.toBeUndefined()
  })

  test('answers hold the account and the password in plain text, sealed or not', async () => {
    const { market } = openMarket(all, protocol)
    const opened = await market.open({ mobilePhone: '13800138000', email: 'a+b@example.com', quantity: 5 })

    const asked = assertDone(await market.describe(assertOpened(opened)))

    expect(asked.instances).toEqual([{ instanceId: opened.instanceId, access }])
    expect(asked.text).toContain('\\u9996')
  })

  test('every activity is asked in the words of the protocol', async () => {
    const { market } = openMarket(all, protocol)
    const instanceId = assertOpened(await market.open({ isTrial: true }))
    const replies = [
      await market.changeEnd(instanceId, { reason: 'trialToPaid' }),
      await market.changeEnd(instanceId, { reason: 'renewalCancelled' }),
      await market.upgrade(instanceId, { quantity: 9 }),
      await market.notify(),
    ]

    for (const reply of replies) assertDone(reply)
    expect(replies.map(({ sent }) => sent.message)).toMatchObject([
      { activity: 'refreshInstance', ...(protocol === 'saas-v1' && { trialToFormal: '1' }) },
      { activity: 'refreshInstance', ...(protocol === 'saas-v2' && { scene: 'UNSUBSCRIBE_RENEWAL_PERIOD' }) },
      { activity: protocol === 'saas-v2' ? 'upgradeInstance' : 'upgrade' },
      { activity: 'orderNotify', testFlag: '0' },
    ])
  })
})

test('a renewal that would change the instance is asked for in V2.0, and is not known to V1.0', async () => {
  const target = { productId: 'p', skuCode: 's', productName: '标准版', quantity: 3 }
  const v2 = openMarket().market
  const v1 = openMarket(all, 'saas-v1').market

  assertDone(await v2.checkChange(assertOpened(await v2.open()), target))
  await expect(v1.checkChange('i-1', target)).rejects.toThrow(/V1.0/)
})

test('time passes only when it is moved', () => {
  const clock = createTestClock('2026-03-01T08:00:00Z')

  clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4, ms: 5 })
  const moved = clock.now()
  clock.set('2027-01-01T00:00:00Z')

  expect(moved).toBe(Date.parse('2026-03-02T10:03:04.005Z'))
  expect(clock.now()).toBe(Date.parse('2027-01-01T00:00:00Z'))
  expect(() => clock.set('tomorrow')).toThrow(RangeError)
})

test('a request that was waited for is too old once the clock has moved on', async () => {
  const { market, clock, problems } = openMarket()
  const order = { orderId: 'CS1' }
  const reply = await market.open(order)
  clock.advance({ minutes: 5 })

  assertRefused(await market.replay(reply), '000002')
  assertSameInstance(reply.instanceId, assertOpened(await market.open(order)))
  expect(problems).toEqual(['signature_refused'])
})

function assertSameInstance(first: string | undefined, again: string): void {
  expect(again).toBe(first)
}

test('what is made later is opened, not there yet, and then there', async () => {
  const { market, seller } = openMarket({ open: () => answerLater() })
  const opened = await market.open()
  const instanceId = assertOpened(opened)

  const before = await market.describe(instanceId)
  await seller.opened(instanceId, access)
  const after = assertDone(await market.describe(instanceId))

  expect(opened.resultCode).toBe('000004')
  assertRefused(before, '000004')
  expect(after.instances[0]?.access?.frontEndUrl).toBe(access.frontEndUrl)
})

const replayScenarios = scenarios.filter(({ name }) => /minute in the past|sent again/.test(name))

test.each(replayScenarios)('a seller that takes replays fails: $name', async ({ run }) => {
  const clock = createTestClock('2026-03-01T08:00:00Z')
  const store = { ...createMemoryStore({ now: clock.now }), remember: async () => true }
  const windows = { replayWindowMs: 3_600_000, tokenWindowMs: false } as const
  const seller = createSeller({ accessKey, saas: all, store, now: clock.now, ...windows })
  const runIn = (protocol: TestMarketplace['protocol']) =>
    run(createTestMarketplace({ seller, accessKey, now: clock.now, protocol }))

  await expect(runIn('saas-v2')).rejects.toThrow(SellerAssertionError)
  // SaaS V1.0 has neither nonces nor a limit for timestamps.
  await expect(runIn('saas-v1')).resolves.toBeUndefined()
})

test('there are two scenarios of replays', () => expect(replayScenarios).toHaveLength(2))

test('an opening of SaaS V1.0 that is under way is not yet opened', async () => {
  const { market } = openMarket({ open: () => answerLater() }, 'saas-v1')

  const reply = await market.open()

  assertRefused(reply, '000004')
  expect(() => assertOpened(reply)).toThrow('Expected 000000, not 000004.')
})

test('an assertion says what was answered, and to what', async () => {
  const { market } = openMarket({ open: () => refuse('soldOut', 'All seats are taken.') })

  const reply = await market.open()

  assertRefused(reply, '000106')
  expect(() => assertOpened(reply)).toThrow(SellerAssertionError)
  expect(() => assertDone(reply)).toThrow(/Expected 000000, not 000106[^]*newInstance[^]*All seats are taken/)
})

const wrong = (text: string, { status = 200, signed = '', type = 'application/json' } = {}) =>
  createTestMarketplace({
    accessKey,
    now: () => 1_772_352_000_000,
    seller: () =>
      Promise.resolve(
        new Response(text, {
          status,
          headers: { 'content-type': type, ...(signed !== '' && { 'body-sign': signed }) },
        }),
      ),
  })
const good = '{"resultCode":"000000","resultMsg":"success.","instanceId":"i-1"}'

test.each([
  ['without a proof', wrong(good), /The response has no Body-Sign/],
  [
    'with another proof',
    wrong(good, { signed: 'sign_type="HMAC-SHA256", signature="AAAA"' }),
    /does not match/,
  ],
  ['with another status', wrong(good, { status: 201 }), /status 200/],
  ['as HTML', wrong(good, { type: 'text/html' }), /text\/html/],
  ['without an instance', wrong('{"resultCode":"000000","resultMsg":"success."}'), /instanceId/],
  ['that is no JSON', wrong('<p>'), /JSON/],
])('an answer %s is not proper', async (_, market, why) => {
  const reply = await market.open()

  expect(() => assertProper(reply)).toThrow(why)
})

test('messages of the other protocols are signed and sealed as the marketplace does', async () => {
  const requests: Request[] = []
  const market = createTestMarketplace({
    accessKey,
    protocol: 'saas-v1',
    now: () => 1_772_352_000_000,
    keyBits: 128,
    seller: (request) => {
      requests.push(request)
      return Promise.resolve(new Response(good, { headers: { 'body-sign': signBody(accessKey, good) } }))
    },
  })

  await market.open({ mobilePhone: '13800138000', customerName: 'a+b 中' })
  const notified = await market.notify({ orderId: 'CS9' })

  const query = new URL(requests[0]?.url ?? '').search
  const value = new URLSearchParams(query).get('mobilePhone') ?? ''
  expect(verifySaasV1({ accessKey, query })).toEqual({ ok: true })
  expect(openField({ accessKey, bits: 128, value })).toBe('13800138000')
  expect(requests[1]?.method).toBe('POST')
  expect(notified.sent.message).toMatchObject({ orderId: 'CS9', orderLineId: 'CS9-000001', testFlag: '0' })
})

test('a message beyond the tables is not sent', () => {
  const message = { activity: 'queryInstance', instanceId: '' } as const

  expect(() =>
    createSignedRequest({ protocol: 'saas-v2', message }, { accessKey, now: () => 1_772_352_000_000 }),
  ).toThrow(TypeError)
})

test('a server is asked over HTTP as the function is', async () => {
  const { seller, clock } = openMarket()
  const server = createServer(createNodeListener(seller))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`
  const market = createTestMarketplace({ seller: url, accessKey, now: clock.now })

  try {
    for (const { run } of scenarios) await expect(run(market)).resolves.toBeUndefined()
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
})
