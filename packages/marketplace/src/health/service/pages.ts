import { fromIso, listDates, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { Health, HealthCounts, PublicFigures, SellerHealth } from '@loggia/protocol/console'
import { callFacts } from '@loggia/protocol/console/calls/facts'
import type { HealthPeriod } from '@loggia/protocol/console/health/kinds'
import { readMembers } from '@loggia/protocol/console/members'
import { catalogProblems } from '../../catalog/index.ts'
import type { Parties } from '../../parties/index.ts'
import { toWireTime } from '../../platform/index.ts'
import type { Db, Platform } from '../../platform/index.ts'
import { healthProblems } from '../problems.ts'
import { findMainCause, groupFailures } from '../rules/causes.ts'
import { toDates, toMarketDay } from '../rules/days.ts'
import { findPercentile } from '../rules/histogram.ts'
import { matchPauses } from '../rules/pauses.ts'
import { formatPlace, readPlace, toShare } from '../rules/shares.ts'
import type { BreakerFact, Dates, FigureSubject, HealthScope, Tally } from '../schema.ts'
import * as store from '../store/index.ts'

export type HealthContext = Platform & { readonly parties: Pick<Parties, 'getSeller'> }

/** The length of the list of all sellers, and of its sparklines, in days. */
const listedDays = 30
const mostPauses = 50

const none: Tally = { attempts: 0, succeeded: 0, interrupted: 0, calls: 0, stopped: 0, durations: [] }

const presentTally = ({ durations, ...sums }: Tally): HealthCounts =>
  omitUndefined({
    attempts: sums.attempts,
    succeeded: sums.succeeded,
    interrupted: sums.interrupted,
    calls: sums.calls,
    stopped: sums.stopped,
    successShare: toShare(sums.succeeded, sums.attempts),
    p50Ms: findPercentile(durations, 0.5),
    p95Ms: findPercentile(durations, 0.95),
    p99Ms: findPercentile(durations, 0.99),
  })

const presentName = <P extends 'prd' | 'sel'>({ id, name_zh: zh, name_en: en }: store.NamedRow<P>) => ({
  id,
  name: { zh, en },
})

function presentFigures(row: store.FigureRow): PublicFigures {
  const { computed_at: at, orders, buyers, opened, refunded, p50_ms: p50, p90_ms: p90 } = row
  return omitUndefined({
    computedAt: toWireTime(at),
    orders,
    buyers,
    opened,
    openedWithin: p50 === null || p90 === null ? undefined : { p50Ms: Number(p50), p90Ms: Number(p90) },
    refunded,
  })
}

const { 'seller.parked': parked, 'seller.recovered': recovered } = callFacts

function readBreakerFact({ at, kind, data }: store.BreakerRow): BreakerFact[] {
  if (kind === 'seller.recovered') {
    const closed = readMembers(recovered.data, data)
    return closed ? [{ kind: 'recovered', at, since: fromIso(closed.parkedSince) }] : []
  }
  const opened = readMembers(parked.data, data)
  if (!opened) return []
  const { failures, verdict, parkedSince } = opened
  return [
    {
      kind: 'parked',
      at,
      since: parkedSince === undefined ? undefined : fromIso(parkedSince),
      failures,
      verdict,
    },
  ]
}

export function createHealthPages({ db, clock, zone, parties }: HealthContext) {
  /** What buyers see of a product, a seller or the whole market; undefined while too few have bought. */
  const findFigures = async (subject: FigureSubject): Promise<PublicFigures | undefined> =>
    (await listFigures([subject])).get(subject)

  /** The same of several; subjects of which too few have bought are left out. */
  async function listFigures<S extends FigureSubject>(
    subjects: readonly S[],
  ): Promise<ReadonlyMap<S, PublicFigures>> {
    const rows = await store.listFigures(db, subjects)
    return new Map(rows.map((row) => [row.subject as S, presentFigures(row)]))
  }

  async function readPauses(sellerId: Id<'sel'>, dates: Dates) {
    const rows = await store.listBreakerFacts(db, sellerId, mostPauses * 2)
    const facts = rows.toReversed().flatMap(readBreakerFact)
    const pauses = matchPauses(facts, toMarketDay(dates.from, zone).startsAt).slice(0, mostPauses)
    return pauses.map(({ from: since, to, ...why }) =>
      omitUndefined({ ...why, from: toWireTime(since), to: to === undefined ? undefined : toWireTime(to) }),
    )
  }

  /**
   * How a seller's interfaces did in the last days. Throws `parties.seller_not_found`, and `catalog.product_not_found`
   * if the product is another seller's.
   */
  async function getHealth(scope: HealthScope, days: HealthPeriod): Promise<Health> {
    const { sellerId, productId } = scope
    const { id, name } = await parties.getSeller(db, sellerId)
    if (productId !== undefined && !(await store.isOwnProduct(db, sellerId, productId)))
      throw catalogProblems.product_not_found({ productId })
    const dates = toDates(clock.now(), days, zone)
    const [tallies, interfaceDays, failures, countedAt, products, activities, breakers, pauses, figures] =
      await Promise.all([
        store.listTallies(db, scope, dates),
        store.listInterfaceDays(db, scope, dates),
        store.listFailures(db, scope, dates),
        store.findCountedAt(db),
        store.listCalledProducts(db, sellerId, dates),
        store.listCalledActivities(db, scope, dates),
        store.listBreakers(db, [sellerId]),
        readPauses(sellerId, dates),
        findFigures(productId ?? sellerId),
      ])
    return omitUndefined({
      seller: { id, name },
      ...dates,
      countedAt: countedAt === undefined ? undefined : toWireTime(countedAt),
      ...presentSums({ tallies, interfaceDays, failures }, dates),
      failures: groupFailures(failures.filter(({ activity }) => activity === null)),
      products: products.map(presentName),
      activities,
      breaker: breakers.get(sellerId) ?? 'closed',
      pauses,
      figures,
    })
  }

  /** How the interfaces of all sellers did in the last 30 days, the worst first. Throws `health.cursor_malformed`. */
  async function listSellers({ limit, after }: PageRequest): Promise<Page<SellerHealth>> {
    const place = after === undefined ? undefined : readPlace(after)
    if (after !== undefined && !place) throw healthProblems.cursor_malformed()
    const dates = toDates(clock.now(), listedDays, zone)
    const rows = await store.listSellers(db, dates, { limit, after: place })
    const ids = rows.slice(0, limit).map(({ id }) => id)
    const [breakers, durations, days, failed] = await Promise.all([
      store.listBreakers(db, ids),
      store.listSellerDurations(db, ids, dates),
      store.listSellerDays(db, ids, dates),
      store.listSellerFailures(db, ids, dates),
    ])
    const byDay = Map.groupBy(days, (row) => row.seller_id)
    const failures = Map.groupBy(failed, (one) => one.sellerId)
    return toPage(rows, limit, {
      item: (row) =>
        omitUndefined({
          seller: presentName(row),
          attempts: row.attempts,
          succeeded: row.succeeded,
          p95Ms: findPercentile(durations.get(row.id) ?? [], 0.95),
          breaker: breakers.get(row.id) ?? 'closed',
          mainCause: findMainCause(failures.get(row.id) ?? []),
          days: listDates(dates.from, dates.to).map((day) => {
            const found = byDay.get(row.id)?.find((one) => one.day === day)
            return { day, attempts: found?.attempts ?? 0, succeeded: found?.succeeded ?? 0 }
          }),
        }),
      cursor: (row) => formatPlace({ place: row.place, sellerId: row.id }),
    })
  }

  /** Whether the buyer belongs to the seller, so that what it does says nothing about the seller's products. */
  const isConnected = (from: Db, of: { readonly buyerId: Id<'byr'>; readonly sellerId: Id<'sel'> }) =>
    store.isConnected(from, of)

  return { findFigures, listFigures, getHealth, isConnected, listSellers }
}

/** The total, the interfaces (the worst share first) and every day. */
function presentSums(
  rows: {
    readonly tallies: readonly store.TallyRow[]
    readonly interfaceDays: readonly store.InterfaceDayRow[]
    readonly failures: readonly store.FailureRow[]
  },
  dates: Dates,
): Pick<Health, 'total' | 'interfaces' | 'days'> {
  const { tallies, failures } = rows
  const shownDays = listDates(dates.from, dates.to)
  const byDay = new Map(tallies.map((row) => [row.day, row]))
  const total = tallies.find(({ day, activity }) => day === null && activity === null)
  const interfaces = tallies.flatMap((row) => {
    const { protocol, activity } = row
    if (protocol === null || activity === null) return []
    const isOwn = (one: Pick<store.FailureRow, 'protocol' | 'activity'>): boolean =>
      one.protocol === protocol && one.activity === activity
    const onDay = new Map(rows.interfaceDays.filter(isOwn).map((one) => [one.day, one]))
    const days = shownDays.map((day) => {
      const { attempts = 0, succeeded = 0 } = onDay.get(day) ?? {}
      return { attempts, succeeded }
    })
    const mainCause = findMainCause(failures.filter(isOwn))
    return [omitUndefined({ ...presentTally(row), protocol, activity, mainCause, days })]
  })
  return {
    total: presentTally(total ?? none),
    interfaces: interfaces.toSorted((a, b) => (a.successShare ?? 1) - (b.successShare ?? 1)),
    days: shownDays.map((day) => ({ ...presentTally(byDay.get(day) ?? none), day })),
  }
}
