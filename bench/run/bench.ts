/** Input of every benchmark. */
export type BenchContext = {
  /** Admin URL of a cluster that exists for this run only. */
  readonly cluster: string
  /** One short run that checks that it works; its figures mean nothing. */
  readonly quick: boolean
  /** Measurements of each side, alternating. */
  readonly runs: number
  /** Purchases per second, for benchmarks that buy at one rate. */
  readonly perSecond?: number
  /** A clone of another version to compare with, where a benchmark can. */
  readonly against?: { readonly name: string; readonly root: string }
  say(line: string): void
}
export type Bench = {
  readonly name: string
  readonly what: string
  run(context: BenchContext): Promise<void>
}

/** Measures the sides alternately, A B A B …, so that a temporary slowdown of the machine affects all sides alike. */
export async function runInTurn<Side extends string, Result>(
  { runs, say }: BenchContext,
  sides: readonly Side[],
  measure: (side: Side, run: number) => Promise<Result>,
): Promise<Record<Side, Result[]>> {
  const results = Object.fromEntries(sides.map((side) => [side, []])) as unknown as Record<Side, Result[]>
  for (let run = 1; run <= runs; run += 1) {
    for (const side of sides) {
      say(`run ${run} of ${runs}: ${side}`)
      results[side].push(await measure(side, run))
    }
  }
  return results
}
