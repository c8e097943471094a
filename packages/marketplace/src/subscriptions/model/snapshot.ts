// Describes a service of the model and one of the marketplace in the same form, so that they can be compared.
import { toIso } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import { computeNextTry } from '../rules/due.ts'
import type { CustomerLevel } from '../../parties/index.ts'
import { decideTermState } from '../rules/terms.ts'
import type { Subscription, Term } from '../schema.ts'
import { getCarriedLast } from './days.ts'
import type { ModelTerm } from './days.ts'
import { getService } from './books.ts'
import type { ModelMarket } from './books.ts'
import { findNextTry } from './passing.ts'
import type { ModelHolding } from './prices.ts'
import { isCarried } from './service.ts'

const textOf = ({ sku, quantity, period }: ModelHolding): string => `${sku}×${quantity} by the ${period}`

const timeOf = (at: number | undefined): string => (at === undefined ? '–' : toIso(at))

function modelTermState({ from, to, returned }: ModelTerm, now: number): string {
  if (returned) return 'refunded'
  if (now < from) return 'future'
  return now < to ? 'current' : 'past'
}

const lines = (of: {
  readonly state: string
  readonly holds: string
  readonly trial: boolean
  readonly anchor: number | undefined
  readonly end: number | undefined
  readonly lapse: readonly (number | undefined)[]
  readonly auto: readonly unknown[]
  readonly nextTry: number | undefined
  readonly changing: boolean
  readonly barred: boolean
  readonly terms: readonly string[]
}): string =>
  [
    `${of.state}${of.changing ? ', changing' : ''}${of.barred ? ', barred' : ''}: ${of.holds}${of.trial ? ', a trial' : ''}`,
    `to ${timeOf(of.end)}, anchor ${of.anchor}, lapse ${of.lapse.map(timeOf).join(' ')}`,
    `renews itself: ${of.auto.join(' ')}, next ${timeOf(of.nextTry)}`,
    ...of.terms,
  ].join('\n  ')

export function describeModel(market: ModelMarket, id: string): string {
  const service = getService(market, id)
  if (service.phase === 'opening') return 'opening'
  const { lapse, auto, terms } = service
  const held = terms.filter(({ returned }) => !returned)
  return lines({
    state: service.phase,
    holds: textOf(service.holds),
    trial: service.trial,
    anchor: service.anchor,
    end: held.at(-1)?.to ?? service.wouldHaveEnded,
    lapse: [lapse?.freezeAt, lapse?.releaseAt],
    auto: [auto.on, auto.daysBefore, auto.left ?? '–', auto.period ?? '–'],
    nextTry: findNextTry(market, service),
    changing: service.changing !== undefined,
    barred: service.barred ?? false,
    terms: terms.map(
      (term) =>
        `${timeOf(term.from)} ${timeOf(term.to)} ${modelTermState(term, market.now)} ${textOf(term.holds)}`,
    ),
  })
}

/** Describes a service of the marketplace. `holdingOf` converts a holding to the model's type. */
export function describeReal(
  { subscription, terms }: { readonly subscription: Subscription; readonly terms: readonly Term[] },
  of: {
    readonly now: Instant
    readonly zone: Zone
    readonly level: CustomerLevel
    readonly holdingOf: (of: Pick<Term, 'skuId' | 'priceItemId' | 'quantity'>) => ModelHolding
  },
): string {
  if (subscription.state === 'opening') return 'opening'
  const { state } = subscription
  const isAlive = state === 'active' || state === 'grace' || state === 'retention'
  return lines({
    state,
    holds: textOf(of.holdingOf(subscription)),
    trial: subscription.trialDays !== undefined,
    anchor: subscription.anchorDay,
    end: subscription.endsAt,
    lapse: [subscription.graceUntil, subscription.retentionUntil],
    auto: [
      subscription.renewsItself,
      subscription.renewalDaysBefore,
      subscription.renewalsLeft ?? '–',
      subscription.renewalPeriod ?? '–',
    ],
    nextTry: isAlive ? computeNextTry({ ...subscription, lookedAt: of.now }, of) : undefined,
    changing: subscription.changing !== undefined,
    barred: subscription.barred !== undefined,
    terms: terms.map(
      (term) =>
        `${timeOf(term.startsAt)} ${timeOf(term.endsAt)} ${decideTermState(term, of.now)} ${textOf(of.holdingOf(term))}`,
    ),
  })
}

/** R121: describes the first term whose days carry another amount than in the model; undefined if there is none. */
export function judgeCarried(market: ModelMarket, id: string, terms: readonly Term[]): string | undefined {
  const service = getService(market, id)
  if (service.phase === 'opening') return undefined
  for (const [at, { carried, position }] of terms.entries()) {
    const own = service.terms[at]
    const exact = own && getCarriedLast(own)
    if (!exact || !isCarried(exact, carried.amountE8))
      return `term ${position} carries ${carried.amountE8}, in the model ${exact?.upper}/${exact?.lower} fen`
  }
  return undefined
}

/** What terms that have not begun carry after the paid change, in fen. */
export function listToCome(
  { subscription, terms }: { readonly subscription: Subscription; readonly terms: readonly Term[] },
  now: number,
): bigint[] {
  const toCome = terms.filter(({ startsAt }) => startsAt > now)
  const after = subscription.changing?.carried.terms ?? []
  return after
    .filter(({ termId }) => toCome.some(({ id }) => id === termId))
    .map(({ amountE8 }) => amountE8 / 1_000_000n)
}
