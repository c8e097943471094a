import { copyServices } from '../market/copy-services.ts'
import { openOneService } from '../market/one-service.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { startChild } from '../run/processes.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeMedian, computeQuantile, spread } from '../run/statistics.ts'
import { sides, warmUp } from './work.ts'
import type { Kind, Order, Rounds, Side, Timed } from './work.ts'

const full = { few: 1000, many: 1_000_000 }
const small = { few: 1000, many: 20_000 }
const counted: Rounds = { look: 100, scan: 10 }
const quickly: Rounds = { look: 10, scan: 2 }

export const due: Bench = {
  name: 'due',
  what: `what is due among ${full.many.toLocaleString('en')} subscriptions`,
  async run(context) {
    const counts = context.quick ? small : full
    const rounds = context.quick ? quickly : counted
    const now = new Date()
    const databases: Partial<Record<Side, OwnDatabase>> = {}
    try {
      for (const side of sides) {
        databases[side] = await createDatabase(context.cluster)
        context.say(`making ${counts[side].toLocaleString('en')} subscriptions`)
        await seed(databases[side], { count: counts[side], due: warmUp.look + rounds.look, now })
      }
      const [few, many] = sides.map((side) => databases[side]?.url ?? '')
      const order: Order = { databases: { few: few ?? '', many: many ?? '' }, rounds, now }
      const results: Timed[] = []
      for (let run = 1; run <= context.runs; run += 1) {
        context.say(`run ${run} of ${context.runs}: ${rounds.look} rounds of each kind on each side, in turn`)
        results.push(await measureOnce(order))
      }
      tell(context, counts, results)
    } finally {
      for (const database of Object.values(databases)) await database.drop()
    }
  },
}

async function seed(database: OwnDatabase, copies: Parameters<typeof copyServices>[0]): Promise<void> {
  const db = await openPostgres(database.url)
  const open = openMarket(db)
  await openOneService(open)
  await db.close()
  await database.query(copyServices(copies))
  await database.rest()
}

async function measureOnce(order: Order): Promise<Timed> {
  const child = startChild('due/main.ts')
  try {
    return await child.ask<Timed>('measure', order)
  } finally {
    await child.end()
  }
}

function tell(
  context: BenchContext,
  counts: Readonly<Record<Side, number>>,
  results: readonly Timed[],
): void {
  const of = (side: Side, kind: Kind, share: number): string =>
    spread(
      results.map((timed) => computeQuantile(timed[side][kind], share)),
      2,
    )
  const pages = (side: Side, which: 'pages' | 'scanPages'): string =>
    spread(
      results.map((timed) => timed[side][which]),
      0,
    )
  sayTable(
    context,
    [
      'subscriptions',
      'nothing due: p50, ms',
      'p99',
      'one due: p50, ms',
      'p99',
      'pages a look reads',
      'a scan of all: p50, ms',
      'its pages',
    ],
    sides.map((side) => [
      counts[side].toLocaleString('en'),
      of(side, 'nothing', 0.5),
      of(side, 'nothing', 0.99),
      of(side, 'reminder', 0.5),
      of(side, 'reminder', 0.99),
      pages(side, 'pages'),
      of(side, 'scan', 0.5),
      pages(side, 'scanPages'),
    ]),
  )
  const ratio = (kind: Kind, to: (timed: Timed) => number, digits = 2): string =>
    spread(
      results.map((timed) => computeMedian(timed.many[kind]) / to(timed)),
      digits,
    )
  const many = counts.many.toLocaleString('en')
  sayMeasures(context, [
    {
      what: `p50 of a round with nothing due, ${many} subscriptions, ms`,
      measured: of('many', 'nothing', 0.5),
      goal: '< 5',
    },
    {
      what: `p50 of a round with one due, ${many} subscriptions, ms`,
      measured: of('many', 'reminder', 0.5),
      goal: '< 5',
    },
    {
      what: `p50 with nothing due: ${many} / ${counts.few.toLocaleString('en')}`,
      measured: ratio('nothing', (timed) => computeMedian(timed.few.nothing)),
    },
    {
      what: `p50 with one due: ${many} / ${counts.few.toLocaleString('en')}`,
      measured: ratio('reminder', (timed) => computeMedian(timed.few.reminder)),
    },
    {
      what: 'p50 with nothing due / a scan of all',
      measured: ratio('nothing', (timed) => computeMedian(timed.many.scan), 3),
    },
  ])
}
