import { askOnce, createAgent } from '../pages/ask.ts'
import { openShop } from '../purchase/shop.ts'
import { benchSecret } from '../market/open-market.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeQuantile, spread } from '../run/statistics.ts'
import { startServer } from '../start/servers.ts'
import { seed } from './seed.ts'
import { full, listAsked, small } from './work.ts'
import type { Size } from './work.ts'

const warmUp = 3
const settings = {
  LOGGIA_SECRET: benchSecret,
  LOGGIA_TRUSTED_PROXIES: '127.0.0.1',
  LOGGIA_REQUESTS_PER_MINUTE: '1000000',
  LOG_LEVEL: 'warn',
}

export const directory: Bench = {
  name: 'directory',
  what: `a company of ${full.departments.toLocaleString('en')} departments and ${full.people.toLocaleString('en')} people, over HTTP`,
  async run(context) {
    const size = context.quick ? small : full
    context.say(`making ${size.people.toLocaleString('en')} people`)
    const seeded = await seed(context.cluster, size)
    const server = await startServer('apps/server/src/main.ts', {
      DATABASE_URL: seeded.database.url,
      ...settings,
    })
    try {
      const shop = await openShop(server.url, { emails: [seeded.email], priceItems: [], accessKeys: [] })
      const at = { url: server.url, root: `/api/buyer/enterprises/${seeded.enterpriseId}/` }
      const runs: number[][][] = []
      for (let run = 1; run <= context.runs; run += 1) {
        context.say(`run ${run} of ${context.runs}`)
        runs.push(await measure(size, { ...at, headers: () => shop.headers(0) }))
      }
      await shop.close()
      tell(context, size, runs)
    } finally {
      await server.stop()
      await seeded.database.drop()
    }
  },
}

type At = {
  readonly url: string
  readonly root: string
  headers(nth: number): Readonly<Record<string, string>>
}

/** The milliseconds of each request, one after the other. */
async function measure(size: Size, { url, root, headers }: At): Promise<number[][]> {
  const agent = createAgent(1)
  const timed: number[][] = []
  for (const { path } of listAsked(size)) {
    const waits: number[] = []
    for (let nth = 0; nth < warmUp + size.rounds; nth += 1) {
      const from = performance.now()
      await askOnce(agent, { url, path: root + path(nth), headers }, nth)
      if (nth >= warmUp) waits.push(performance.now() - from)
    }
    timed.push(waits)
  }
  await agent.close()
  return timed
}

function tell(context: BenchContext, size: Size, runs: readonly (readonly number[][])[]): void {
  const of = (side: number, share: number): string =>
    spread(
      runs.map((timed) => computeQuantile(timed[side] ?? [], share)),
      1,
    )
  const asked = listAsked(size)
  sayTable(
    context,
    ['asked', 'p50, ms', 'p95, ms'],
    asked.map(({ name }, side) => [name, of(side, 0.5), of(side, 0.95)]),
  )
  const slowest = runs.map((timed) => Math.max(...timed.map((waits) => computeQuantile(waits, 0.95))))
  sayMeasures(context, [{ what: 'p95 of the slowest, ms', measured: spread(slowest, 1), goal: '< 200' }])
}
