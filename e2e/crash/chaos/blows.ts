import { drawBetween, createChance, pickOne, shuffle } from '../../harness/chance.ts'
import { arranged } from '../moments.ts'
import type { Arranged } from '../moments.ts'

/** What strikes the marketplace; a node that was killed stays away for a while. */
export type Blow =
  | { readonly kind: 'node'; readonly node: number; readonly awayMs: number }
  /** Whichever node comes to such a commit first ends just before it. */
  | { readonly kind: 'before_commit_of'; readonly what: Arranged; readonly awayMs: number }
  | { readonly kind: 'postgres' }
export type Struck = { readonly afterMs: number; readonly blow: Blow }

/** Dealt out one after another, and shuffled anew when all are: a wave in which all were dealt met each kind. */
export const deck: readonly Blow['kind'][] = ['node', 'node', 'node', 'before_commit_of', 'postgres']

export type BlowPlan = {
  readonly seed: string
  readonly nodes: number
  /** Between one and the next, at least and at most. */
  readonly apartMs: readonly [number, number]
}

/** Blows without end. */
export function* drawBlows({ seed, nodes, apartMs }: BlowPlan): Generator<Struck, never> {
  const chance = createChance(`${seed}:blows`)
  for (;;) {
    for (const kind of shuffle(chance, deck)) {
      const afterMs = drawBetween(chance, ...apartMs)
      const awayMs = drawBetween(chance, 0, 1_500)
      if (kind === 'postgres') yield { afterMs, blow: { kind } }
      else if (kind === 'node')
        yield { afterMs, blow: { kind, node: drawBetween(chance, 0, nodes - 1), awayMs } }
      else yield { afterMs, blow: { kind, what: pickOne(chance, arranged), awayMs } }
    }
  }
}
