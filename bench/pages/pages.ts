import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { listBackends } from '../run/cluster.ts'
import { startChild } from '../run/processes.ts'
import type { Child } from '../run/processes.ts'
import { readProcessorMs, readFamilyProcessorMs } from '../run/processor.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { spread } from '../run/statistics.ts'
import { askAtRate, askHard, askOnce, createAgent } from './ask.ts'
import type { Answer, Asked } from './ask.ts'
import { openSite } from './site.ts'
import type { Page, Site } from './site.ts'

const connections = 16
const baseline = 'bare Fastify'
const ours = 'loggia'
type Side = typeof baseline | typeof ours

type Load = { readonly perSecond: number; readonly seconds: number }
const full: Load = { perSecond: 50, seconds: 30 }
const quick: Load = { perSecond: 10, seconds: 2 }

type Result = {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly bytes: number
  readonly nodeMs: number
  readonly postgresMs: number
}

export const pages: Bench = {
  name: 'pages',
  what: 'pages and the list of a buyer’s orders, beside the same bytes from memory',
  async run(context) {
    const load = context.quick ? quick : full
    const site = await openSite(context.cluster)
    const bare = startChild('pages/main.ts')
    try {
      const bareUrl = await bare.ask<string>('open')
      const found: [Page, Record<Side, Result[]>][] = []
      for (const page of site.pages) {
        context.say(`${page.name}: ${page.path}`)
        const answer = await readOnce({ ...page, url: site.url })
        await bare.ask('give', answer)
        const urls = { [ours]: site.url, [baseline]: bareUrl }
        const measure = (side: Side): Promise<Result> =>
          measureOne({ ...page, url: urls[side] }, { site, pid: side === ours ? site.pid : bare.pid }, load)
        found.push([page, await runInTurn(context, [ours, baseline], measure)])
      }
      tell(context, found)
    } finally {
      await end(bare, site)
    }
  },
}

async function end(bare: Child, site: Site): Promise<void> {
  await bare.end()
  await site.end()
}

async function readOnce(asked: Asked): Promise<Answer> {
  const agent = createAgent(1)
  const answer = await askOnce(agent, asked, 0)
  await agent.close()
  return answer
}

/** Warms up, then measures full load, then the fixed rate, during which processor time is counted. */
async function measureOne(
  asked: Asked,
  { site, pid }: { readonly site: Site; readonly pid: number },
  { perSecond, seconds }: Load,
): Promise<Result> {
  await askHard(asked, connections, seconds / 6)
  const most = await askHard(asked, connections, seconds / 3)
  const ofPostgres = async (): Promise<number> => readFamilyProcessorMs(await listBackends(site.database))
  const from = { node: readProcessorMs(pid), postgres: await ofPostgres() }
  const { p50Ms, p99Ms, count } = await askAtRate(asked, perSecond, seconds)
  const nodeMs = (readProcessorMs(pid) - from.node) / count
  const postgresMs = ((await ofPostgres()) - from.postgres) / count
  const { body } = await readOnce(asked)
  return { perSecond: most, p50Ms, p99Ms, bytes: body.length, nodeMs, postgresMs }
}

const columns: readonly (readonly [keyof Result, string, number])[] = [
  ['perSecond', 'requests/s', 0],
  ['p50Ms', 'p50, ms', 2],
  ['p99Ms', 'p99', 2],
  ['bytes', 'bytes sent', 0],
  ['nodeMs', 'Node, ms a request', 2],
  ['postgresMs', 'PostgreSQL, ms a request', 2],
]

function tell(context: BenchContext, found: readonly [Page, Record<Side, Result[]>][]): void {
  const read = (results: readonly Result[], name: keyof Result): number[] => results.map((one) => one[name])
  sayTable(
    context,
    ['page', 'server', ...columns.map(([, title]) => title)],
    found.flatMap(([{ name: page }, results]) =>
      ([ours, baseline] as const).map((side) => [
        page,
        side,
        ...columns.map(([name, , digits]) => spread(read(results[side], name), digits)),
      ]),
    ),
  )
  sayMeasures(
    context,
    found.flatMap(([{ name: page }, results]) =>
      (['perSecond', 'p50Ms', 'nodeMs'] as const).map((name) => ({
        what: `${page}, ${columns.find(([one]) => one === name)?.[1] ?? name}: ${ours} / ${baseline}`,
        measured: spread(
          results[ours].map((one, run) => one[name] / (results[baseline][run]?.[name] ?? Number.NaN)),
          2,
        ),
      })),
    ),
  )
}
