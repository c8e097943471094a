import { join } from 'node:path'
import type { Call } from '@loggia/protocol/console'
import { afterEach, describe, expect, test } from 'vitest'
import { applyForAll } from './canary/applications.ts'
import { dumpEmbedded, dumpPostgres, readFolder } from './canary/dump.ts'
import type { Dump } from './canary/dump.ts'
import { findForms } from './canary/forms.ts'
import { readEverything } from './canary/sweep.ts'
import type { Ids, Role } from './canary/sweep.ts'
import { getFirstBuyer, readSeeded } from './crash/seeded.ts'
import { openBrowser, openReader } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import type { Account, Member } from './harness/client.ts'
import { createTemporaryFolder } from './harness/folders.ts'
import { createDatabase } from './harness/postgres.ts'
import { findFreePort, spawnServer, waitUntilReady } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'
import { startFaultySeller } from './sellers/faulty-seller.ts'
import type { FaultySeller } from './sellers/faulty-seller.ts'
import { createUniformScript } from './sellers/script.ts'
import { createLicense } from './web/licenses.ts'
import { askForRefund } from './web/refunds.ts'
import { createPurchaseRequest } from './web/purchase-requests.ts'
import { createTickets } from './web/tickets.ts'

const initialPassword = 'Canary0InitialPassword7Kx'
const licenseText = 'Canary0LicenseText5Qw'
const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const chromium = process.env.LOGGIA_CHROMIUM
const engines = postgresUrl === undefined ? (['embedded'] as const) : (['embedded', 'postgres'] as const)

/** A seller with its products, and a buyer of them. */
type Trade = {
  readonly buyer: Account
  readonly operator: Account
  readonly seller: Account
  readonly accessKey: string
  readonly priceItemId: string
}
type Setting = {
  server: ServerProcess
  seller: FaultySeller
  trade: Trade
  folder: string
  databaseUrl: string | undefined
}

/** What is not there for anybody: the absence of a product that is on sale, and a wrong address. */
const isNowhere = /\/absence$|\/no-such-page$|\/(connected-apps|sync-batches|app-credentials)\/\w+_0+\b/

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

function tradeIn(folder: string): Trade {
  const seeded = readSeeded(folder)
  const [first] = seeded.sellers
  if (!first) throw new Error('Nobody sells')
  const { accessKey, seller, goods } = first
  return {
    buyer: getFirstBuyer(seeded),
    operator: seeded.operator,
    seller,
    accessKey,
    priceItemId: goods.basicMonth,
  }
}

/** Starts the server as in production, with the most detailed log, and a seller whose answers are often wrong. */
async function prepare(engine: (typeof engines)[number]): Promise<Setting> {
  const folder = createTemporaryFolder('canary')
  const database =
    engine === 'postgres' && postgresUrl !== undefined ? await createDatabase(postgresUrl) : undefined
  if (database) closing.push(database.drop)
  const sellerPort = await findFreePort()
  const env = {
    LOGGIA_DATA: folder,
    LOGGIA_SECRET: 'a secret of the canary test, long enough',
    CRASH_SELLER: `http://127.0.0.1:${sellerPort}/saas`,
    LOGGIA_ALLOW_SELLERS: '127.0.0.0/8',
    LOG_LEVEL: 'trace',
    ...(database && { DATABASE_URL: database.url }),
  }
  const seeding = spawnServer({ script: 'e2e/crash/main.ts', args: ['--seed-only'], port: 0, env })
  expect(await seeding.ended, seeding.output()).toBe(0)
  const trade = tradeIn(folder)
  // The first answer is for the marketplace's own query; the others are for a buyer who opens the details again and
  // again.
  const queryInstance = ['wrong_json', 'wrong_content_type', 'redirect', 'ok'] as const
  const seller = await startFaultySeller({
    accessKey: trade.accessKey,
    journalPath: join(folder, 'journal.jsonl'),
    script: createUniformScript({ queryInstance }),
    port: sellerPort,
    initialPassword,
  })
  closing.push(seller.close)
  const server = spawnServer({ script: 'apps/server/src/main.ts', port: await findFreePort(), env })
  closing.push(server.stop)
  return { server: await waitUntilReady(server), seller, trade, folder, databaseUrl: database?.url }
}

/** Proposes a top-up, which waits for another operator (R6), so that there is one to read. */
async function proposeTopUp({ client }: Member): Promise<Pick<Ids, 'buyerId' | 'changeId'>> {
  await client.request('PUT /api/operator/settings', { body: { fourEyesOnTopUps: true } })
  const { items } = await client.request('GET /api/operator/buyers', { query: {} })
  const buyerId = items[0]?.id ?? ''
  const asked = await client.request(
    'POST /api/operator/buyers/:buyerId/top-ups',
    { params: { buyerId }, body: { amount: { amount: '1.00', currency: 'CNY' }, reason: 'to be read' } },
    { idempotencyKey: 'canary-top-up' },
  )
  return { buyerId, changeId: asked.state === 'waiting' ? asked.changeId : '' }
}

type Applied = 'requestId' | 'sellerApplicationId' | 'organisationApplicationId'
type Bought = Omit<
  Ids,
  | 'buyerId'
  | 'changeId'
  | 'supervisionId'
  | 'refundRequestId'
  | 'subscriptionId'
  | 'dialTestId'
  | 'ticketId'
  | 'purchaseRequestId'
  | keyof Company
  | Applied
>
type Company = Pick<Ids, 'enterpriseId' | 'departmentId' | 'personId'>

/** A company with a person. */
async function createCompany({ client }: Member): Promise<Company> {
  const { id: enterpriseId } = await client.request(
    'POST /api/buyer/enterprises',
    { body: { name: 'Canary', tenantCode: 'canary' } },
    { idempotencyKey: 'canary-company' },
  )
  const params = { enterpriseId }
  const { items } = await client.request('GET /api/buyer/enterprises/:enterpriseId/departments', {
    params,
    query: {},
  })
  const departmentId = items[0]?.id ?? ''
  const { id: personId } = await client.request(
    'POST /api/buyer/enterprises/:enterpriseId/people',
    { params, body: { userName: 'lin', name: 'Lin', departmentId } },
    { idempotencyKey: 'canary-person' },
  )
  return { enterpriseId, departmentId, personId }
}

/**
 * Buys a service and opens its details until the seller's answer is correct. Returns the ids and what the buyer was
 * shown.
 */
async function buyAndOpen(
  buyer: Member,
  seller: Member,
  { priceItemId }: Trade,
): Promise<{ ids: Bought; outcomes: string[]; told: string; number: string }> {
  const { request } = buyer.client
  const body = {
    lines: [{ priceItemId, quantity: 2, periodCount: 1 }],
    expectedTotal: { amount: '20.00', currency: 'CNY' as const },
    agreed: true,
  }
  const { orderId, number } = await request(
    'POST /api/buyer/orders',
    { body },
    { idempotencyKey: 'canary-order' },
  )
  await request(
    'POST /api/buyer/orders/:orderId/payment',
    { params: { orderId } },
    { idempotencyKey: 'canary-payment' },
  )
  const order = () => request('GET /api/buyer/orders/:orderId', { params: { orderId } })
  await expect.poll(async () => (await order()).state, { timeout: 20_000 }).toBe('completed')
  const calls = () => seller.client.request('GET /api/seller/calls', { query: { activity: 'queryInstance' } })
  await expect.poll(async () => (await calls()).items[0]?.attempts, { timeout: 20_000 }).toBe(1)
  const callId = (await calls()).items[0]?.id ?? ''
  const [line] = (await order()).lines
  const serviceId = line?.subscriptionId ?? ''
  const productId = line?.product.id ?? ''
  const outcomes: string[] = []
  let told = ''
  for (let asked = 0; asked < 3; asked += 1) {
    const reply = await request('POST /api/buyer/services/:serviceId/access', { params: { serviceId } })
    outcomes.push(reply.outcome)
    told = JSON.stringify(reply)
  }
  const quoteId = await askForRenewal(buyer, serviceId)
  const product = await request('GET /api/products/:productId', { params: { productId } })
  const specificationId = product.specifications[0]?.id ?? ''
  const { applicationId } = await seller.client.request('POST /api/seller/products/:productId/delisting', {
    params: { productId },
    body: { reason: 'for the review to be read' },
  })
  const sellerId = product.seller.id
  const ids = {
    productId,
    specificationId,
    priceItemId,
    sellerId,
    applicationId,
    orderId,
    serviceId,
    callId,
    quoteId,
    lineNumber: line?.number ?? '',
  }
  return { ids, outcomes, told, number }
}

/** A supervised delivery with a refund request, so that there are both to read. */
async function superviseAndAsk(
  people: Readonly<Record<Role, Member>>,
): Promise<Pick<Ids, 'supervisionId' | 'refundRequestId'>> {
  const { requestId: refundRequestId } = await askForRefund(people)
  const { items } = await people.buyer.client.request('GET /api/buyer/supervisions', {
    query: { list: 'others' },
  })
  return { supervisionId: items[0]?.id ?? '', refundRequestId }
}

/** The quote for one more month. */
async function askForRenewal({ client }: Member, serviceId: string): Promise<string> {
  const { choices } = await client.request('GET /api/buyer/services/:serviceId/choices', {
    params: { serviceId },
  })
  const priceItemId = choices[0]?.prices[0]?.priceItemId ?? ''
  const lines = [{ serviceId, priceItemId, quantity: 2, periodCount: 1 }]
  return (await client.request('POST /api/buyer/quotes', { body: { kind: 'renewal', lines } })).id
}

/**
 * Sends test calls that open an instance, and queries it until the answer is correct: replies with a password are
 * stored as cases.
 */
async function sendTestCalls({ client }: Member, productId: string): Promise<boolean[]> {
  const passed: boolean[] = []
  for (const name of ['new_period', 'query', 'query', 'query', 'query']) {
    const params = { target: productId }
    const { scenes } = await client.request('GET /api/seller/test-calls/:target', { params })
    const presets = scenes.find(({ scene }) => scene === name)?.parameters ?? []
    const parameters = Object.fromEntries(presets.map((one) => [one.name, one.value]))
    const body = { scene: name, parameters }
    const { saved } = await client.request('POST /api/seller/test-calls/:target', { params, body })
    passed.push(saved.passed)
  }
  return passed
}

/** Has the saved cases called again: replies with a password are stored with the test. */
async function runDialTest({ client }: Member, productId: string): Promise<string> {
  const { dialTestId } = await client.request('POST /api/seller/products/:productId/repair', {
    params: { productId },
  })
  const test = () => client.request('GET /api/seller/dial-tests/:dialTestId', { params: { dialTestId } })
  await expect.poll(async () => (await test()).state, { timeout: 20_000 }).toMatch(/passed|failed/)
  return dialTestId
}

const attemptsOf = async (seller: Member): Promise<Call[]> => {
  const { items } = await seller.client.request('GET /api/seller/calls', { query: { limit: 100 } })
  return Promise.all(
    items.map(({ id }) => seller.client.request('GET /api/seller/calls/:callId', { params: { callId: id } })),
  )
}

const leaksIn = (texts: Iterable<readonly [string, string]>, secrets: readonly string[]): string[] =>
  [...texts].flatMap(([what, text]) =>
    secrets.flatMap((secret) => findForms(secret, text).map((form) => `${what} holds ${form}`)),
  )

describe.each(engines)('on %s', (engine) => {
  test('an initial password, an access key and a license stand in no log, page, answer or plain column, and the buyer sees the password', async () => {
    const { server, trade, folder, databaseUrl } = await prepare(engine)
    const secrets = [initialPassword, trade.accessKey, licenseText]
    const member = (account: Account): Promise<Member> => signIn(server.url, account)
    const [buyer, seller, operator] = await Promise.all([
      member(trade.buyer),
      member(trade.seller),
      member(trade.operator),
    ])

    const { ids: bought, outcomes, told, number } = await buyAndOpen(buyer, seller, trade)
    const others = {
      ...bought,
      ...(await proposeTopUp(operator)),
      ...(await applyForAll(buyer)),
      ...(await superviseAndAsk({ buyer, seller, operator })),
      ...(await createCompany(buyer)),
      ticketId: await createTickets({ buyer, seller, operator }, bought.orderId),
      purchaseRequestId: await createPurchaseRequest(buyer, {
        priceItemId: trade.priceItemId,
        quantity: 2,
        amount: '20.00',
      }),
      subscriptionId: await createLicense({ buyer, seller, operator }, licenseText),
    }
    const tested = await sendTestCalls(seller, others.productId)
    const ids: Ids = { ...others, dialTestId: await runDialTest(seller, others.productId) }
    const calls = await attemptsOf(seller)
    const reads = await readEverything({ buyer, seller, operator }, ids)
    if (chromium) await seeInBrowser(chromium, { server, trade, ids })
    await server.stop()
    const dump: Dump =
      databaseUrl === undefined
        ? await dumpEmbedded(join(folder, 'database'))
        : await dumpPostgres(databaseUrl)

    // The search proves something only if the secrets have been in use.
    expect(outcomes).toEqual(['unavailable', 'unavailable', 'answered'])
    expect(told).toContain(initialPassword)
    expect(tested).toEqual([true, false, false, false, true])
    expect(calls.length).toBeGreaterThan(4)
    const unread = reads.filter(({ status, what }) => status >= 400 && !isNowhere.test(what))
    expect(unread).toEqual([])
    const cases = reads.filter(({ what }) => what.includes('/cases/'))
    expect(cases.map(({ status }) => status)).toEqual([200, 200])
    expect(reads.filter(({ text }) => text.includes(number)).length).toBeGreaterThan(5)
    expect([...dump.values()].filter((text) => findForms(number, text).length > 0).length).toBeGreaterThan(2)
    expect(server.output()).toContain('"route":"/api/buyer/services/:serviceId/access"')

    expect(
      leaksIn(
        reads.map(({ what, text }) => [what, text] as const),
        secrets,
      ),
    ).toEqual([])
    expect(
      leaksIn(
        calls.map((call) => [`call ${call.activity}`, JSON.stringify(call)] as const),
        secrets,
      ),
    ).toEqual([])
    expect(leaksIn([['the log', server.output()]], secrets)).toEqual([])
    expect(leaksIn(dump, secrets)).toEqual([])
    if (databaseUrl === undefined) expect(leaksIn(readFolder(join(folder, 'database')), secrets)).toEqual([])
  })
})

type Seen = { server: ServerProcess; trade: Trade; ids: Ids }

/** The buyer's page shows the password only after the buyer asks for it. */
async function seeInBrowser(executablePath: string, { server, trade, ids }: Seen): Promise<void> {
  const browser = await openBrowser(executablePath)
  closing.push(() => browser.close())
  const { page } = await openReader(browser, { language: 'en-US', origin: server.url })
  await page.goto(`${server.url}/sign-in`)
  await page.getByLabel('Email', { exact: true }).fill(trade.buyer.email)
  await page.getByLabel('Password', { exact: true }).fill(trade.buyer.password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.goto(`${server.url}/buyer/services/${ids.serviceId}`)
  const show = page.getByRole('button', { name: 'Show initial password' })
  await show.waitFor()
  expect(leaksIn([['the page', await page.content()]], [initialPassword])).toEqual([])
  await show.click()
  expect(await page.locator('main').textContent()).toContain(initialPassword)
  await browser.close()
}
