import { createHash } from 'node:crypto'

/** Numbers from nought to below one, the same ones for the same seed. */
export function chanceOf(seed: string): () => number {
  let drawn = 0
  return () =>
    createHash('sha256')
      .update(`${seed}:${(drawn += 1)}`)
      .digest()
      .readUInt32BE(0) /
    2 ** 32
}

/**
 * When a life of the server ends: some time after it was ready, wherever it then is; or, arranged, just before the commit
 * of the transaction that writes down a seller's answer, or a buyer's payment.
 */
export type Moment =
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'before_commit_of'; readonly what: Arranged }
export const arranged = ['answer', 'payment'] as const
export type Arranged = (typeof arranged)[number]

/** As many moments as asked for; two answers and a payment among them are arranged, and where they come is drawn too. */
export function drawMoments(seed: string, count: number): Moment[] {
  const chance = chanceOf(`${seed}:moments`)
  const moments: Moment[] = Array.from({ length: count }, () => ({
    kind: 'after',
    ms: Math.round(20 + chance() * 900),
  }))
  const places = [...moments.keys()]
    .map((place) => ({ place, order: chance() }))
    .toSorted((a, b) => a.order - b.order)
  for (const [i, what] of (['answer', 'answer', 'payment'] as const).entries())
    moments[places[i]?.place ?? 0] = { kind: 'before_commit_of', what }
  return moments
}

export const sentenceOf = (moment: Moment): string =>
  moment.kind === 'after' ? `${moment.ms} ms after it was ready` : `before the commit of the ${moment.what}`
