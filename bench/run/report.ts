import type { BenchContext } from './bench.ts'

/** A figure, with its goal if it has one. */
export type Measure = { readonly what: string; readonly measured: string; readonly goal?: string }

/** Prints a Markdown table in the form of docs/performance.md. */
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
