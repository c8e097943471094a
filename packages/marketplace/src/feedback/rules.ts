import { addMonths, addMs, fromDays } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import type { Text } from '@loggia/protocol/console'
import { feedbackLimits } from '@loggia/protocol/console/feedback/kinds'
import type { RatingBar, TextHint } from '@loggia/protocol/console/feedback/kinds'
import type { Product } from '../catalog/index.ts'
import { feedbackProblems } from './problems.ts'
import { textTransitions } from './schema.ts'
import type { Bought, FeedbackState, FeedbackText, Purchase, TextAction } from './schema.ts'

/** R130: who is refunded in this time has tried the product, and not bought it. */
const triedMs = fromDays(5)

/**
 * R286: a purchase counts once its paid time has begun; a trial does not count, nor does what was refunded within five
 * days of the opening.
 */
const counts = ({ openedAt, startsAt, isTrial, refundedAt }: Purchase, now: Instant): boolean =>
  openedAt !== undefined &&
  !isTrial &&
  startsAt <= now &&
  (refundedAt === undefined || refundedAt - openedAt >= triedMs)

/** What the buyer bought last, and since when it has used the product; undefined if no purchase counts. */
export function findBought(purchases: readonly Purchase[], now: Instant): Bought | undefined {
  const bought = purchases.flatMap((purchase) =>
    purchase.openedAt !== undefined && counts(purchase, now)
      ? [{ specification: purchase.specification, since: purchase.openedAt }]
      : [],
  )
  const [first] = bought.toSorted((a, b) => a.since - b.since)
  const last = bought.toSorted((a, b) => b.since - a.since)[0]
  return first && last && { specification: last.specification, since: first.since }
}

/** Products that never were on sale are nobody's to know. */
export const hasBeenListed = ({ state }: Pick<Product, 'state'>): boolean =>
  state !== 'draft' && state !== 'in_review' && state !== 'rejected'

export const isOnSale = ({ state }: Pick<Product, 'state'>): boolean =>
  state === 'listed' || state === 'hidden'

/** Why the buyer cannot rate the product; undefined if it can. */
export function findBar(of: {
  readonly bought: Bought | undefined
  readonly isConnected: boolean
  readonly product: Pick<Product, 'state'>
}): RatingBar | undefined {
  if (!of.bought) return 'not_bought'
  if (of.isConnected) return 'own_seller'
  return isOnSale(of.product) ? undefined : 'not_on_sale'
}

/** Throws `feedback.not_on_sale`. */
export function requireOnSale(product: Pick<Product, 'state'>): void {
  if (!isOnSale(product)) throw feedbackProblems.not_on_sale()
}

const floodWindowMs = fromDays(1)
/** Throws `feedback.too_many` if the buyer has written so much in the last 24 hours. */
export function requireRoom(written: number): void {
  const most = feedbackLimits.perDay
  if (written >= most) throw feedbackProblems.too_many({ most })
}

/** The state after an action. Throws `feedback.decided_already` if the state does not allow it. */
export function decideState(
  { state, waitsSince }: Pick<FeedbackText, 'state' | 'waitsSince'>,
  action: TextAction,
): FeedbackState {
  const steps: Partial<Record<TextAction, FeedbackState>> = textTransitions[state]
  const next = steps[action]
  const changesNothing = state === 'published' && action === 'publish' && waitsSince === undefined
  if (!next || changesNothing) throw feedbackProblems.decided_already({ state })
  return next
}

const hints: Readonly<Record<TextHint, RegExp>> = {
  link: /https?:\/\/|www\.|\b[a-z0-9-]+\.(?:com|cn|net|org|io|top|xyz|shop)\b/i,
  email: /[^\s@]+@[^\s@]+\.[^\s@]+/,
  phone: /\+?\d(?:[ -]?\d){6,}/,
  repeated: /(\S)\1{5,}/u,
}
/** What an operator should look at: ways out of the marketplace, and noise. */
export const listHints = (text: string): TextHint[] =>
  (Object.keys(hints) as TextHint[]).filter((hint) => hints[hint].test(text))

const maskOne = (name: string): string => {
  const letters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim())]
  const first = letters[0]?.segment ?? ''
  const last = letters.length > 1 ? (letters.at(-1)?.segment ?? '') : ''
  return `${first}***${last}`
}
/** The first and the last letter of a name; its length is not shown. */
export const toMaskedName = ({ zh, en }: Text): Text => ({ zh: maskOne(zh), en: maskOne(en) })

/** The whole calendar months from one time to another. */
export function countMonths(since: Instant, at: Instant, zone: Zone): number {
  // No month is longer than 31 days, so this is never too many.
  let months = Math.max(0, Math.floor((at - since) / fromDays(31)))
  while (addMonths(since, months + 1, zone) <= at) months += 1
  return months
}

/** The figures of ratings, from how many have 5, 4, 3, 2 and 1 stars; the average is rounded half up to one place. */
export function computeFigures(
  byStars: readonly number[],
): { readonly count: number; readonly average: string } | undefined {
  const count = byStars.reduce((sum, one) => sum + one, 0)
  if (count === 0) return undefined
  const sum = byStars.reduce((all, one, at) => all + one * (5 - at), 0)
  const tenths = Math.floor((sum * 20 + count) / (2 * count))
  return { count, average: `${Math.floor(tenths / 10)}.${tenths % 10}` }
}

/** From the start of the window on, texts count against the limit. */
export const computeFloodStart = (now: Instant): Instant => addMs(now, -floodWindowMs)
