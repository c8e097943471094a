// Drives one subscription by the pure rules alone, as the services do, but without store, events and messages.
import { Problem, addMs, fromDays, omitUndefined, toInstant, createMoney, toZone } from '@loggia/kernel'
import type { Id, Instant, Zone } from '@loggia/kernel'
import { computeQuote } from '../../catalog/index.ts'
import type { CustomerLevel } from '../../parties/index.ts'
import { decideLapse, decideLevel, findNextDue } from '../rules/due.ts'
import type { LifeEvent } from '../rules/due.ts'
import { decideRenewalPeriod } from '../rules/renewal-period.ts'
import { computeCarriedAmount, toCarried, decideFee, priceStretch, listStretches } from '../rules/pricing.ts'
import type { ChangeFee, PricedStretch, Stretch } from '../rules/pricing.ts'
import {
  getAnchor,
  decideEnd,
  findLastTerm,
  findReturnableTerm,
  listUnreturned,
  findPurchaseTerm,
} from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { Holding, Subscription, Term } from '../schema.ts'
import { toPurchasable, toModelHolding } from './items.ts'
import type { Sold } from './items.ts'
import type { Taken } from './changes.ts'
import { modelPeriods } from './prices.ts'
import type { ModelHolding, ModelPeriod } from './prices.ts'

const toHolding = ({ sku, quantity, period }: ModelHolding, periodCount: number): Holding => ({
  skuId: `sku_${sku}`,
  priceItemId: `pri_${sku}_${period}`,
  quantity,
  period,
  periodCount,
})

export type RealSubject = {
  subscription: Subscription
  terms: readonly Term[]
  balance: bigint
  level: CustomerLevel
  now: Instant
  readonly zone: Zone
  sold: Sold
  readonly happened: { readonly at: number; readonly what: string }[]
  /** What was paid for, by order line. */
  readonly paid: Map<string, ModelHolding>
  /** All that was paid and not refunded. */
  spent: bigint
}

let serial = 0
const lineId = (rig: RealSubject, holds: ModelHolding): Id<'orl'> => {
  const id = `orl_${(serial += 1)}` as const
  rig.paid.set(id, holds)
  return id
}

export function startRealSubject(
  of: { readonly zone: string; readonly now: number; readonly balance: bigint; readonly sold: Sold },
  first: { readonly holds: ModelHolding; readonly count: number; readonly trialDays?: number },
): RealSubject {
  const { holds, count, trialDays } = first
  const placeholder = {
    id: 'sub_1',
    buyerId: 'byr_1',
    sellerId: 'sel_1',
    productId: 'prd_1',
    orderId: 'ord_1',
  } as const
  const now = toInstant(of.now)
  const rig: RealSubject = {
    subscription: {
      ...placeholder,
      ...toHolding(holds, count),
      ...omitUndefined({ trialDays }),
      orderLineId: 'orl_0',
      presentLineId: 'orl_0',
      state: 'opening',
      createdAt: now,
      renewsItself: false,
      renewalDaysBefore: 7,
    },
    terms: [],
    balance: of.balance,
    level: 'V0',
    now,
    zone: toZone(of.zone),
    sold: of.sold,
    happened: [],
    paid: new Map([['orl_0', holds]]),
    spent: 0n,
  }
  if (trialDays === undefined) take(rig, costOf(rig, rig.subscription, 0))
  return rig
}

const costOf = (
  { sold }: RealSubject,
  { priceItemId, quantity, periodCount }: Holding,
  held: number,
): bigint =>
  computeQuote(toPurchasable(sold, priceItemId), { quantity, periodCount, renewal: true, held }).amount
    .amountMinor

function take(rig: RealSubject, amount: bigint): void {
  if (amount > rig.balance) throw new RangeError('The balance is too low')
  rig.balance -= amount
  rig.spent += amount
}

/** Undefined if the work was done, otherwise the reason of the refusal; other errors are thrown. */
export function catchRefusal(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof Problem || error instanceof RangeError || error instanceof NotNow)
      return error.message
    throw error
  }
}
class NotNow extends Error {}
const require = (holds: boolean, why: string): void => {
  if (!holds) throw new NotNow(why)
}

export function openRealSubject(rig: RealSubject): void {
  const { now, zone: name, subscription } = rig
  const anchorDay = getAnchor(now, name)
  const endsAt = decideEnd(subscription, now, { zone: name, anchorDay })
  if (endsAt === undefined) throw new Error('What is bought once has no life')
  const { skuId, priceItemId, quantity, period, periodCount, trialDays, orderLineId } = subscription
  const term: Term = omitUndefined({
    skuId,
    priceItemId,
    quantity,
    period,
    periodCount,
    orderLineId,
    startsAt: now,
    endsAt,
    trialDays,
    id: 'trm_1',
    subscriptionId: subscription.id,
    position: 1,
    carried: toCarried(createMoney(rig.spent, 'CNY'), now, period),
  })
  const state = decideState(subscription, 'open')
  rig.terms = [term]
  rig.subscription = {
    ...subscription,
    state,
    startsAt: now,
    endsAt,
    anchorDay,
    openedAt: now,
    lookedAt: now,
  }
}

function extend(
  rig: RealSubject,
  holds: ModelHolding,
  of: { readonly count: number; readonly converts: boolean },
): void {
  const { subscription, terms, now, zone: name } = rig
  const state = decideState(subscription, 'extend')
  const startsAt = findLastTerm(terms)?.endsAt
  if (startsAt === undefined) throw new Error('There is no end to go on from')
  const anchorDay = of.converts ? getAnchor(startsAt, name) : (subscription.anchorDay ?? 0)
  const holding = toHolding(holds, of.count)
  const endsAt = decideEnd(holding, startsAt, { zone: name, anchorDay })
  if (endsAt === undefined) throw new Error('What is bought once has no life')
  const held = Math.max(subscription.quantity, findLastTerm(terms)?.quantity ?? 0)
  const cost = costOf(rig, holding, held)
  take(rig, cost)
  const position = terms.length + 1
  const orderLineId = lineId(rig, holds)
  const own = { id: `trm_${position}`, subscriptionId: subscription.id, orderLineId, position } as const
  const carried = toCarried(createMoney(cost, 'CNY'), startsAt, holding.period)
  const term: Term = { ...holding, ...own, startsAt, endsAt, carried }
  const { graceUntil: _grace, retentionUntil: _retention, ...rest } = subscription
  const openedAt = of.converts ? now : rest.openedAt
  rig.subscription = {
    ...rest,
    state,
    endsAt,
    anchorDay,
    lookedAt: now,
    ...omitUndefined({ openedAt }),
  }
  rig.terms = [...terms, term]
  if (of.converts || startsAt <= now) hold(rig, term)
}

function hold(rig: RealSubject, term: Term): void {
  const { trialDays: _trial, ...rest } = rig.subscription
  const { skuId, priceItemId, quantity, period, periodCount, trialDays, orderLineId } = term
  const own = rig.paid.get(orderLineId)
  const changedSince = own?.quantity !== quantity || `sku_${own.sku}` !== skuId
  rig.subscription = {
    ...rest,
    skuId,
    priceItemId,
    quantity,
    period,
    periodCount,
    ...omitUndefined({ trialDays, presentLineId: changedSince ? undefined : orderLineId }),
  }
}

export function renewRealSubject(rig: RealSubject, holds: ModelHolding, count: number): void {
  const { subscription } = rig
  decideState(subscription, 'extend')
  require(subscription.trialDays === undefined && !subscription.changing, 'not renewable')
  extend(rig, holds, { count, converts: false })
}

export function convertRealSubject(rig: RealSubject, holds: ModelHolding, count: number): void {
  const { subscription } = rig
  decideState(subscription, 'extend')
  require(subscription.trialDays !== undefined && subscription.skuId === `sku_${holds.sku}`, 'not to convert')
  extend(rig, holds, { count, converts: true })
}

/** The fee of a change, computed as the services compute it. */
function feeOf(rig: RealSubject, to: ModelHolding): ChangeFee {
  const { subscription, terms, now, zone: name, sold } = rig
  const { sku, quantity: present } = toModelHolding(subscription)
  const costOf = (one: Stretch, { sku: of, period, quantity }: ModelHolding): bigint =>
    priceStretch(one, { purchasable: toPurchasable(sold, `pri_${of}_${period}`), quantity }, name)
  const freeOf = (one: Stretch, period: ModelPeriod): bigint => {
    const converted = rig.paid.get(findPurchaseTerm(terms)?.orderLineId ?? '')
    return one.term.trialDays === undefined || !converted ? 0n : costOf(one, { ...converted, period })
  }
  const counted = listStretches(listUnreturned(terms), now, name).map((one): PricedStretch => {
    const pricedBy =
      to.sku === sku && one.term.carried.pricedBy !== 'one_time' ? one.term.carried.pricedBy : to.period
    const free = freeOf(one, pricedBy)
    if (to.sku !== sku) {
      const newE8 = costOf(one, to)
      const oldE8 = one.carriedE8 + (free < newE8 ? free : newE8)
      return omitUndefined({
        ...one,
        newE8,
        pricedBy,
        oldE8: one.term.trialDays === undefined ? undefined : oldE8,
      })
    }
    const [newE8, oldE8] = [to.quantity, present]
      .map((quantity) => costOf(one, { sku, quantity, period: pricedBy }))
      .map((cost) => (cost < free ? free : cost))
    if (newE8 === undefined || oldE8 === undefined || newE8 < oldE8) throw new NotNow('cheaper')
    return { ...one, newE8, oldE8, pricedBy }
  })
  return decideFee(counted, now, 'CNY')
}

/** A change that is paid, and that its seller makes at once. Gives the amounts that were taken. */
export function changeRealSubject(rig: RealSubject, asked: ModelHolding): Taken {
  const { subscription, terms, now } = rig
  const isOther = `sku_${asked.sku}` !== subscription.skuId
  const left = listStretches(listUnreturned(terms), now, rig.zone).reduce(
    (sum, { days: count }) => sum + count,
    0,
  )
  const matched = left >= 365 ? 'year' : 'month'
  const to = { ...asked, period: isOther ? matched : toModelHolding(subscription).period }
  decideState(subscription, 'change')
  require(subscription.trialDays === undefined && !subscription.changing, 'not changeable')
  const toCome = listUnreturned(terms).filter(({ startsAt }) => startsAt > now)
  require(toCome.every(
    ({ skuId, quantity }) => skuId === subscription.skuId && quantity === subscription.quantity,
  ), 'change to come')
  require(to.quantity > subscription.quantity ||
    (isOther && to.quantity === subscription.quantity), 'upwards')
  const { skuId, priceItemId, quantity } = toHolding(to, 1)
  computeQuote(toPurchasable(rig.sold, priceItemId), {
    quantity,
    periodCount: 1,
    held: subscription.quantity,
  })
  const { amount, carried } = feeOf(rig, to)
  take(rig, amount.amountMinor)
  const changed = isOther ? { skuId, priceItemId, quantity } : { quantity }
  rig.terms = terms.map((term) => {
    const after = carried.find(({ termId }) => termId === term.id)
    const carries = after && { amountE8: after.amountE8, pricedBy: after.pricedBy, since: now }
    return carries ? { ...term, ...changed, carried: carries } : term
  })
  rig.subscription = { ...subscription, ...changed, presentLineId: lineId(rig, to) }
  const ofToCome = carried.filter(({ termId }) => toCome.some(({ id }) => id === termId))
  return { fee: amount.amountMinor, toCome: ofToCome.map(({ amountE8 }) => amountE8 / e8PerFen) }
}
const e8PerFen = 1_000_000n

export function setAutoRealSubject(
  rig: RealSubject,
  of: { on: boolean; daysBefore: number; times: number; period: ModelPeriod },
): void {
  const { renewalsLeft: _left, ...subscription } = rig.subscription
  if (of.on) decideState(subscription, 'extend')
  require(!of.on || subscription.trialDays === undefined, 'a trial')
  rig.subscription = omitUndefined({
    ...subscription,
    renewsItself: of.on,
    renewalDaysBefore: of.daysBefore,
    renewalsLeft: of.times > 0 ? of.times : undefined,
    renewalPeriod: of.on ? of.period : subscription.renewalPeriod,
    lookedAt: rig.now,
  })
}

/** R111. The ten refunds a year are not counted here. */
export function returnRenewalRealSubject(rig: RealSubject): void {
  const { subscription, terms, now } = rig
  const state = decideState(subscription, 'return_renewal')
  const term = findReturnableTerm(terms, now)
  require(term !== undefined, 'nothing to return')
  rig.terms = terms.map((one) => (one === term ? { ...one, refundedAt: now } : one))
  const endsAt = findLastTerm(rig.terms)?.endsAt
  rig.subscription = {
    ...subscription,
    state,
    ...omitUndefined({ endsAt }),
    renewsItself: false,
    lookedAt: now,
  }
  if (term) giveBack(rig, computeCarriedAmount(term.carried, 'CNY').amountMinor)
}

function giveBack(rig: RealSubject, amount: bigint): void {
  rig.balance += amount
  rig.spent -= amount
}

export function returnAllRealSubject(rig: RealSubject): void {
  const { subscription, terms, now } = rig
  const state = decideState(subscription, 'return')
  require(subscription.trialDays === undefined && findPurchaseTerm(terms) !== undefined, 'a trial')
  require(now < addMs(subscription.openedAt ?? now, fromDays(5)), 'too late')
  rig.terms = terms.map((one) => (one.refundedAt === undefined ? { ...one, refundedAt: now } : one))
  rig.subscription = { ...subscription, state, renewsItself: false, closedAt: now }
  giveBack(rig, rig.spent)
}

/** Runs everything that is due until then, each event at its own time. */
export function advanceRealSubject(rig: RealSubject, target: Instant): void {
  const policy = { zone: rig.zone, level: rig.level }
  for (;;) {
    const due = findNextDue(rig.subscription, rig.terms, policy)
    if (!due || due.at > target) break
    rig.now = due.at
    for (const event of due.events) happen(rig, event)
    rig.subscription = { ...rig.subscription, lookedAt: due.at }
  }
  rig.now = target
}

function happen(rig: RealSubject, event: LifeEvent): void {
  const { subscription, now } = rig
  const what = event.kind === 'remind' ? `remind ${event.daysLeft}` : event.kind
  rig.happened.push({ at: now, what })
  switch (event.kind) {
    case 'begin_term':
      return hold(rig, event.term)
    case 'remind':
    case 'remind_release':
      return
    case 'try_renewal': {
      catchRefusal(() => renewItself(rig))
      return
    }
    case 'expire': {
      const lapse = decideLapse(subscription.endsAt ?? now, decideLevel(subscription, rig.level), rig.zone)
      rig.subscription = { ...subscription, ...lapse, state: decideState(subscription, 'expire') }
      return
    }
    case 'freeze':
      rig.subscription = { ...subscription, state: decideState(subscription, 'freeze') }
      return
    case 'release':
      rig.subscription = { ...subscription, state: decideState(subscription, 'release'), renewsItself: false }
  }
}

function renewItself(rig: RealSubject): void {
  const last = findLastTerm(rig.terms)
  if (!last) throw new Error('There is no term')
  const period = decideRenewalPeriod(rig.subscription.renewalPeriod ?? 'month', modelPeriods)
  renewRealSubject(rig, { ...toModelHolding(last), period: period ?? 'month' }, 1)
  const { renewalsLeft, ...rest } = rig.subscription
  if (renewalsLeft === undefined) return
  rig.subscription =
    renewalsLeft === 1 ? { ...rest, renewsItself: false } : { ...rest, renewalsLeft: renewalsLeft - 1 }
}
