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
import { createDatabase } from '../../harness/postgres.ts'
import { startFaultySeller } from '../../sellers/faulty-seller.ts'
import { createUniformScript } from '../../sellers/script.ts'
import { makeJoint } from '../../web/apps.ts'
import { askUntilDecided } from '../chaos/asking.ts'
import { createNodes } from '../chaos/nodes.ts'
import type { Nodes } from '../chaos/nodes.ts'
import { startFailingServer } from '../kit/failing-server.ts'
import { getFirstBuyer, readSeeded } from '../seeded.ts'
import { openCompanies } from './companies.ts'
import type { OpenCompany } from './companies.ts'
import { signOnAlways } from './person.ts'
import type { Got, Held, Person } from './person.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const seed = process.env.LOGGIA_CRASH_SEED ?? randomBytes(4).toString('hex')

const running: { kill(): unknown }[] = []
afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.kill()
})

/** Two nodes of one marketplace, with three companies: of three people, of one, and of one. */
async function openMarket() {
  const folder = createTemporaryFolder('crash-sign-on')
  running.push({ kill: () => rmSync(folder, { recursive: true, force: true }) })
  const database = await createDatabase(postgresUrl ?? '')
  running.push({ kill: () => database.drop() })
  const [first = 0, second = 0, sellerPort = 0] = await findQuietPorts(3)
  const addresses = [first, second].map((port) => `http://127.0.0.1:${port}`)
  const nodes = createNodes([first, second], {
    DATABASE_URL: database.url,
    LOGGIA_DATA: folder,
    LOGGIA_SECRET: 'a secret of the crash test, long enough',
    CRASH_SELLER: `http://127.0.0.1:${sellerPort}/saas`,
    CRASH_BASE_URL: addresses[0] ?? '',
    CRASH_CLOCK: readClockBeginning(),
  })
  running.push({ kill: () => nodes.killAll() })
  // The first one creates what both need.
  for (const nth of [0, 1]) {
    nodes.startAfter(nth, 0)
    await nodes.allReady()
  }
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

  const enter = async (account: { email: string; password: string }) => ({
    ...(await signIn(() => nodes.address(), account)),
    email: account.email,
  })
  const buyer = await enter(getFirstBuyer(seeded))
  const people = { seller: await enter(seller.seller), operator: await enter(seeded.operator) }
  const { privateKey } = await makeJoint(people, seller.productId, kit)
  const [one, two, three] = await Promise.all(seeded.buyers.slice(1).map(enter))
  if (!one || !two || !three) throw new Error('Too few accounts')
  const parts = { buyer, kit, privateKey, next: () => nodes.address() }
  const companies = await openCompanies(parts, seller.goods.basicMonth, [
    { code: 'stays', accounts: [one, two, three] },
    { code: 'unbound', accounts: [one] },
    { code: 'dissolved', accounts: [two] },
  ])
  // What ends does not wait for the seller, who learns nothing of it.
  kit.failOften(1)
  return { nodes, addresses, buyer, companies }
}

const options = (what: string) => ({ idempotencyKey: `${seed} ${what}` })

type End = {
  readonly what: string
  readonly whose: Person | undefined
  readonly end: (signal: AbortSignal) => Promise<unknown>
}

/** What ends sign-ons, and whose. */
function listEnds({ client }: Member, [stays, unbound, dissolved]: readonly OpenCompany[]): End[] {
  if (!stays || !unbound || !dissolved) throw new Error('A company is missing')
  const [one, two] = stays.people
  return [
    {
      what: 'somebody is disabled',
      whose: one?.person,
      end: (signal) =>
        client.request(
          'POST /api/buyer/enterprises/:enterpriseId/people-acts',
          {
            params: { enterpriseId: stays.enterpriseId },
            body: { act: 'disable', of: { ids: [one?.id ?? ''] } },
          },
          { ...options('disable'), signal },
        ),
    },
    {
      what: 'an assignment is withdrawn',
      whose: two?.person,
      end: (signal) =>
        client.request(
          'POST /api/buyer/connected-apps/:connectedAppId/withdrawals',
          {
            params: { connectedAppId: stays.connectedAppId },
            body: { people: { ids: [two?.id ?? ''] } },
          },
          { ...options('withdraw'), signal },
        ),
    },
    {
      what: 'the service of an app is given back',
      whose: unbound.people[0]?.person,
      end: (signal) =>
        client.request(
          'POST /api/buyer/services/:serviceId/refund',
          {
            params: { serviceId: unbound.serviceId },
            body: { kind: 'five_day', expectedAmount: { amount: '10.00', currency: 'CNY' } },
          },
          { ...options('refund'), signal },
        ),
    },
    {
      what: 'a company is dissolved',
      whose: dissolved.people[0]?.person,
      end: (signal) =>
        client.request(
          'POST /api/buyer/enterprises/:enterpriseId/dissolution',
          { params: { enterpriseId: dissolved.enterpriseId } },
          { signal },
        ),
    },
  ]
}

/** Signs on until it works: nobody is killed now. */
async function getHeld(person: Person): Promise<Held> {
  const code = await person.signOn()
  const held = code === undefined ? undefined : await person.exchange(code)
  if (!held) throw new Error('Nobody could sign on')
  return held
}

/** What still works of what somebody had; nothing should. */
async function listAlive(person: Person, { held, codes }: Got, nodes: readonly string[]): Promise<string[]> {
  const alive: string[] = []
  for (const node of nodes)
    for (const one of held) if (await person.isKnown(one, node)) alive.push(`userinfo at ${node}`)
  for (const [nth, one] of held.entries())
    if (await person.refresh(one, nodes[nth % nodes.length])) alive.push('refresh token')
  for (const [nth, code] of codes.entries())
    if (await person.exchange(code, nodes[nth % nodes.length])) alive.push('code')
  if ((await person.signOn()) !== undefined) alive.push('session')
  return alive
}

/** Kills a node while this happens, and waits until both nodes are ready again. */
async function endAmidKill(
  nodes: Nodes,
  nth: number,
  moments: readonly number[],
  end: () => Promise<unknown>,
) {
  const [endMs = 0, killMs = 0] = moments
  const killed = pause(killMs).then(() => nodes.kill(nth, 0))
  await pause(endMs)
  const answer = await end()
  await killed
  await nodes.allReady()
  return answer
}

test.skipIf(postgresUrl === undefined)(
  `R275: kill -9 of one of two nodes while people sign on and somebody’s right to it ends: nothing of theirs works anywhere, and all of others’ does (seed ${seed})`,
  async () => {
    const { nodes, addresses, buyer, companies } = await openMarket()
    const chance = createChance(`${seed}:moments`)
    const remaining = new Set(companies.flatMap(({ people }) => people.map(({ person }) => person)))

    for (const [life, { what, whose, end }] of listEnds(buyer, companies).entries()) {
      if (!whose) throw new Error('Nobody is there')
      const before = new Map<Person, Held>()
      for (const person of remaining) before.set(person, await getHeld(person))
      const signingOn = [...remaining].map((person) => ({ person, always: signOnAlways(person) }))
      const moments = [drawBetween(chance, 100, 700), drawBetween(chance, 100, 900)]
      expect(await endAmidKill(nodes, life, moments, () => askUntilDecided(end))).toHaveProperty('reply')
      const got = new Map<Person, Got>()
      for (const { person, always } of signingOn) got.set(person, await always.stop())
      remaining.delete(whose)

      const theirs = got.get(whose) ?? { held: [], codes: [] }
      const formerly = before.get(whose)
      const all = { ...theirs, held: [...theirs.held, ...(formerly ? [formerly] : [])] }
      expect([what, await listAlive(whose, all, addresses)]).toEqual([what, []])
      for (const person of remaining) {
        const held = before.get(person) ?? (await getHeld(person))
        for (const node of addresses) expect(await person.isKnown(held, node)).toBe(true)
        expect(await person.refresh(held)).toBeDefined()
        expect(await person.signOn()).toBeDefined()
      }
      console.log(
        `${what}: ${all.held.length} pairs of tokens and ${all.codes.length} codes of theirs count no more`,
      )
    }
    expect(remaining.size).toBe(1)
    expect(nodes.fallen).toEqual([])
  },
)
