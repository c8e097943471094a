import { seed } from '../assignments/seed.ts'
import { buyerPassword } from '../market/buyers.ts'
import { benchSecret, openMarket, openPostgres } from '../market/open-market.ts'
import { askHard, createAgent } from '../pages/ask.ts'
import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { listBackends } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { startChild } from '../run/processes.ts'
import { readFamilyProcessorMs, readProcessorMs } from '../run/processor.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { spread } from '../run/statistics.ts'
import { startServer } from '../start/servers.ts'
import { signOn, signOnFirst } from './flow.ts'
import type { App, SignedIn } from './flow.ts'

const baseline = 'oidc-provider in memory'
const ours = 'loggia on PostgreSQL'
type Side = typeof baseline | typeof ours
const connections = 16

export const signOns: Bench = {
  name: 'sign-on',
  what: 'somebody who is signed in signs on to an app: code, tokens and user, beside the library alone',
  async run(context) {
    const seconds = context.quick ? 2 : 20
    const market = await openCompany(context.cluster)
    const bare = startChild('sign-on/main.ts')
    try {
      const people: Record<Side, SignedIn> = {
        [ours]: market.person,
        [baseline]: await signOnFirst(await bare.ask<App>('open')),
      }
      const pids = { [ours]: market.pid, [baseline]: bare.pid }
      const flows = await runInTurn(context, [ours, baseline], (side) =>
        measure({ person: people[side], pid: pids[side], database: market.database }, seconds),
      )
      const asks = await runInTurn(context, ['userinfo', '/healthz'] as const, async (side) => {
        const agent = createAgent(1)
        const token = await signOn(agent, market.person)
        await agent.close()
        const path = side === 'userinfo' ? `${new URL(market.person.issuer).pathname}/userinfo` : side
        const headers = (): Record<string, string> => ({ authorization: `Bearer ${token}` })
        return askHard({ url: market.url, path, headers }, connections, seconds / 2)
      })
      tell(context, flows, asks)
    } finally {
      await bare.end()
      await market.end()
    }
  },
}

type Result = { readonly perSecond: number; readonly nodeMs: number; readonly postgresMs: number }
type Measured = { readonly person: SignedIn; readonly pid: number; readonly database: OwnDatabase }

/** Warms up, then signs on over connections that each wait for their answers. */
async function measure({ person, pid, database }: Measured, seconds: number): Promise<Result> {
  await signOnHard(person, seconds / 5)
  const read = async (): Promise<{ node: number; postgres: number }> => ({
    node: readProcessorMs(pid),
    postgres: readFamilyProcessorMs(await listBackends(database)),
  })
  const from = await read()
  const { count, perSecond } = await signOnHard(person, seconds)
  const until = await read()
  return {
    perSecond,
    nodeMs: (until.node - from.node) / count,
    postgresMs: (until.postgres - from.postgres) / count,
  }
}

async function signOnHard(person: SignedIn, seconds: number): Promise<{ count: number; perSecond: number }> {
  const agent = createAgent(connections)
  const from = performance.now()
  let count = 0
  const line = async (): Promise<void> => {
    for (; performance.now() - from < seconds * 1000; count += 1) await signOn(agent, person)
  }
  await Promise.all(Array.from({ length: connections }, line))
  const perSecond = (count * 1000) / (performance.now() - from)
  await agent.close()
  return { count, perSecond }
}

type Company = {
  readonly url: string
  readonly pid: number
  readonly database: OwnDatabase
  readonly person: SignedIn
  readonly end: () => Promise<void>
}

/** A server with PostgreSQL, and a company with a person who may use an app. */
async function openCompany(cluster: string): Promise<Company> {
  const { database, buyer, connectedAppId } = await seed(cluster, 'http://127.0.0.1:9/kit', {
    people: 1,
    departments: 1,
  })
  const app = await assign(database, buyer, connectedAppId)
  const server = await startServer('apps/server/src/main.ts', {
    DATABASE_URL: database.url,
    LOGGIA_SECRET: benchSecret,
    LOGGIA_REQUESTS_PER_MINUTE: '1000000',
    LOGGIA_PAGES_PER_MINUTE: '1000000',
    LOG_LEVEL: 'warn',
  })
  const reply = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'buyer-0@bench.example', password: buyerPassword }),
  })
  const cookie = reply.headers.getSetCookie().find((line) => line.startsWith('loggia_session='))
  const issuer = `${server.url}/tenants/bench/api/v1/oauth2`
  return {
    url: server.url,
    pid: server.pid,
    database,
    person: await signOnFirst({ issuer, ...app }, cookie?.split(';')[0]),
    async end() {
      await server.stop()
      await database.drop()
    },
  }
}

async function assign(
  database: OwnDatabase,
  buyer: Awaited<ReturnType<typeof seed>>['buyer'],
  connectedAppId: `cap_${string}`,
): Promise<Pick<App, 'clientId' | 'clientSecret'>> {
  const db = await openPostgres(database.url)
  const { market } = openMarket(db)
  const actor = { kind: 'member', operator: false, ...buyer } as const
  await market.apps.reconcile(actor, connectedAppId)
  await market.apps.assign({ actor }, connectedAppId, { people: { all: true }, role: 'user' })
  await database.query('update person set member_id = $1', [buyer.memberId])
  const clientSecret = await market.apps.openClientSecret(connectedAppId)
  await db.close()
  await database.rest()
  return { clientId: 'bench', clientSecret }
}

type Asks = Record<'userinfo' | '/healthz', readonly number[]>
function tell(context: BenchContext, flows: Record<Side, readonly Result[]>, asks: Asks): void {
  const of = (side: Side, key: keyof Result, digits: number): string =>
    spread(
      flows[side].map((one) => one[key]),
      digits,
    )
  sayTable(
    context,
    ['', 'a second', 'Node, ms each', 'PostgreSQL, ms each'],
    [
      ...([ours, baseline] as const).map((side) => [
        `sign-ons: ${side}`,
        of(side, 'perSecond', 0),
        of(side, 'nodeMs', 2),
        side === ours ? of(side, 'postgresMs', 2) : '',
      ]),
      ['userinfo', spread([...asks.userinfo], 0), '', ''],
      ['/healthz', spread([...asks['/healthz']], 0), '', ''],
    ],
  )
  const ratio = (numbers: readonly number[], to: readonly number[]): string =>
    spread(
      numbers.map((one, run) => one / (to[run] ?? Number.NaN)),
      2,
    )
  const compare = (key: keyof Result): string =>
    ratio(
      flows[ours].map((one) => one[key]),
      flows[baseline].map((one) => one[key]),
    )
  sayMeasures(context, [
    { what: `sign-ons: ${ours} / ${baseline}`, measured: compare('perSecond'), goal: '≥ 0.7' },
    { what: 'Node of a sign-on: the same', measured: compare('nodeMs') },
    {
      what: 'userinfo / /healthz of the same server',
      measured: ratio(asks.userinfo, asks['/healthz']),
      goal: '≥ 0.3',
    },
  ])
}
