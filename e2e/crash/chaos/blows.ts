import { drawBetween, createChance, pickOne, shuffle } from '../../harness/chance.ts'
import { arranged } from '../moments.ts'
import type { Arranged } from '../moments.ts'

/** An attack on the marketplace; a node that was killed stays away for `awayMs`. */
export type Blow =
  | { readonly kind: 'node'; readonly node: number; readonly awayMs: number }
  /** The first node that reaches such a commit ends just before it. */
  | { readonly kind: 'before_commit_of'; readonly what: Arranged; readonly awayMs: number }
  | { readonly kind: 'postgres' }
export type Struck = { readonly afterMs: number; readonly blow: Blow }

/**
 * Drawn one after another and shuffled again when all were drawn, so that a wave that draws all of them has each kind.
 */
export const deck: readonly Blow['kind'][] = ['node', 'node', 'node', 'before_commit_of', 'postgres']

export type BlowPlan = {
  readonly seed: string
  readonly nodes: number
  /** The least and the most time between two blows, in milliseconds. */
  readonly apartMs: readonly [number, number]
}

/** Draws blows without end. */
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
