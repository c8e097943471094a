import type { BenchContext } from '../run/bench.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeQuantile, spread } from '../run/statistics.ts'
import { computeReciprocalRank, countPassed } from './judge.ts'
import type { Verdict } from './judge.ts'
import { catalogues, kinds } from './schema.ts'
import type { Catalogue, Query } from './schema.ts'

/** The verdicts of each run. */
export type Judged = Readonly<Record<Catalogue, readonly (readonly Verdict[])[]>>

export function sayVerdicts(context: BenchContext, judged: Judged): void {
  const of = (catalogue: Catalogue): readonly Verdict[] => judged[catalogue][0] ?? []
  sayTable(
    context,
    ['found', ...catalogues],
    [
      ...kinds.map((kind) => lineOf(kind, of, (query) => query.kind === kind)),
      lineOf('**in Chinese**', of, ({ language, kind }) => language === 'zh' && kind !== 'absent'),
      lineOf('**in English**', of, ({ language, kind }) => language === 'en' && kind !== 'absent'),
      lineOf('**all but the absent**', of, ({ kind }) => kind !== 'absent'),
    ],
  )
  sayMeasures(
    context,
    catalogues.flatMap((catalogue) => measuresOf(catalogue, judged[catalogue])),
  )
  sayTable(
    context,
    ['catalogue', 'kind', 'failed', 'place', 'found instead'],
    catalogues.flatMap((catalogue) =>
      of(catalogue)
        .filter(({ passed }) => !passed)
        .map(({ query, place, found }) => [
          catalogue,
          query.kind,
          query.q,
          place === 0 ? '–' : String(place),
          found.join(' / ') || '–',
        ]),
    ),
  )
}

const lineOf = (
  title: string,
  of: (catalogue: Catalogue) => readonly Verdict[],
  isMeant: (query: Query) => boolean,
): string[] => [
  title,
  ...catalogues.map((catalogue) => {
    const { found, of: all } = countPassed(of(catalogue).filter(({ query }) => isMeant(query)))
    return `${found} of ${all}`
  }),
]

const measuresOf = (catalogue: Catalogue, runs: readonly (readonly Verdict[])[]) => [
  {
    what: `${catalogue}: mean reciprocal rank`,
    measured: computeReciprocalRank(runs[0] ?? []).toFixed(3),
  },
  ...([0.5, 0.95] as const).map((share) => ({
    what: `${catalogue}: p${share * 100}, ms`,
    measured: spread(
      runs.map((verdicts) =>
        computeQuantile(
          verdicts.map(({ ms }) => ms),
          share,
        ),
      ),
      1,
    ),
  })),
]
