import type { BenchContext } from './bench.ts'

/** One figure that there is a goal for, beside it; `goal` is left out where it is only worth knowing. */
export type Measure = { readonly what: string; readonly measured: string; readonly goal?: string }

/** Says a table in Markdown, as it stands in docs/performance.md. */
export function sayTable(
  { say }: Pick<BenchContext, 'say'>,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  say('')
  for (const cells of [head, head.map(() => '---'), ...rows]) say(`| ${cells.join(' | ')} |`)
}

export const sayMeasures = (context: Pick<BenchContext, 'say'>, measures: readonly Measure[]): void =>
  sayTable(
    context,
    ['measure', 'measured', 'goal'],
    measures.map(({ what, measured, goal }) => [what, measured, goal ?? '']),
  )
