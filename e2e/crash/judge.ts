import { readAmount, readColumn, groupBy, filterRows, readText, readTime } from './books.ts'
import type { Export, Row, SellerLine } from './books.ts'
import { judgeAttempts } from './judge-attempts.ts'
import { judgeCarried } from './judge-carried.ts'
import type { CarriedVerdict } from './judge-carried.ts'
import { judgeDeliveries } from './judge-deliveries.ts'
import { hasSucceeded, isAnswered, judgeCalls, judgeJournal } from './judge-journal.ts'
import { judgeLanes } from './judge-lanes.ts'
import { judgeLedger } from './judge-ledger.ts'
import { judgeLicenses } from './judge-licenses.ts'
import type { LicensesTold } from './license-told.ts'
import { judgeMoney, judgePaid } from './judge-paid.ts'
import type { Paid } from './judge-paid.ts'
import { judgePrices } from './judge-prices.ts'
import { judgeReturns } from './judge-returns.ts'
import type { ReturnsTold } from './judge-returns.ts'
import { findWaiting, isByPeople, judgeSupervision } from './judge-supervision.ts'
import type { SupervisedTold } from './judge-supervision.ts'
import { judgeTerms } from './judge-terms.ts'
import { judgeReferences, judgeTold } from './judge-told.ts'
import { readLives } from './lives.ts'
import type { Life } from './lives.ts'
import { matchCalls } from './match-calls.ts'
import { readPriceLists } from './price-lists.ts'
import type { PriceList } from './price-lists.ts'

export type Evidence = {
  readonly journal: readonly SellerLine[]
  readonly exported: Export
  /** The numbers of new orders whose payment was confirmed to the buyer. */
  readonly acknowledged: readonly string[]
  /** The other payments that were confirmed. */
  readonly paid: readonly Paid[]
  readonly returns: ReturnsTold
  /** All prices with their dates, in the order of time for each product. */
  readonly priceLists: readonly PriceList[]
  /** The supervised deliveries of which somebody was told that they are over. */
  readonly supervised: readonly SupervisedTold[]
  /** What was told of licenses, and what their seller uploaded. */
  readonly licenses: LicensesTold
  /** The time of the market's clock when nothing was in progress any more. */
  readonly now: number
  /** The time of the market's clock `byMs` after it showed `at`, or before if negative. */
  shifted(at: number, byMs: number): number
}

/** Everything that the two records say about one paid purchase. */
type Case = {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly order: Row
  readonly asked: readonly SellerLine[]
  readonly instances: readonly string[]
}

/** The faults, one sentence each, and how much could be computed again. No faults: the run is correct. */
export type Verdict = CarriedVerdict

export const judge = (evidence: Evidence): readonly string[] => judgeAll(evidence).faults

export function judgeAll(evidence: Evidence): Verdict {
  const { exported, acknowledged, journal, shifted } = evidence
  const cases = casesOf(evidence)
  const paid = new Set(cases.map(({ number }) => number))
  const { calls, faults } = matchCalls(evidence)
  const lives = readLives(exported, calls)
  const prices = { lists: readPriceLists(evidence.priceLists), shifted }
  const carried = judgeCarried(lives, exported, prices)
  const all = [
    ...acknowledged
      .filter((number) => !paid.has(number))
      .map((number) => `${number}: paid, as the buyer was told, and not in the export`),
    ...exported.order.flatMap((order) => judgePayment(order, exported)),
    ...cases.flatMap((one) => judgeOrder(one, evidence)),
    ...judgeDeliveries(exported),
    ...judgeSupervision(exported, evidence),
    ...judgeLicenses({ exported, journal, ...evidence.licenses }),
    ...lives.filter((life) => !isWaiting(life, exported)).flatMap((life) => judgeTerms(life, evidence.now)),
    ...judgePaid(lives, exported, evidence),
    ...judgePrices(lives, exported, prices),
    ...carried.faults,
    ...judgeMoney(exported),
    ...judgeReturns(lives, exported, evidence),
    ...lives.flatMap((life) => judgeTold(life, evidence)),
    ...judgeReferences(journal, exported),
    ...judgeJournal(evidence, paid),
    ...judgeCalls(exported),
    ...faults,
    ...judgeLanes(calls),
    ...judgeAttempts(calls, exported),
    ...judgeLedger(exported),
  ]
  return { ...carried, faults: all }
}

/** Its delivery waits for people, so its first term has not begun. */
const isWaiting = ({ row }: Life, exported: Export): boolean =>
  findWaiting(exported, readText(row, 'order_id')) !== undefined

function casesOf({ journal, exported }: Evidence): Case[] {
  const newInstances = groupBy(
    journal.filter(({ activity }) => activity === 'newInstance'),
    ({ orderId }) => orderId ?? '',
  )
  return exported.order
    .filter((row) => readText(row, 'kind') === 'new' && readTime(row, 'paid_at') !== undefined)
    .map((order) => {
      const number = readText(order, 'number')
      const asked = newInstances.get(number) ?? []
      const instances = [...new Set(asked.map(({ made }) => made).filter((made) => made !== undefined))]
      return { id: readText(order, 'id'), number, state: readText(order, 'state'), order, asked, instances }
    })
}

function judgeOrder(one: Case, evidence: Evidence): string[] {
  const { id, number, state } = one
  const faults: string[] = []
  if (isByPeople(evidence.exported, id)) return judgePerformed(one, evidence.exported)
  if (one.asked.length === 0 && !wasUnreachable(one, evidence.exported))
    faults.push(`${number}: paid, and the seller was never asked for it`)
  faults.push(...judgeWhoWasAsked(one, evidence.exported))
  if (one.instances.length > 1)
    faults.push(`${number}: the seller made ${one.instances.length} instances for it`)
  if (state === 'completed') return [...faults, ...judgeCompleted(one, evidence)]
  if (state === 'refunded') return [...faults, ...judgeRefunded(one, evidence)]
  if (state === 'processing' && findWaiting(evidence.exported, id))
    return [...faults, ...judgeHeld(one, evidence)]
  return [...faults, `${number}: neither completed nor refunded, but ${state}`]
}

/**
 * What people perform or send: no seller's server is asked for it, unless it makes licenses. What follows is checked by
 * judge-supervision.ts and judge-licenses.ts.
 */
function judgePerformed(one: Case, exported: Export): string[] {
  const { id, number, state, asked, instances } = one
  const due = findWaiting(exported, id) ? ['processing'] : ['completed', 'refunded']
  const isOnline = filterRows(exported.license, 'order_id', id).some(
    (row) => readText(row, 'way') === 'online',
  )
  return [
    ...(isOnline ? judgeWhoWasAsked(one, exported) : []),
    ...(instances.length > 1 ? [`${number}: the seller made ${instances.length} instances for it`] : []),
    ...(asked.length > 0 && !isOnline
      ? [`${number}: is performed by people, and the seller’s server was asked for it`]
      : []),
    ...(due.includes(state) ? [] : [`${number}: neither completed nor refunded, but ${state}`]),
    ...(state === 'refunded' ? judgeMoneyBack(one, exported) : []),
  ]
}

/** Opened, and not accepted yet: the seller's instance is there, and open. */
function judgeHeld({ id, number, instances }: Case, { journal, exported }: Evidence): string[] {
  const held = filterRows(exported.instance, 'order_id', id)
  const [instance] = held
  if (!instance || held.length > 1) return [`${number}: opened, and we hold ${held.length} instances for it`]
  const [reference, state] = [readColumn(instance, 'reference'), readText(instance, 'state')]
  return [
    ...(reference === instances[0]
      ? []
      : [`${number}: we hold instance ${String(reference)}, made by nobody`]),
    ...(state === 'open' ? [] : [`${number}: waits for its acceptance, and its instance is ${state}`]),
    ...(releasesOf(journal, String(reference)).length > 0
      ? [`${number}: waits for its acceptance, and its instance was released`]
      : []),
  ]
}

const ofReply =
  /^(succeeded|pending|refused|result_code|http_status|redirect|content_|body_|member_|not_an_object)/
/**
 * Whether the money was paid back because the seller's server was away for the whole time limit: no attempt got a
 * reply, or the call was given up without an attempt because other calls had shown that the server is away.
 */
function wasUnreachable({ id, state }: Case, { call, attempt, history }: Export): boolean {
  const calls = filterRows(call, 'subject', id).map((row) => readText(row, 'id'))
  const tried = calls.flatMap((callId) => filterRows(attempt, 'call_id', callId))
  const replied = tried.some((row) =>
    ofReply.test((readColumn(row, 'verdict') as { code: string } | null)?.code ?? ''),
  )
  const expired = filterRows(history, 'subject', id).some((row) => readColumn(row, 'kind') === 'call.expired')
  return state === 'refunded' && !replied && (tried.length > 0 || expired)
}

/** If several sellers write one journal, only the seller of the order was called. */
function judgeWhoWasAsked({ id, number, asked }: Case, { order_line }: Export): string[] {
  const sellers = new Set(filterRows(order_line, 'order_id', id).map((row) => readText(row, 'seller_id')))
  return asked
    .filter(({ seller, phase }) => phase === 'received' && seller !== undefined && !sellers.has(seller))
    .map(({ n }) => `${number}: request ${n} asked another seller for it`)
}

/** An order with a price is paid once and in full, by a posting that takes the amount from the buyer. */
function judgePayment(order: Row, { payment, ledger_posting, ledger_entry }: Export): string[] {
  const [number, total] = [readText(order, 'number'), readAmount(order, 'total_minor')]
  const isPaid = readText(order, 'kind') !== 'refund' && readTime(order, 'paid_at') !== undefined
  const payments = filterRows(payment, 'order_id', readText(order, 'id'))
  const due = isPaid && total > 0n ? 1 : 0
  const faults = payments.length === due ? [] : [`${number}: ${payments.length} payments`]
  for (const row of payments) {
    const amount = readAmount(row, 'amount_minor')
    if (amount !== total) faults.push(`${number}: paid ${amount}, not its total`)
    const posting = readText(row, 'posting_id')
    if (filterRows(ledger_posting, 'id', posting).length !== 1)
      faults.push(`${number}: its payment has no posting`)
    if (buyersPart(ledger_entry, posting) !== -amount)
      faults.push(`${number}: its payment's posting does not take ${amount} from the buyer`)
  }
  return faults
}

/** The part of a posting on buyers' balances; only these accounts keep a running balance. */
const buyersPart = (entries: readonly Row[], posting: string): bigint =>
  filterRows(entries, 'posting_id', posting)
    .filter((row) => readColumn(row, 'balance_after_minor') !== null)
    .reduce((total, row) => total + readAmount(row, 'amount_minor'), 0n)

/** The refund orders that name it, and those that return one of its lines although they name another order. */
function refundOrdersOf({ id }: Case, { order, refund }: Export): readonly Row[] {
  const named = filterRows(order, 'refunds_order_id', id)
  const others = filterRows(refund, 'order_id', id)
    .flatMap((row) => filterRows(order, 'id', readText(row, 'refund_order_id')))
    .filter((row) => !named.includes(row))
  return [...named, ...others]
}

const refundPostingsOf = (one: Case, exported: Export): Row[] =>
  [one.id, ...refundOrdersOf(one, exported).map((row) => readText(row, 'id'))]
    .flatMap((subject) => filterRows(exported.ledger_posting, 'subject', subject))
    .filter((row) => readColumn(row, 'kind') === 'refund')

const releases = new WeakMap<readonly SellerLine[], Map<string, SellerLine[]>>()
/** The journal's lines about releases of this instance. */
function releasesOf(journal: readonly SellerLine[], instance: string): readonly SellerLine[] {
  const known =
    releases.get(journal) ??
    groupBy(
      journal.filter((line) => line.activity === 'releaseInstance'),
      (line) => line.instanceId ?? '',
    )
  releases.set(journal, known)
  return known.get(instance) ?? []
}

/** What follows the opening is checked by another judge (judge-terms.ts). */
const wasOpened = new Set(['active', 'grace', 'retention', 'released'])
/** A trial that was converted keeps its state when everything that was paid is returned. */
const wasReturned = (subscription: Row, { history }: Export): boolean =>
  readColumn(subscription, 'state') === 'cancelled' &&
  filterRows(history, 'subject', readText(subscription, 'id')).some(
    (row) => readColumn(row, 'kind') === 'service.returned',
  )

/** The seller returned one instance for the order, it is the one in our books, and no money was paid back. */
function judgeCompleted(one: Case, { journal, exported }: Evidence): string[] {
  const { id, number, asked, instances } = one
  const faults: string[] = []
  if (refundOrdersOf(one, exported).length > 0)
    faults.push(`${number}: completed, and there is a refund order for it`)
  if (filterRows(exported.refund, 'order_id', id).length > 0)
    faults.push(`${number}: completed, and there is a refund for it`)
  if (refundPostingsOf(one, exported).length > 0)
    faults.push(`${number}: completed, and money went back for it`)
  const told = new Set(
    asked.filter((line) => isAnswered(line) && line.taken === true).map((line) => line.told),
  )
  const held = filterRows(exported.instance, 'order_id', id)
  const [subscription] = filterRows(exported.subscription, 'order_id', id)
  if (held.length !== 1)
    return [...faults, `${number}: completed, and we hold ${held.length} instances for it`]
  const isReturned = subscription !== undefined && wasReturned(subscription, exported)
  for (const row of held) {
    const reference = readColumn(row, 'reference')
    if (reference !== instances[0])
      faults.push(
        `${number}: we hold instance ${String(reference)}, the seller made ${instances.join() || 'none'}`,
      )
    if (typeof reference === 'string' && !told.has(reference))
      faults.push(`${number}: the seller never answered ${reference}`)
    const isOver = isReturned || (subscription && readColumn(subscription, 'state') === 'released')
    if (readColumn(row, 'state') !== (isOver ? 'released' : 'open'))
      faults.push(`${number}: completed, and its instance is ${String(readColumn(row, 'state'))}`)
    if (!isOver && releasesOf(journal, String(reference)).length > 0)
      faults.push(`${number}: completed, and its instance was released`)
  }
  if (!subscription || !(isReturned || wasOpened.has(readText(subscription, 'state'))))
    faults.push(`${number}: completed, and its subscription is not open`)
  return faults
}

/**
 * The money was paid back once and in full. What the seller made was released, or the seller was told of a possible
 * orphan.
 */
const judgeRefunded = (one: Case, { journal, exported }: Evidence): string[] => [
  ...judgeMoneyBack(one, exported),
  ...judgeReleases(one, { journal, exported }),
]

function judgeMoneyBack(one: Case, exported: Export): string[] {
  const { id, number } = one
  const faults: string[] = []
  const refundOrders = refundOrdersOf(one, exported)
  const postings = refundPostingsOf(one, exported)
  // A refund order may return renewals of the same service too.
  const due = refundOrders.reduce((sum, row) => sum + readAmount(row, 'total_minor'), 0n)
  if (refundOrders.length !== 1) faults.push(`${number}: refunded by ${refundOrders.length} refund orders`)
  if (postings.length !== (due > 0n ? 1 : 0))
    faults.push(`${number}: refunded by ${postings.length} postings`)
  const back = postings.reduce((sum, row) => sum + buyersPart(exported.ledger_entry, readText(row, 'id')), 0n)
  if (back !== due) faults.push(`${number}: paid ${due}, returned ${back}`)
  if (
    filterRows(exported.subscription, 'order_id', id).some((row) => readColumn(row, 'state') !== 'cancelled')
  )
    faults.push(`${number}: refunded, and its subscription is not cancelled`)
  return faults
}

/**
 * What is released in our books was released by the seller. Every known instance was released. Of every other one a
 * seller was notified.
 */
function judgeReleases(one: Case, { journal, exported }: Pick<Evidence, 'journal' | 'exported'>): string[] {
  const { id, number, instances } = one
  const faults: string[] = []
  const rows = filterRows(exported.instance, 'order_id', id)
  const known = new Set(rows.map((row) => readColumn(row, 'reference')))
  const isReleased = (instance: string): boolean => releasesOf(journal, instance).some(hasSucceeded)
  for (const row of rows) {
    const [reference, state] = [readColumn(row, 'reference'), readColumn(row, 'state')]
    if (typeof reference === 'string' && state !== 'released')
      faults.push(`${number}: refunded, and its instance is ${String(state)} in our books`)
    if (state === 'released' && !isReleased(String(reference)))
      faults.push(`${number}: released in our books, and the seller never released ${String(reference)}`)
  }
  for (const instance of instances) {
    const released = isReleased(instance)
    if (known.has(instance) && !released)
      faults.push(`${number}: refunded, and its instance ${instance} was not released`)
    if (!known.has(instance) && !released && !isNamed(one, exported))
      faults.push(`${number}: refunded, and its orphan ${instance} is named to nobody`)
  }
  return faults
}

const orphans = new WeakMap<readonly Row[], Set<unknown>>()
/** Whether the seller got a message that this order may have left an orphan. */
function isNamed({ id, number }: Case, { message }: Export): boolean {
  const named = orphans.get(message) ?? new Set(message.filter(speaksOfOrphan).flatMap(subjectsOf))
  orphans.set(message, named)
  return named.has(number) || named.has(id)
}
const dataOf = (row: Row): Row => (readColumn(row, 'data') ?? {}) as Row
const speaksOfOrphan = (row: Row): boolean =>
  readColumn(row, 'party_kind') === 'seller' &&
  readColumn(row, 'kind') === 'opening_failed' &&
  dataOf(row)['orphanPossible'] === true
const subjectsOf = (row: Row): unknown[] => [readColumn(row, 'subject'), ...Object.values(dataOf(row))]
