import {
  addDays,
  addMs,
  createMoney,
  fromDays,
  fromHours,
  getWeekday,
  setHour,
  toCalendarDate,
} from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { YearBuyer, YearContext } from './context.ts'
import { createDice, isIn, pickWeighted } from './dice.ts'
import type { Dice } from './dice.ts'
import { yearServices } from './goods.ts'
import type { Goods } from './goods.ts'
import { followService } from './service-life.ts'
import { listTold } from '../feedback.ts'
import { isOfYear, scheduleReviews } from './reviews.ts'
import { scheduleTickets } from './tickets.ts'
import { getSold } from './traders.ts'
import { scheduleWorks } from './works.ts'

/** Purchases a day (percent), at the beginning and at the end of the year. */
const [firstRate, lastRate] = [24, 84]
/**
 * The same of the seller whose overview is shown, beside the others: teams of companies that may have the product already.
 * They have dice of their own, so that the others do what they would do without them.
 */
const [firstTeamRate, lastTeamRate] = [3, 15]
const teamSeed = 20_261_201
const isOfTeams = ({ mark }: Goods): boolean => /^(chenglan|beichuang)/.test(mark)
/** By weekday, from Sunday. */
const weekly = [15, 110, 135, 125, 130, 100, 25]
const fundsEachMonth = createMoney(3_000_000n, 'CNY')
/** Topped up in steps, it stays below what the accounts that are shown had at the beginning. */
const fundsOfShown = createMoney(1_900_000n, 'CNY')
/** Sellers whose servers are down for a while, and how many days before the end. */
const outages = [
  { slug: 'xuzhi', mark: 'xuzhi-live', days: 212 },
  { slug: 'panxu', mark: 'panxu-vault', days: 64 },
  { slug: 'lanji', mark: 'lanji-plan', days: 2 },
] as const
/**
 * Services by the month of which something is due in the days after the end: `buyer` is a place among the buyers, where the
 * first is the first account that is shown.
 */
const dueSoon = [
  { mark: 'lanji-plan', days: 27, buyer: 0, renewsItself: false },
  { mark: 'panxu-vault', days: 26, buyer: 0, renewsItself: false },
  { mark: 'hengxu-sign', days: 20, buyer: 0, renewsItself: true },
  { mark: 'chenglan-docs', days: 28, buyer: 5, renewsItself: false },
  { mark: 'beichuang-minutes', days: 26, buyer: 7, renewsItself: false },
  { mark: 'chenglan-docs', days: 19, buyer: 9, renewsItself: true },
] as const
/** After this time the opening is given up (R70), and paid back. */
const outageMs = fromHours(4)
/** Within this time a seller that is back is called again. */
const probeMs = fromHours(1)

/** Puts a year of purchases into the agenda, and what follows from them. */
export function scheduleYear(context: YearContext): void {
  const { dice, from, until, platform, agenda } = context
  const days = Math.round((until - from) / fromDays(1))
  const ofTeams: YearContext = {
    ...context,
    dice: createDice(teamSeed),
    bought: [],
    buyers: context.buyers.filter(({ isShown }) => !isShown),
  }
  reserveReviewed(context)
  for (let day = 1; day < days; day += 1) {
    const date = addDays(from, day, platform.zone)
    const factor = weekly[getWeekday(toCalendarDate(date, platform.zone))] ?? 100
    const rateFrom = (first: number, last: number) => ((first + ((last - first) * day) / days) * factor) / 100
    const count = countAt(dice, rateFrom(firstRate, lastRate))
    for (let nth = 0; nth < count; nth += 1) agenda.add(timeOfDay(context, date), () => purchase(context))
    const teams = countAt(ofTeams.dice, rateFrom(firstTeamRate, lastTeamRate))
    for (let nth = 0; nth < teams; nth += 1)
      agenda.add(timeOfDay(ofTeams, date), () => purchaseForTeam(ofTeams))
    if (day % 30 === 1) agenda.add(setHour(date, 9, platform.zone), () => fundAll(context))
  }
  for (const outage of outages)
    agenda.add(setHour(addDays(until, -outage.days, platform.zone), 14, platform.zone), () =>
      failOpening(context, outage),
    )
  for (const one of dueSoon)
    agenda.add(setHour(addDays(until, -one.days, platform.zone), 11, platform.zone), () =>
      buyMonth(context, one),
    )
  scheduleReviews(context, async (review, buyer) => {
    const goods = yearServices.find(({ mark }) => mark === review.of)
    if (!goods) throw new Error(`Nobody buys ${review.of}`)
    const { productId } = getSold(context.all, goods.mark)
    const specification = review.bought ?? 0
    const of = { productId, specification, period: 'year', periodCount: 1 } as const
    const service = await context.trading.buy(buyer.actor, {
      ...of,
      quantity: unitsFor(context, buyer, goods),
    })
    context.bought.push({ mark: goods.mark, buyer, subscriptionId: service.subscriptionId })
    await context.trading.renewItself(buyer.actor, service.subscriptionId)
  })
  scheduleTickets(context)
  scheduleWorks(context)
}

/** A rate in percent as a number of times: the rest by chance. */
const countAt = (dice: Dice, rate: number): number =>
  Math.floor(rate / 100) + (isIn(dice, Math.round(rate % 100)) ? 1 : 0)

/** Nobody buys twice what they review. */
function reserveReviewed({ buyers, chosen }: YearContext): void {
  for (const { by, of } of listTold().filter((one) => isOfYear(one))) {
    const buyer = buyers.find(({ name }) => name === by)
    if (buyer) chosen.add(`${buyer.actor.memberId} ${of}`)
  }
}

/** Between nine and six in the market’s zone. */
const timeOfDay = ({ dice, platform }: YearContext, date: Instant): Instant =>
  addMs(setHour(date, 9, platform.zone), dice(9 * 60) * 60_000)

/** Enough for what renews itself. */
async function fundAll({ buyers, trading }: YearContext): Promise<void> {
  for (const { actor, isShown } of buyers) await trading.fund(actor, isShown ? fundsOfShown : fundsEachMonth)
}

/** A product that the buyer has not bought yet; undefined if there is none. */
function chooseGoods(context: YearContext, { actor, isShown }: YearBuyer): Goods | undefined {
  const known = context.chosen
  const open = yearServices.filter(
    ({ mark }) =>
      !known.has(`${actor.memberId} ${mark}`) &&
      !(isShown && /^(chenglan|beichuang|luyu|qingjie)/.test(mark)),
  )
  if (open.length === 0) return undefined
  const chosen = pickWeighted(context.dice, open)
  known.add(`${actor.memberId} ${chosen.mark}`)
  return chosen
}

async function purchase(context: YearContext): Promise<void> {
  const { dice, trading } = context
  const buyer = pickWeighted(dice, context.buyers)
  const goods = chooseGoods(context, buyer)
  if (!goods) return
  const { productId } = getSold(context.all, goods.mark)
  const period = isIn(dice, 45) ? 'year' : 'month'
  const of = {
    productId,
    specification: isIn(dice, 65) ? 0 : 1,
    period,
    periodCount: period === 'month' && isIn(dice, 40) ? 3 : 1,
    quantity: unitsFor(context, buyer, goods),
    trial: !buyer.isShown && isIn(dice, 14),
  } as const
  if (isIn(dice, 5)) {
    const orderId = await trading.submit(buyer.actor, { ...of, trial: false })
    await context.market.orders.cancel(buyer.actor, orderId)
    return
  }
  const service = await trading.buy(buyer.actor, of)
  context.bought.push({ mark: goods.mark, buyer, subscriptionId: service.subscriptionId })
  await followService(context, buyer, service)
}

/** A team buys what another one of its company may have, but nothing that the company reviews. */
async function purchaseForTeam(context: YearContext): Promise<void> {
  const { all, dice, trading } = context
  const buyer = pickWeighted(dice, context.buyers)
  const reviewed = listTold().filter((one) => isOfYear(one) && one.by === buyer.name)
  const open = yearServices.filter(
    (goods) => isOfTeams(goods) && !reviewed.some(({ of }) => of === goods.mark),
  )
  if (open.length === 0) return
  const goods = pickWeighted(dice, open)
  const { productId } = getSold(all, goods.mark)
  const service = await trading.buy(buyer.actor, {
    productId,
    specification: isIn(dice, 65) ? 0 : 1,
    period: isIn(dice, 45) ? 'year' : 'month',
    periodCount: 1,
    quantity: Math.max(1, Math.round(unitsFor(context, buyer, goods) / 3)),
  })
  await followService(context, buyer, service)
}

async function buyMonth(
  { all, buyers, trading }: YearContext,
  { mark, buyer: place, renewsItself }: (typeof dueSoon)[number],
): Promise<void> {
  const { productId } = getSold(all, mark)
  const buyer = buyers[place]
  if (!buyer) throw new Error(`There is no buyer ${place}`)
  const of = { productId, specification: 0, period: 'month', periodCount: 1, quantity: 20 } as const
  const { subscriptionId } = await trading.buy(buyer.actor, of)
  if (renewsItself) await trading.renewItself(buyer.actor, subscriptionId)
}

const unitsFor = ({ dice }: YearContext, { headcount }: YearBuyer, { share }: Goods): number =>
  share === 0 ? 1 : Math.max(1, Math.round((headcount * share * (70 + dice(60))) / 10_000))

/** A purchase while the seller's server is down: the opening is tried for hours, then the money is paid back. */
async function failOpening(context: YearContext, { slug, mark }: (typeof outages)[number]): Promise<void> {
  const { all, dice, trading } = context
  const buyer = pickWeighted(
    dice,
    context.buyers.filter(({ isShown }) => !isShown),
  )
  const { productId } = getSold(all, mark)
  await context.setDown(slug, true)
  await trading.buy(buyer.actor, {
    productId,
    specification: 0,
    period: 'month',
    periodCount: 1,
    quantity: 12,
  })
  await context.advanceBy(outageMs)
  await context.setDown(slug, false)
  // The calls to the seller stay paused until one has succeeded.
  const next = pickWeighted(
    dice,
    context.buyers.filter((one) => !one.isShown && one !== buyer),
  )
  await trading.buy(next.actor, {
    productId,
    specification: 0,
    period: 'month',
    periodCount: 1,
    quantity: 8,
  })
  await context.advanceBy(probeMs)
}
