import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { signAkSk } from '@loggia/signing'
import { emulatorApiKey, faultNames, exchangeLimits, mostListed, startEmulator } from '../index.ts'
import type { Emulator } from '../index.ts'
import { controlRoutes } from './routes.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ startsAt: '2026-01-31T02:00:00.000Z' })
})
afterAll(() => emulator.close())
beforeEach(() => emulator.reset())

async function ask(method: string, path: string, body?: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const reply = await fetch(`${emulator.url}/emulator${path}`, { method, ...sent })
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
}

test('a whole life over HTTP: buy, renew, advance, a fault, exchanges, reset', async () => {
  const bought = await ask('POST', '/buy', { product: 'flat', periodCount: 2 })
  await ask('POST', '/faults', { fault: 'stale-stamp', activity: 'refreshInstance' })
  const renewed = await ask('POST', '/renew', {})
  const moved = await ask('POST', '/advance', { minutes: 2 })
  const after = await ask('GET', '/exchanges?after=2')
  const one = await ask('GET', '/exchanges/1')
  const reset = await ask('POST', '/reset')

  expect(bought).toMatchObject({
    status: 200,
    body: { order: { total: { amount: '1000.00' } }, service: { endsAt: '2026-03-31T02:00:00.000Z' } },
  })
  expect(renewed.body).toMatchObject({ exchanges: [{ fault: 'stale-stamp', outcome: 'refused' }] })
  expect(moved.body).toMatchObject({ now: '2026-01-31T02:02:00.000Z', exchanges: [{ outcome: 'confirmed' }] })
  expect(after.body).toMatchObject({ exchanges: [{ id: 3 }, { id: 4 }] })
  expect(one.body).toMatchObject({ id: 1, activity: 'newInstance', request: { body: expect.any(String) } })
  expect(reset.body).toMatchObject({ now: '2026-01-31T02:00:00.000Z', services: [], exchanges: 0 })
})

/** Has the form of an id, but nothing has this id. */
const nobody = '0'.repeat(26)

test('a delivery that is accepted over HTTP: the server is called at once, the order is completed later', async () => {
  const bought = await ask('POST', '/buy', { product: 'accepted' })
  const early = await ask('POST', '/supervise', { act: 'accept' })
  const delivered = await ask('POST', '/supervise', { act: 'deliver' })
  await ask('POST', '/advance', { days: 3 })
  const accepted = await ask('POST', '/supervise', { act: 'accept' })

  expect(bought.body).toMatchObject({
    order: { state: 'processing' },
    service: { state: 'opening' },
    delivery: { stage: 'performing', openedAt: '2026-01-31T02:00:00.000Z' },
    exchanges: [
      { activity: 'newInstance', outcome: 'confirmed' },
      { activity: 'queryInstance', outcome: 'confirmed' },
    ],
  })
  expect(early).toMatchObject({ status: 409, body: { code: 'supervision.not_in_stage' } })
  expect(delivered.body).toMatchObject({ delivery: { stage: 'acceptance' }, order: { state: 'processing' } })
  expect(accepted.body).toMatchObject({
    order: { state: 'completed' },
    service: { state: 'active', startsAt: '2026-02-03T02:00:00.000Z' },
    delivery: { stage: 'done' },
    exchanges: [],
  })
})

test.each([
  ['continue', 'performing', 'processing', []],
  ['complete', 'done', 'completed', []],
  ['refund', 'ended', 'refunded', [{ activity: 'releaseInstance' }]],
])('an appeal is decided: %s', async (act, stage, state, exchanges) => {
  await ask('POST', '/buy', { product: 'accepted' })
  const appealed = await ask('POST', '/supervise', { act: 'appeal', reason: 'Nothing came' })
  const stopped = await ask('POST', '/supervise', { act: 'deliver' })

  const decided = await ask('POST', '/supervise', { act })

  expect(appealed.body).toMatchObject({ delivery: { stage: 'performing' } })
  expect(stopped).toMatchObject({ status: 409, body: { code: 'supervision.appealed' } })
  expect(decided.body).toMatchObject({ delivery: { stage }, order: { state }, exchanges })
})

test('a delivery is rejected, and ended without an appeal; another service has none', async () => {
  await ask('POST', '/buy', { product: 'accepted' })
  await ask('POST', '/supervise', { act: 'deliver' })
  const rejected = await ask('POST', '/supervise', { act: 'reject', reason: 'Nobody can sign in' })
  const ended = await ask('POST', '/supervise', { act: 'refund' })
  await ask('POST', '/buy')
  const other = await ask('POST', '/supervise', { act: 'deliver' })

  expect(rejected.body).toMatchObject({ delivery: { stage: 'performing' } })
  expect(ended.body).toMatchObject({ delivery: { stage: 'ended' }, order: { state: 'refunded' } })
  expect(other).toMatchObject({ status: 422, body: { code: 'emulator.not_supervised' } })
})

test.each([
  ['a member that there is not', 'POST', '/buy', { colour: 'red' }, 400, 'emulator.unreadable'],
  ['a value that does not fit', 'POST', '/buy', { quantity: 0 }, 400, 'emulator.unreadable'],
  [
    'a price that there is not',
    'POST',
    '/buy',
    { product: 'once', period: 'month' },
    400,
    'emulator.price_unknown',
  ],
  ['a path that there is not', 'POST', '/sell', {}, 404, 'emulator.not_here'],
  ['an order that there is not', 'GET', `/order?id=ord_${nobody}`, undefined, 404, 'order.not_found'],
  ['an order whose id is none', 'GET', '/order?id=CS%00', undefined, 404, 'emulator.order_unknown'],
  ['an exchange that there is not', 'GET', '/exchanges/7', undefined, 404, 'emulator.exchange_unknown'],
  ['a service before anything was bought', 'POST', '/renew', {}, 404, 'emulator.no_service'],
  ['a service of nobody', 'POST', '/renew', { service: `sub_${nobody}` }, 404, 'views.service_not_found'],
  [
    'a fault of an interface that there is not',
    'POST',
    '/faults',
    { fault: 'time-out', activity: 'newInstnace' },
    400,
    'emulator.fault_of_nothing',
  ],
  [
    'a service whose id is none',
    'POST',
    '/renew',
    { service: 'sub_\u0000' },
    404,
    'emulator.service_unknown',
  ],
  ['a length that no calendar has', 'POST', '/advance', { months: 1e9 }, 400, 'clock.too_far'],
  [
    'a key with white space around it',
    'POST',
    '/seller',
    { url: 'http://127.0.0.1:9/', key: 'a key\n' },
    400,
    'emulator.seller_key',
  ],
  ['no length of time', 'POST', '/advance', { hours: 0 }, 400, 'clock.no_length'],
  ['two lengths of time', 'POST', '/advance', { days: 1, toNext: true }, 400, 'emulator.advance_unclear'],
] as const)('%s is refused with its code', async (_name, method, path, body, status, code) => {
  expect(await ask(method, path, body)).toMatchObject({ status, body: { code, detail: expect.any(String) } })
})

test('a page of another site is not answered, by whatever name it found this machine', async () => {
  const from = (headers: Record<string, string>, path = '/emulator/reset'): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const method = path === '/' ? 'GET' : 'POST'
      request(emulator.url + path, { method, headers }, (reply) => resolve(reply.resume().statusCode))
        .on('error', reject)
        .end()
    })

  expect(await from({ origin: 'https://elsewhere.example' })).toBe(403)
  expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await from({ host: 'rebound.example' })).toBe(403)
  expect(await from({ host: 'rebound.example' }, '/')).toBe(403)
  expect(await from({ host: 'rebound.example' }, '/api/session')).toBe(403)
  expect(await from({ origin: emulator.url, 'sec-fetch-site': 'same-origin' })).toBe(200)
})

test.each(['127.0.0.1', 'host.docker.internal'])(
  'the seller’s server may ask what was bought, with the fixed API key, on the same port of %s',
  async (name) => {
    const { order } = await emulator.buy({ quantity: 4 })
    const target = `/api/mkp-openapi-public/global/v1/order/query?orderId=${order?.number}`
    const host = `${name}:${new URL(emulator.url).port}`
    const { headers } = signAkSk({
      ...emulatorApiKey,
      request: { method: 'GET', target, headers: { host }, body: '' },
      timeMs: Date.now(),
    })

    const asked = request(emulator.url + target, { headers: { ...headers, host } }).end()
    const [reply] = (await once(asked, 'response')) as [IncomingMessage]

    expect(reply.statusCode).toBe(200)
    expect(await text(reply)).toContain(order?.number)
  },
)

test('so many exchanges are given at once, and whoever asks for more is told how to go on', async () => {
  const most = await ask('GET', `/exchanges?limit=${mostListed}`)
  const more = await ask('GET', `/exchanges?limit=${mostListed + 1}`)

  expect(most.status).toBe(200)
  expect(more).toMatchObject({
    status: 400,
    body: {
      code: 'emulator.unreadable',
      detail: expect.stringContaining(
        'limit: at most 1,000 at once; for more, use after with the last number',
      ) as string,
    },
  })
})

test('an order is asked for by its id, and stands with its service as it is now', async () => {
  const bought = (await ask('POST', '/buy', { product: 'flat' })).body as { order: { id: string } }
  await ask('POST', '/refund')

  expect(await ask('GET', `/order?id=${bought.order.id}`)).toMatchObject({
    status: 200,
    body: { order: { id: bought.order.id, kind: 'new' }, service: { state: 'cancelled' } },
  })
})

type Member = { enum?: string[]; minimum?: number; maximum?: number; default?: string | number }
/** The allowed values of a member, if its name does not show them. */
function choicesOf({ enum: choices, minimum, maximum, default: preset }: Member): string {
  if (choices) return ` (${choices.join(', ')})`
  // Limits that all counts share are not listed.
  if (preset === undefined || minimum === undefined || maximum === undefined) return ''
  if (maximum > 1_000_000) return ''
  return ` (${minimum} to ${maximum.toLocaleString('en-US')}; ${String(preset)} if absent)`
}
/** The names of all members of a body, and whether they are required. */
const membersOf = (schema: unknown): string => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema as z.ZodType, { io: 'input' })
  const names = Object.entries(properties).map(([name, property]) => {
    const one = `\`${name}\`${choicesOf(property as Member)}`
    return required.includes(name) ? `${one}, required` : one
  })
  return names.join('; ') || '–'
}

test('the page of the control API is what can be asked', async () => {
  const rows = controlRoutes.map(
    ({ method, path, summary, body, query }) =>
      `| \`${method} /emulator${path}\` | ${summary} | ${body || query ? membersOf(body ?? query) : '–'} |`,
  )
  const page = `# The emulator’s control API

Generated from the code; do not edit. A running emulator (\`loggia emulate\`, or \`startEmulator()\` in a test) serves JSON under \`/emulator\`, on the
port of its pages, to programs on this machine only. Fields of a body are optional unless marked as required; unknown fields are
refused. A request gets its response when everything that it made due is done. What the seller’s server finishes later is queried when time passes:
automatically where the clock runs (\`loggia emulate\`), only with \`advance\` where it is held (\`startEmulator()\`). The clock stops while a call is in
progress. A call has a time limit of 20 seconds, as on a real marketplace; after three timeouts in a row during one move, the limit is two
seconds until a call gets a response, so that a server that hangs does not delay a move of months.

\`\`\`json
{ "order": { "number": "CS…", "kind": "new", "state": "completed", "total": { "amount": "10.00", "currency": "CNY" } },
  "service": { "id": "sub_…", "state": "active", "endsAt": "2026-02-28T02:00:00.000Z" },
  "exchanges": [{ "id": 1, "activity": "newInstance", "outcome": "confirmed", "verdict": { "code": "succeeded", "sentence": "…" },
    "request": { "line": "POST /saas?signature=…", "headers": [], "body": "…" }, "reply": {}, "durationMs": 4 }] }
\`\`\`

\`outcome\` is *confirmed*, *pending*, *refused* (by the seller’s result code), *faulty* (not as the protocol requires) or *unreachable*. A body that
is not UTF-8 is also given as \`bodyBase64\`. The newest ${exchangeLimits.exchanges.toLocaleString('en-US')} exchanges are kept, with at most ${exchangeLimits.characters / 1024 / 1024} MiB of
messages; \`dropped\` or \`exchangesDropped\` is the number of older ones that were removed. A refused request returns \`problem+json\` (RFC 9457) with a \`code\`: the emulator’s own codes start with
\`emulator.\`, all others are [the marketplace’s](problems.md). Times are in ISO 8601. \`service\` is the ID of a service; the default is the one
that was bought last.

The product *asks* has the purchase parameters that sellers are known to use: \`emailDomainName\`, which is required, \`userName\`, \`custEmail\`,
\`idNum\`, \`identificationCode\` and \`ip\`. Give them by name in \`params\`: \`{"emailDomainName": "mail.example.com"}\`. V1.0 sends them as
\`saasExtendParams\`; with either protocol, the order query returns them as \`extendParams\` of the line.

The delivery of the product *accepted* is accepted by its buyer: your server is called as soon as it is paid, and the order is completed later. Until
then \`delivery\` says where it stands: \`{ "stage": "performing", "openedAt": "…" }\`. \`POST /emulator/supervise\` acts on it, and so do the normal pages.

The products *license-code*, *license-online* and *license-v1* are sold with a license, and have such a delivery. They call the server of
\`POST /emulator/licenses\`, each in its own protocol. \`license\` says where the license stands:
\`{ "way": "online", "state": "issued", "quantity": 2, "devices": [{ "device": "…", "state": "delivered" }] }\`. \`POST /emulator/license\` acts on it: \`open\` shows
the code or the texts, \`apply\` gives the \`device\` that the license is for, and \`activate\` and \`query\` return the \`answer\` that the software would get. Your
own software calls the open APIs on the emulator’s port, signed with the API key.

The people of the product *joint* come from a company with departments on three levels. The server of \`POST /emulator/kit\` is told of it over the joint kit. \`POST /emulator/joint\`
acts as the seller (\`apply\`, \`request-test\`, \`change-key\`, \`adopt\`) and as the buyer (all others); \`people\` are user names, \`department\` and \`to\` are codes. \`connect\` applies for the
credential if there is none. The response has the company, the credential, and what the server has confirmed:
\`{ "company": { "departments": [], "people": [] }, "credential": { "appId": "…", "version": 1 }, "app": { "state": "connected", "people": { "confirmed": 2 } }, "exchanges": [] }\`.

These people sign in to your app by OAuth 2.0: \`domainName\` of \`tenantSync\` is an address of the emulator. It serves \`oauth2/authorize\`, where a page asks who signs in, \`oauth2/token\`, \`oauth2/userinfo\` and
\`logout\`, by its own clock, to the app of a connected service whose credential has your \`callback\`. \`POST /emulator/sign-in\` does what a browser would. The exchanges of \`token\` and \`userinfo\` have the protocol \`sso\`.
OpenID Connect, CAS and SAML need accounts that are linked with people, so nobody is picked for them.

| request | what it does | fields |
| --- | --- | --- |
${rows.join('\n')}

## Faults

| fault | what happens |
| --- | --- |
| \`duplicate\` | The call is sent twice, the second time with a new signature, as in a retry; with \`atOnce\`, both at the same moment. The marketplace uses the first response. |
| \`reorder\` | The request is held back and arrives right after the next one; by then, its attempt has ended. |
| \`delay\` | The request is sent \`delayMs\` later, with its original timestamp. |
| \`time-out\` | The request arrives, but the marketplace does not wait for the response. |
| \`reset\` | The connection breaks in the middle of the request. |
| \`bad-signature\` | One character of the signature is changed. |
| \`stale-stamp\` | The timestamp is ten minutes old; the signature matches it. |
| \`reused-nonce\` | The nonce is that of the previous request with a valid signature in the same protocol; the fault waits until there is one. V1.0 has no nonces. |
| \`wrong-key\` | The request is signed with a different key. |
| \`fails\` | A call of your server to \`token\` or \`userinfo\` is answered with HTTP 500. Without an \`activity\`: \`token\`. |
| \`refuses\` | It is answered as if the code or the token did not count. |

A fault applies to the first call that matches. It happens where requests are sent: the exchange shows what was transmitted, and
\`asides\` shows what else was. With \`token\` and \`userinfo\`, \`delay\`, \`time-out\` and \`reset\` are possible too: they delay or omit the response.
`

  for (const fault of faultNames) expect(page).toContain(`| \`${fault}\` |`)
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../../../docs/reference/emulator.md'))
})
