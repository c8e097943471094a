import { drawBetween, createChance, shuffle } from '../harness/chance.ts'

/**
 * When a life of the server ends: some time after it was ready, wherever it then is; or, arranged, just before the
 * commit of the transaction that stores a seller's answer, a buyer's payment or a license.
 */
export type Moment =
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'before_commit_of'; readonly what: Arranged }
/** *license*: the next change of a license, whatever it is. */
export const arranged = ['answer', 'payment', 'license'] as const
export type Arranged = (typeof arranged)[number]

/** Draws this many moments. Two answers and one payment among them are arranged, at random positions. */
export function drawMoments(seed: string, count: number): Moment[] {
  const chance = createChance(`${seed}:moments`)
  const moments = Array.from({ length: count }, (_, nth): Moment =>
    nth < 3
      ? { kind: 'before_commit_of', what: nth < 2 ? 'answer' : 'payment' }
      : { kind: 'after', ms: drawBetween(chance, 20, 920) },
  )
  return shuffle(chance, moments)
}

export const describeMoment = (moment: Moment): string =>
  moment.kind === 'after' ? `${moment.ms} ms after it was ready` : `before the commit of the ${moment.what}`
