import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createChance, drawBetween } from '../../harness/chance.ts'
import { signIn } from '../../harness/client.ts'
import type { Member } from '../../harness/client.ts'
import { readClockBeginning } from '../../harness/clock.ts'
import { createTemporaryFolder } from '../../harness/folders.ts'
import { findQuietPorts } from '../../harness/ports.ts'
import { spawnServer, waitUntilReady } from '../../harness/server.ts'
import type { ServerProcess } from '../../harness/server.ts'
import { startFaultySeller } from '../../sellers/faulty-seller.ts'
import { createUniformScript } from '../../sellers/script.ts'
import { waitForApp, makeJoint, readApp } from '../../web/apps.ts'
import { askUntilDecided } from '../chaos/asking.ts'
import { startPurchases } from '../purchases.ts'
import { getFirstBuyer, readSeeded } from '../seeded.ts'
import type { SeededSeller } from '../seeded.ts'
import { createCompany } from './company.ts'
import type { Wish } from './company.ts'
import { startFailingServer } from './failing-server.ts'
import { judgeKit } from './judge-kit.ts'

const seed = process.env.LOGGIA_CRASH_SEED ?? randomBytes(4).toString('hex')
const size = { departments: 40, people: 10_000 }
const lives = 4
const actsOfLife = 6
/** The shares of answers that fail, life after life; while all do, somebody has to decide. */
const failing = [0.3, 1, 0.6] as const
const companyName = '试验企业'

const running: { kill(): unknown }[] = []
afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.kill()
})

/** Repeats a request until it is answered. Throws if it is refused. */
async function insist<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const answered = await askUntilDecided(ask)
  if ('refused' in answered) throw new Error(`Refused: ${answered.refused}`)
  return answered.reply
}

/** The buyer's company: created, filled from files, and connected to a service of the seller. */
async function openCompany(buyer: Member, seller: SeededSeller) {
  const { client } = buyer
  const bought = startPurchases({
    count: 1,
    buyerOf: () => buyer,
    wishOf: () => ({ priceItemId: seller.goods.basicMonth, quantity: 1 }),
  })
  bought.allow(1)
  await bought.done
  const { id: enterpriseId } = await client.request(
    'POST /api/buyer/enterprises',
    { body: { name: companyName, tenantCode: 'crash' } },
    { idempotencyKey: 'company' },
  )
  const params = { enterpriseId }
  const listDepartments = async () => {
    const request = { params, query: { q: 'd', limit: 100 } }
    return (await client.request('GET /api/buyer/enterprises/:enterpriseId/departments', request)).items
  }
  const [first] = (
    await client.request('GET /api/buyer/enterprises/:enterpriseId/departments', { params, query: {} })
  ).items
  if (!first) throw new Error('The company has no department')
  const company = createCompany(first, size)
  for (const [what, text] of [
    ['departments', company.departmentsCsv],
    ['people', company.peopleCsv],
  ] as const) {
    const file = {
      name: `${what}.csv`,
      mediaType: 'text/csv',
      content: Buffer.from(text).toString('base64'),
    }
    const body = { what, file, complete: true }
    const report = await client.request(
      'POST /api/buyer/enterprises/:enterpriseId/imports',
      { params, body },
      { idempotencyKey: what },
    )
    expect(report.applied).toBe(true)
  }
  const departments = new Map([first, ...(await listDepartments())].map(({ code, id }) => [code, id]))
  return { enterpriseId, company, departments, people: await listPeople(buyer, enterpriseId) }
}

/** The ids of all people by their user names. */
async function listPeople({ client }: Member, enterpriseId: string): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  let after: string | undefined
  do {
    const query = { limit: 100, ...(after !== undefined && { after }) }
    const page = await client.request('GET /api/buyer/enterprises/:enterpriseId/people', {
      params: { enterpriseId },
      query,
    })
    for (const { userName, id } of page.items) ids.set(userName, id)
    after = page.next
  } while (after !== undefined)
  return ids
}

type Opened = Awaited<ReturnType<typeof openCompany>>

/** Does to the company, over the API, what somebody wishes. */
function createActs(
  { client }: Member,
  { enterpriseId, departments, people }: Opened,
  connectedAppId: string,
) {
  let acts = 0
  const idOf = (ids: ReadonlyMap<string, string>, name: string): string => {
    const id = ids.get(name)
    if (id === undefined) throw new Error(`There is no ${name}`)
    return id
  }
  return (wish: Wish): Promise<unknown> => {
    const options = { idempotencyKey: `${seed}-${(acts += 1)}` }
    if ('people' in wish)
      return insist((signal) =>
        client.request(
          'POST /api/buyer/enterprises/:enterpriseId/people-acts',
          {
            params: { enterpriseId },
            body: { act: wish.act, of: { ids: wish.people.map((name) => idOf(people, name)) } },
          },
          { ...options, signal },
        ),
      )
    const departmentId = idOf(departments, wish.department)
    const ofApp = { connectedAppId }
    const ofDepartment = { enterpriseId, departmentId }
    switch (wish.act) {
      case 'assign': {
        const body = { people: { departmentId }, role: wish.role }
        return insist((signal) =>
          client.request(
            'POST /api/buyer/connected-apps/:connectedAppId/assignments',
            { params: ofApp, body },
            { ...options, signal },
          ),
        )
      }
      case 'withdraw':
        return insist((signal) =>
          client.request(
            'POST /api/buyer/connected-apps/:connectedAppId/withdrawals',
            { params: ofApp, body: { people: { departmentId } } },
            { ...options, signal },
          ),
        )
      case 'move': {
        const body = { parentId: idOf(departments, wish.to) }
        return insist((signal) =>
          client.request(
            'POST /api/buyer/enterprises/:enterpriseId/departments/:departmentId/move',
            { params: ofDepartment, body },
            { signal },
          ),
        )
      }
      case 'rename':
        return insist((signal) =>
          client.request(
            'PUT /api/buyer/enterprises/:enterpriseId/departments/:departmentId',
            { params: ofDepartment, body: { name: wish.name } },
            { signal },
          ),
        )
    }
  }
}

/** Decides about the batch that asks, if one does. People may be left out; departments only for a time. */
async function decide(buyer: Member, connectedAppId: string, mayLeaveOut: boolean): Promise<boolean> {
  const { asks } = await insist(() => readApp(buyer, connectedAppId))
  if (!asks) return false
  const decision = asks.subject === 'people' && mayLeaveOut ? 'continue' : 'repeat'
  // Refused if the answer to the same decision was lost.
  await askUntilDecided((signal) =>
    buyer.client.request(
      'POST /api/buyer/sync-batches/:syncBatchId/decision',
      { params: { syncBatchId: asks.id }, body: { decision } },
      { signal },
    ),
  )
  return true
}

/** Whatever was left out or asks is repeated until the seller has confirmed everything. */
async function bringToRest(buyer: Member, connectedAppId: string): Promise<void> {
  const deadline = performance.now() + 240_000
  for (;;) {
    const asked = await decide(buyer, connectedAppId, false)
    const { departments, people } = await readApp(buyer, connectedAppId)
    const leftOut = departments.leftOut + people.leftOut
    if (!asked && leftOut + departments.waiting + people.waiting === 0) return
    if (performance.now() > deadline)
      throw new Error(`Still waiting: ${JSON.stringify({ departments, people })}`)
    if (leftOut > 0)
      await buyer.client.request('POST /api/buyer/connected-apps/:connectedAppId/repetition', {
        params: { connectedAppId },
        body: {},
      })
    await pause(200)
  }
}

test(`R271, R272, R273, R274: ${lives} times kill -9 while ${size.people} people are assigned and their seller fails: in the end it knows what the directory says (seed ${seed})`, async () => {
  const folder = createTemporaryFolder('crash-kit')
  running.push({ kill: () => rmSync(folder, { recursive: true, force: true }) })
  const [port = 0, sellerPort = 0] = await findQuietPorts(2)
  const env = {
    LOGGIA_DATA: folder,
    LOGGIA_SECRET: 'a secret of the crash test, long enough',
    CRASH_SELLER: `http://127.0.0.1:${sellerPort}/saas`,
    CRASH_WINDOW_MS: '2500',
    CRASH_CLOCK: readClockBeginning(),
  }
  const start = (): Promise<ServerProcess> => {
    const node = spawnServer({ script: 'e2e/crash/main.ts', port, env })
    running.push(node)
    return waitUntilReady(node)
  }
  let node = await start()
  const seeded = readSeeded(folder)
  const [seller] = seeded.sellers
  if (!seller) throw new Error('Nobody sells anything')
  const saas = await startFaultySeller({
    accessKey: seller.accessKey,
    seller: seller.sellerId,
    port: sellerPort,
    journalPath: join(folder, 'journal.jsonl'),
    script: createUniformScript({}),
    passesTests: true,
  })
  running.push({ kill: () => saas.close() })
  const kit = await startFailingServer(seed)
  running.push({ kill: () => kit.close() })
  const buyer = await signIn(node.url, getFirstBuyer(seeded))
  const operator = await signIn(node.url, seeded.operator)
  await makeJoint({ seller: await signIn(node.url, seller.seller), operator }, seller.productId, kit)
  const opened = await openCompany(buyer, seller)
  const connectedAppId = await connect(buyer, opened.enterpriseId)

  const { company } = opened
  const perform = createActs(buyer, opened, connectedAppId)
  const chance = createChance(`${seed}:acts`)
  const doNext = async (wish: Wish): Promise<void> => {
    await perform(wish)
    company.note(wish)
  }
  // Everybody at once, to begin with.
  await doNext({ act: 'assign', department: 'd0', role: 'user' })
  for (let life = 1; life <= lives; life += 1) {
    kit.failOften(failing[life % failing.length] ?? 1)
    const dying = pause(drawBetween(chance, 0, 3_000)).then(() => node.kill())
    const reborn = dying.then(start)
    for (let act = 0; act < actsOfLife; act += 1) {
      await doNext(company.draw(chance))
      await decide(buyer, connectedAppId, chance() < 0.5)
    }
    node = await reborn
    // Some calls fail for good, or are answered, before the next acts.
    await pause(drawBetween(chance, 2_000, 4_000))
    await decide(buyer, connectedAppId, chance() < 0.5)
    console.log(`life ${life}: ${kit.journal.length} requests carried out`)
  }
  kit.failOften(0)
  await bringToRest(buyer, connectedAppId)

  const known = company.known()
  expect(judgeKit(kit.journal, known)).toEqual([])
  expect(Object.keys(known.people).length).toBeGreaterThan(0)
  const { people, departments } = await readApp(buyer, connectedAppId)
  expect([people.confirmed, departments.confirmed]).toEqual([
    Object.keys(known.people).length,
    Object.keys(known.departments).length,
  ])
})

async function connect(buyer: Member, enterpriseId: string): Promise<string> {
  const { client } = buyer
  const [service] = (await client.request('GET /api/buyer/connectable-services', { query: {} })).items
  if (!service) throw new Error('There is nothing to connect')
  const { id } = await client.request(
    'POST /api/buyer/connected-apps',
    { body: { serviceId: service.service.id, enterpriseId, sharedData: ['email'] } },
    { idempotencyKey: 'app' },
  )
  await waitForApp(buyer, id, ({ state }) => state === 'connected')
  return id
}
