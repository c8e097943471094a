import { Problem, createMoney, omitUndefined } from '@loggia/kernel'
import type { Id, Instant, Money } from '@loggia/kernel'
import type { AutoRenewal } from '@loggia/protocol/console'
import { renewalPeriods } from '@loggia/protocol/console/subscriptions/kinds'
import type { RenewalPeriod } from '@loggia/protocol/console/subscriptions/kinds'
import { computeQuote } from '../../catalog/index.ts'
import type { Purchasable } from '../../catalog/index.ts'
import type { Order } from '../../orders/index.ts'
import { toWireMoney, notify, record, toWireTime } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { computeNextTry, decideLevel, decideNotBefore } from '../rules/due.ts'
import { decideRenewalPeriod } from '../rules/renewal-period.ts'
import type { Subscription } from '../schema.ts'
import { describeService, listHeld, pickParties } from './context.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'
import { computeEnd, extend } from './extend.ts'
import { getBase, priceRenewal, requireRenewable } from './renew.ts'

/** R110: how many days before the end the tries begin, how many renewals (0 is without limit), and by which period. */
export type AutoRenewalAsk = {
  readonly on: boolean
  readonly daysBefore: number
  readonly times: number
  readonly period?: RenewalPeriod | undefined
}

type Renewals = readonly { readonly period: RenewalPeriod; readonly purchasable: Purchasable }[]

/** What services may be renewed with automatically: the sold periods of what their newest terms hold, shortest first. */
async function readRenewals(
  { catalog }: Pick<SubscriptionContext, 'catalog'>,
  db: Db,
  all: readonly SubscriptionWithTerms[],
): Promise<(held: SubscriptionWithTerms) => Renewals> {
  const siblingsOf = await catalog.listSiblingsOf(
    db,
    all.map((held) => getBase(held).priceItemId),
  )
  return (held) => {
    const { skuId, priceItemId } = getBase(held)
    return pickRenewals(siblingsOf(priceItemId), skuId)
  }
}
const pickRenewals = (siblings: readonly Purchasable[], skuId: Id<'sku'>): Renewals =>
  renewalPeriods.flatMap((period) => {
    const purchasable = siblings.find(
      ({ sku, priceItem }) => sku.id === skuId && priceItem.offered && priceItem.period === period,
    )
    return purchasable ? [{ period, purchasable }] : []
  })
const listRenewals = async (
  context: Pick<SubscriptionContext, 'catalog'>,
  db: Db,
  held: SubscriptionWithTerms,
): Promise<Renewals> => (await readRenewals(context, db, [held]))(held)

const listPeriods = (renewals: Renewals): RenewalPeriod[] => renewals.map(({ period }) => period)

/** The period that was chosen, or the present one if nothing was chosen yet. */
function getChosen(held: SubscriptionWithTerms): RenewalPeriod {
  const { period } = getBase(held)
  return held.subscription.renewalPeriod ?? (period === 'one_time' ? 'month' : period)
}

const priceOne = (held: SubscriptionWithTerms, purchasable: Purchasable) =>
  priceRenewal(held, purchasable, { quantity: getBase(held).quantity, periodCount: 1 })

/** Undefined for what cannot be bought now. */
const findAmount = (held: SubscriptionWithTerms, { purchasable }: Renewals[number]): Money | undefined =>
  orNothing(() => priceOne(held, purchasable).line.amount)

function orNothing(compute: () => Money): Money | undefined {
  try {
    return compute()
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** The next renewal as it would be now: its period, its amount, and the chosen period if it has to replace that. */
function describeNext(held: SubscriptionWithTerms, renewals: Renewals) {
  const chosen = getChosen(held)
  const period = decideRenewalPeriod(chosen, listPeriods(renewals)) ?? chosen
  const next = renewals.find((one) => one.period === period)
  return omitUndefined({
    period,
    amount: toWireAmount(next && findAmount(held, next)),
    replaces: period === chosen ? undefined : chosen,
  })
}
const toWireAmount = (amount: Money | undefined) => amount && toWireMoney(amount)

/** The same, for a message; undefined if the service does not renew automatically. */
export async function findNextRenewal(
  context: Pick<SubscriptionContext, 'catalog'>,
  db: Db,
  held: SubscriptionWithTerms,
) {
  return held.subscription.renewsItself
    ? describeNext(held, await listRenewals(context, db, held))
    : undefined
}

/** The same of several services, for lists: as many statements for many as for one. */
export async function listNextRenewals(
  context: Pick<SubscriptionContext, 'catalog'>,
  db: Db,
  ids: readonly Id<'sub'>[],
): Promise<ReadonlyMap<Id<'sub'>, Pick<ReturnType<typeof describeNext>, 'period' | 'amount'>>> {
  if (ids.length === 0) return new Map()
  const all = await listHeld(db, ids)
  const renewing = all.filter(({ subscription }) => subscription.renewsItself)
  const renewalsOf = await readRenewals(context, db, renewing)
  return new Map(
    renewing.map((held) => {
      const { period, amount } = describeNext(held, renewalsOf(held))
      return [held.subscription.id, omitUndefined({ period, amount })]
    }),
  )
}

/** What a service holds, and the period by which it would be renewed. */
export type Renewable = Pick<Subscription, 'skuId' | 'priceItemId' | 'quantity'> & {
  readonly period: RenewalPeriod
}

/**
 * What one renewal of each would cost now; undefined for what cannot be renewed. A period that is no longer sold is
 * replaced as an automatic renewal replaces it.
 */
export async function priceRenewables(
  { catalog }: Pick<SubscriptionContext, 'catalog'>,
  db: Db,
  all: readonly Renewable[],
): Promise<(Money | undefined)[]> {
  if (all.length === 0) return []
  const ids = new Set(all.map(({ priceItemId }) => priceItemId))
  const siblingsOf = await catalog.listSiblingsOf(db, [...ids])
  return all.map(({ skuId, priceItemId, quantity, period: chosen }) => {
    const renewals = pickRenewals(siblingsOf(priceItemId), skuId)
    const period = decideRenewalPeriod(chosen, listPeriods(renewals))
    const next = renewals.find((one) => one.period === period)
    if (!next || next.purchasable.sku.delistedAt !== undefined) return undefined
    const ask = { quantity, periodCount: 1, renewal: true, held: quantity }
    return orNothing(() => computeQuote(next.purchasable, ask).amount)
  })
}

const countPerYear = { month: 12n, year: 1n } as const

/** R110, as the buyer sees it; undefined for a service that cannot renew itself. */
export async function presentAutoRenewal(
  context: SubscriptionContext,
  held: SubscriptionWithTerms,
): Promise<AutoRenewal | undefined> {
  const { subscription } = held
  if (subscription.period === 'one_time' || subscription.trialDays !== undefined) return undefined
  const { renewalFailure: failure, renewsItself: on } = subscription
  const renewals = await listRenewals(context, context.db, held)
  const next = describeNext(held, renewals)
  return omitUndefined({
    on,
    daysBefore: subscription.renewalDaysBefore,
    times: subscription.renewalsLeft ?? 0,
    period: (on ? next.replaces : undefined) ?? next.period,
    replacedBy: on && next.replaces !== undefined ? next.period : undefined,
    options: renewals.flatMap((one) => {
      const amount = findAmount(held, one)
      if (!amount) return []
      const perYear = createMoney(amount.amountMinor * countPerYear[one.period], amount.currency)
      return [{ period: one.period, amount: toWireMoney(amount), perYear: toWireMoney(perYear) }]
    }),
    nextTryAt: toWireTime(await findNextTry(context, context.db, held)),
    amount: next.amount,
    failure: failure
      ? { at: toWireTime(failure.at), code: failure.code, sentence: failure.sentence }
      : undefined,
  })
}

/** R110: the period that holds from now on. Throws if the one that is asked for is not sold. */
export async function choosePeriod(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  { on, period }: AutoRenewalAsk,
): Promise<RenewalPeriod | undefined> {
  const { renewsItself, renewalPeriod } = held.subscription
  if (!on || (period === undefined && renewsItself)) return renewalPeriod
  const sold = listPeriods(await listRenewals(context, tx, held))
  if (period === undefined) return decideRenewalPeriod(getChosen(held), sold) ?? getChosen(held)
  if (!sold.includes(period)) throw subscriptionProblems.period_not_sold({ period, sold })
  return period
}

/**
 * R110: tries a renewal, paid from the balance. A failed try is notified and repeated the next day; it saves nothing. A
 * late try continues from the time when it was due, since another may have become due meanwhile.
 */
export async function tryRenewal(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  at: Instant,
): Promise<SubscriptionWithTerms> {
  const renewals = await listRenewals(context, tx, held)
  try {
    requireRenewable(held)
    const chosen = getChosen(held)
    const period = decideRenewalPeriod(chosen, listPeriods(renewals))
    if (period !== undefined && period !== chosen) return await replacePeriod(context, tx, held, period)
    const found = renewals.find((one) => one.period === period)?.purchasable
    const present = found ?? (await context.catalog.getPurchasable(tx, getBase(held).priceItemId))
    return await renew(context, tx, held, { purchasable: present, at })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return tellFailed(context, tx, held, { problem: error, ...describeNext(held, renewals) })
  }
}

async function renew(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  { purchasable, at }: { readonly purchasable: Purchasable; readonly at: Instant },
): Promise<SubscriptionWithTerms> {
  const { line } = priceOne(held, purchasable)
  const { buyerId, presentLineId: followsLineId } = held.subscription
  const order = await context.orders.placePaid(tx, {
    kind: 'renewal',
    buyerId,
    lines: [{ ...line, followsLineId }],
  })
  const [paid] = order.lines
  if (!paid) throw new Error(`Order ${order.number} has no line`)
  const extended = await extend(context, tx, countedDown(held), { order, line: paid, at })
  await tellRenewed(context, tx, extended, order)
  return extended
}

/** R110: counts one renewal as used; after the last one automatic renewal is switched off. */
const countedDown = ({ subscription, terms }: SubscriptionWithTerms): SubscriptionWithTerms => {
  const { renewalsLeft, ...rest } = subscription
  if (renewalsLeft === undefined) return { subscription, terms }
  return renewalsLeft === 1
    ? { subscription: { ...rest, renewsItself: false }, terms }
    : { subscription: { ...rest, renewalsLeft: renewalsLeft - 1 }, terms }
}

async function tellRenewed(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: SubscriptionWithTerms,
  order: Pick<Order, 'id' | 'number' | 'total'>,
): Promise<void> {
  const { to, service } = await describeService(context, tx, subscription)
  const { period } = getBase({ subscription, terms })
  await notify(tx, 'service_renewed_itself', to, {
    subject: order.id,
    data: {
      ...service,
      orderId: order.id,
      orderNumber: order.number,
      amount: toWireMoney(order.total),
      period,
      endsAt: toWireTime(computeEnd(subscription)),
    },
  })
}

/**
 * R110: the chosen period is not sold any more. Another one takes its place, and the buyer is told a day before anything
 * is charged for it, however late this is: the next try renews by it.
 */
async function replacePeriod(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  to: RenewalPeriod,
): Promise<SubscriptionWithTerms> {
  const { subscription, terms } = held
  const from = getChosen(held)
  const now = context.clock.now()
  const renewalNotBefore = decideNotBefore(now, context.zone)
  const replaced: SubscriptionWithTerms = {
    subscription: { ...subscription, renewalPeriod: to, renewalNotBefore, lookedAt: now },
    terms,
  }
  await record(tx, 'auto_renewal.period_replaced', {
    subject: subscription.id,
    data: { ...pickParties(subscription), from, to },
  })
  const { amount } = describeNext(replaced, await listRenewals(context, tx, replaced))
  const { to: buyer, service } = await describeService(context, tx, subscription)
  const nextTryAt = toWireTime(await findNextTry(context, tx, replaced))
  await notify(tx, 'auto_renewal_period_replaced', buyer, {
    subject: subscription.id,
    data: omitUndefined({ ...service, from, to, amount, nextTryAt }),
  })
  return replaced
}

async function findNextTry(
  { levelOf, zone }: SubscriptionContext,
  db: Db,
  { subscription }: SubscriptionWithTerms,
): Promise<Instant | undefined> {
  const level = decideLevel(subscription, await levelOf(db, subscription.buyerId))
  return computeNextTry(subscription, { zone, level })
}

async function tellFailed(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  { problem, period, amount }: { readonly problem: Problem } & ReturnType<typeof describeNext>,
): Promise<SubscriptionWithTerms> {
  const now = context.clock.now()
  const { code, sentences } = problem
  const sentence = { zh: sentences['zh-CN'], en: sentences['en-US'] }
  const { subscription, terms } = held
  const failed: SubscriptionWithTerms = {
    subscription: { ...subscription, renewalFailure: { at: now, code, sentence }, lookedAt: now },
    terms,
  }
  await record(tx, 'auto_renewal.failed', {
    subject: subscription.id,
    data: { ...pickParties(subscription), code, sentence },
  })
  const again = await findNextTry(context, tx, failed)
  const { to, service } = await describeService(context, tx, subscription)
  await notify(tx, 'auto_renewal_failed', to, {
    subject: subscription.id,
    data: omitUndefined({ ...service, code, sentence, period, amount, nextTryAt: toWireTime(again) }),
  })
  return failed
}
