/** What every bench is given. */
export type BenchContext = {
  /** Administrator's address of a cluster that is there for this run only. */
  readonly cluster: string
  /** One short run that shows that it works; its figures say nothing. */
  readonly quick: boolean
  /** How often each side is measured, in turn. */
  readonly runs: number
  /** Purchases a second, where a bench buys at one rate. */
  readonly perSecond?: number
  /** A clone of another version to measure beside this one, where a bench can. */
  readonly against?: { readonly name: string; readonly root: string }
  say(line: string): void
}
export type Bench = {
  readonly name: string
  readonly what: string
  run(context: BenchContext): Promise<void>
}

/** Measures the sides in turn, A B A B …, so that what slows the machine for a while slows them alike. */
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
