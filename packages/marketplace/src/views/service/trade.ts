import { addDays, createMoney, omitUndefined, sum, toCalendarDate, addMonths } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { BuyerRenewals, BuyerSpending, OperatorTrade, SellerSales } from '@loggia/protocol/console'
import { marketCurrency } from '../../ledger/index.ts'
import { toWireMoney, toWireTime } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import { listMonths, listWeeks, toTradePeriod, tradeDays } from '../trade-periods.ts'
import type { TradePeriod } from '../trade-periods.ts'
import * as store from '../store/index.ts'

const shownProducts = 5
const weeksAhead = 4
const shownEnding = 5
const [monthsBack, stackedProducts] = [12, 2]
const [calendarDays, soonDays, monthsAhead, mostShown] = [28, 14, 4, 100]

const toMoney = (minor: bigint): Money => createMoney(minor, marketCurrency)
const toWire = (minor: bigint) => toWireMoney(toMoney(minor))
const add = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n)

/** The days of a period with their sums, and the sums of both periods. */
function presentTrade(
  { days, starts }: TradePeriod,
  rows: readonly store.TradeRow[],
  refunds: readonly store.RefundedRow[],
) {
  const bySlot = new Map(rows.map((row) => [row.slot, row]))
  const half = starts.length / 2
  const sumsOf = (isIn: (slot: number) => boolean) => {
    const own = rows.filter(({ slot }) => slot !== null && isIn(slot))
    const given = refunds.filter(({ slot }) => isIn(slot))
    return {
      paid: toWire(add(own.map((row) => row.paid_minor))),
      orders: own.reduce((count, row) => count + row.orders, 0),
      purchases: own.reduce((count, row) => count + row.purchases, 0),
      refunded: toWire(add(given.map((row) => row.refunded_minor))),
    }
  }
  return {
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    days: days.map((day, i) => ({
      day,
      paid: toWire(bySlot.get(half + i + 1)?.paid_minor ?? 0n),
      paidBefore: toWire(bySlot.get(i + 1)?.paid_minor ?? 0n),
      orders: bySlot.get(half + i + 1)?.orders ?? 0,
    })),
    total: sumsOf((slot) => slot > half),
    before: sumsOf((slot) => slot <= half),
  }
}

export function createTradeViews({
  db,
  clock,
  zone,
  subscriptions,
}: Platform & { readonly subscriptions: Pick<Subscriptions, 'priceRenewables'> }) {
  const namesOf = async (ids: readonly Id<'prd'>[]) => {
    const rows = await store.listProductNames(db, ids)
    const names = new Map(rows.map((row) => [row.id, { zh: row.name_zh, en: row.name_en }]))
    return (id: Id<'prd'>) => names.get(id) ?? { zh: id, en: id }
  }

  /** The products with the highest payments of the later period, and what was paid for the others. */
  async function rankProducts(rows: readonly store.SalesRow[]) {
    const paidFor = (id: Id<'prd'>, isLater: boolean): bigint =>
      rows.find((row) => row.product_id === id && row.is_later === isLater)?.paid_minor ?? 0n
    const later = rows.flatMap(({ product_id: id, is_later, paid_minor }) =>
      id !== null && is_later === true && paid_minor > 0n ? [{ id, paid: paid_minor }] : [],
    )
    const ranked = later.toSorted((a, b) => (a.paid === b.paid ? 0 : a.paid < b.paid ? 1 : -1))
    const shown = ranked.slice(0, shownProducts)
    const nameOf = await namesOf(shown.map(({ id }) => id))
    return {
      products: shown.map(({ id, paid }) => ({
        id,
        name: nameOf(id),
        paid: toWire(paid),
        paidBefore: toWire(paidFor(id, false)),
      })),
      others: toWire(add(ranked.slice(shownProducts).map(({ paid }) => paid))),
    }
  }

  /** What services that end in the coming weeks would bring if they are renewed at today’s prices. */
  async function listRenewalsDue(sellerId: Id<'sel'>): Promise<Pick<SellerSales, 'renewals' | 'ending'>> {
    const from = clock.now()
    const slots = listWeeks(from, weeksAhead, zone)
    const [rows, ending] = await Promise.all([
      store.countDue(db, sellerId, { from, slots }),
      store.listEnding(db, sellerId, { from, until: slots.endsAt, most: shownEnding }),
    ])
    const prices = await subscriptions.priceRenewables(db, [...rows, ...ending].map(toRenewable))
    const dueOf = (week: number, isRenewing: boolean) => {
      const own = rows.flatMap((row, i) =>
        row.slot === week && row.renews_itself === isRenewing
          ? [{ services: row.services, price: prices[i] }]
          : [],
      )
      return {
        count: own.reduce((count, { services }) => count + services, 0),
        amount: toWire(add(own.map(({ services, price }) => BigInt(services) * (price?.amountMinor ?? 0n)))),
        ending: own.reduce((count, { services, price }) => count + (price ? 0 : services), 0),
      }
    }
    return {
      renewals: slots.names.map((day, i) => ({
        from: day,
        renewing: dueOf(i + 1, true),
        open: dueOf(i + 1, false),
      })),
      ending: ending.map((row, i) => {
        const price = prices[rows.length + i]
        return omitUndefined({
          id: row.id,
          orderId: row.order_id,
          name: { zh: row.name_zh, en: row.name_en },
          buyer: { zh: row.buyer_zh, en: row.buyer_en },
          at: toWireTime(row.ends_at),
          amount: price && toWireMoney(price),
        })
      }),
    }
  }

  /** A seller’s sales of the last 30 days beside the 30 before, and the renewals to come. */
  async function getSellerSales(sellerId: Id<'sel'>): Promise<SellerSales> {
    const period = toTradePeriod(clock.now(), zone)
    const [rows, refunds, renewals] = await Promise.all([
      store.listSales(db, sellerId, period.starts),
      store.listRefunded(db, { sellerId }, period.starts),
      listRenewalsDue(sellerId),
    ])
    const bySlot = rows.filter(({ slot }) => slot !== null)
    return { ...presentTrade(period, bySlot, refunds), ...(await rankProducts(rows)), ...renewals }
  }

  /** What was traded in the whole marketplace in the last 30 days. */
  async function getOperatorTrade(): Promise<OperatorTrade> {
    const period = toTradePeriod(clock.now(), zone)
    const later = period.starts.slice(tradeDays)
    const [rows, refunds, deliveries] = await Promise.all([
      store.listTrade(db, period.starts),
      store.listRefunded(db, {}, period.starts),
      store.countDeliveries(db, later),
    ])
    const begun = new Map(deliveries.map((row) => [row.slot, row]))
    return {
      ...presentTrade(period, rows, refunds),
      deliveries: period.days.map((day, i) => {
        const { activated = 0, failed = 0, under_way: underWay = 0 } = begun.get(i + 1) ?? {}
        return { day, activated, failed, underWay }
      }),
    }
  }

  /** What a buyer paid in the last twelve months. */
  async function getBuyerSpending(buyerId: Id<'byr'>): Promise<BuyerSpending> {
    const { names, starts } = listMonths(clock.now(), { ago: monthsBack - 1, count: monthsBack }, zone)
    const [rows, refunds] = await Promise.all([
      store.listSpent(db, buyerId, starts),
      store.listRefunded(db, { buyerId }, starts),
    ])
    const paidIn = (of: readonly store.SpentRow[]) =>
      names.map((_, i) => toWire(add(of.filter(({ slot }) => slot === i + 1).map((row) => row.paid_minor))))
    const totals = [...Map.groupBy(rows, (row) => row.product_id)]
      .map(([id, own]) => ({ id, own, paid: add(own.map((row) => row.paid_minor)) }))
      .toSorted((a, b) => (a.paid === b.paid ? 0 : a.paid < b.paid ? 1 : -1))
    const shown = totals.slice(0, stackedProducts)
    const nameOf = await namesOf(shown.map(({ id }) => id))
    const all = paidIn(rows)
    return {
      months: names.map((month, i) => ({
        month,
        paid: all[i] ?? toWire(0n),
        refunded: toWire(refunds.find(({ slot }) => slot === i + 1)?.refunded_minor ?? 0n),
      })),
      products: shown.map(({ id, own, paid }) => ({
        id,
        name: nameOf(id),
        paid: toWire(paid),
        byMonth: paidIn(own),
      })),
      total: toWire(add(totals.map(({ paid }) => paid))),
    }
  }

  /** What happens to a buyer’s services next, and what automatic renewals will cost. */
  async function getBuyerRenewals(buyerId: Id<'byr'>): Promise<BuyerRenewals> {
    const now = clock.now()
    const { names, endsAt } = listMonths(now, { ago: 0, count: monthsAhead }, zone)
    const rows = await store.listServicesDue(db, buyerId, { until: endsAt })
    const prices = await subscriptions.priceRenewables(db, rows.map(toRenewable))
    const priced = rows.map((row, i) => ({ ...row, price: prices[i] }))
    const coming = priced.flatMap((row) => listRenewals(row, endsAt))
    const sumOf = (of: typeof coming) => ({
      count: of.length,
      amount: toWireMoney(
        sum(
          of.map(({ price }) => price),
          marketCurrency,
        ),
      ),
    })
    const until = addDays(now, calendarDays, zone)
    return {
      months: names.map((month) => ({
        month,
        ...sumOf(coming.filter(({ at }) => toCalendarDate(at, zone).startsWith(month))),
      })),
      soon: sumOf(coming.filter(({ at }) => at < addDays(now, soonDays, zone))),
      calendar: priced
        .filter(({ at }) => at < until)
        .slice(0, mostShown)
        .map((row) =>
          omitUndefined({
            id: row.id,
            name: { zh: row.name_zh, en: row.name_en },
            at: toWireTime(row.at),
            kind: toExpiryKind(row),
            amount: row.is_trial || !row.price ? undefined : toWireMoney(row.price),
          }),
        ),
    }
  }

  type Priced = store.ServiceDueRow & { readonly price: Money | undefined }

  /** Each automatic renewal of a service until then; those after the first are at the same price. */
  function listRenewals(row: Priced, until: number) {
    const { at: first, price, period } = row
    if (row.state !== 'active' || !row.renews_itself || row.is_trial || !price) return []
    const months = period === 'year' ? 12 : 1
    const most = row.renewals_left ?? monthsAhead
    const times = Array.from({ length: most }, (_, i) => addMonths(first, i * months, zone))
    return times.filter((at) => at < until).map((at) => ({ at, price }))
  }

  return { getSellerSales, getOperatorTrade, getBuyerSpending, getBuyerRenewals }
}

const toRenewable = (row: store.DueRow | store.EndingRow | store.ServiceDueRow) => ({
  skuId: row.sku_id,
  priceItemId: row.price_item_id,
  quantity: row.quantity,
  period: row.period,
})

function toExpiryKind(row: store.ServiceDueRow): BuyerRenewals['calendar'][number]['kind'] {
  if (row.state === 'grace') return 'freezes'
  if (row.state === 'retention') return 'releases'
  if (row.is_trial) return 'trial_ends'
  return row.renews_itself ? 'renews' : 'ends'
}
