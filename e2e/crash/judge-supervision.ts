import { filterRows, groupBy, readAmount, readColumn, readMoment, readText, readTime } from './books.ts'
import type { Export, Row } from './books.ts'
import { dayMs, toIso } from './calendar.ts'
import { findAgreed, judgeRequests, listStops } from './judge-refund-requests.ts'
import { walk } from './supervised-walks.ts'
import type { Standing } from './supervised-walks.ts'

/** Somebody was told that this delivery is over. */
export type SupervisedTold = { readonly supervisionId: string; readonly stage: 'done' | 'ended' }
type Told = {
  readonly supervised: readonly SupervisedTold[]
  readonly now: number
  shifted(at: number, byMs: number): number
}

/** The most time between a reading of the clock and what is dated by it. */
const underWayMs = 5_000
const firstReminderMs = 180 * dayMs
const nextReminderMs = 30 * dayMs
const autoAcceptMs = 10 * dayMs
const aheadOfUtcMs = 8 * 3_600_000

const isOver = (row: Row): boolean => ['done', 'ended'].includes(readText(row, 'stage'))
/** Of SaaS the seller's server must have answered; until then the call decides. */
const isReady = (row: Row): boolean =>
  readText(row, 'type') !== 'saas' || readTime(row, 'opened_at') !== undefined

/** The deliveries that wait for people, and may do so for ever (R104), by the ids of their orders. */
export const findWaiting = ({ supervision }: Export, orderId: string): Row | undefined =>
  filterRows(supervision, 'order_id', orderId).find((row) => !isOver(row) && isReady(row))

/** Whether it was delivered; an operator may accept it although it was not (R103). */
export const isDelivered = ({ supervision }: Export, deliveryId: string): boolean =>
  filterRows(supervision, 'delivery_id', deliveryId).every(
    (row) => readTime(row, 'delivered_at') !== undefined,
  )

/** Whether people perform or send it, so that no server is called for it. */
export const isByPeople = ({ supervision }: Export, orderId: string): boolean =>
  filterRows(supervision, 'order_id', orderId).some((row) => readText(row, 'type') !== 'saas')

/** What is to go back of a line, if it is a part: what buyer and seller agreed, or an operator decided (R139). */
export function findDecidedPart(exported: Export, lineId: string): bigint | undefined {
  const { supervision, appeal } = exported
  const agreed = findAgreed(exported, lineId)
  if (agreed !== undefined) return agreed
  const [of] = filterRows(supervision, 'order_line_id', lineId)
  const [decided] = (of ? filterRows(appeal, 'supervision_id', readText(of, 'id')) : []).filter(
    (row) => readColumn(row, 'outcome') === 'refunded' && readColumn(row, 'amount_minor') !== null,
  )
  return decided && readAmount(decided, 'amount_minor')
}

/**
 * Each delivery that is to be accepted is supervised once. Its history is a way through its flow, and nothing moves
 * while it is appealed. When it is done, the line is complete and its term begins; when it ends, the money goes back.
 */
export function judgeSupervision(exported: Export, told: Told): string[] {
  const { delivery, supervision } = exported
  const known = new Set(delivery.map((row) => readText(row, 'id')))
  return [
    ...delivery.flatMap((row) => judgeDelivery(row, exported)),
    ...supervision
      .filter((row) => !known.has(readText(row, 'delivery_id')))
      .map((row) => `${readText(row, 'id')}: supervises a delivery that is not there`),
    ...supervision.flatMap((row) =>
      judgeOne(row, exported, told).map((fault) => `${readText(row, 'id')}: ${fault}`),
    ),
    ...told.supervised.flatMap((one) => judgeTold(one, exported)),
  ]
}

function judgeDelivery(delivery: Row, { supervision, order_line }: Export): string[] {
  const id = readText(delivery, 'id')
  const [line] = filterRows(order_line, 'id', readText(delivery, 'order_line_id'))
  const isOffered = line !== undefined && (readColumn(line, 'offer') as Row)['supervision'] !== undefined
  const isDue = isOffered || readText(delivery, 'type') !== 'saas'
  const count = filterRows(supervision, 'delivery_id', id).length
  return count === (isDue ? 1 : 0) ? [] : [`${id}: is supervised ${count} times`]
}

const judgeTold = ({ supervisionId, stage }: SupervisedTold, { supervision }: Export): string[] => {
  const is = filterRows(supervision, 'id', supervisionId).map((row) => readText(row, 'stage'))[0]
  return is === stage ? [] : [`${supervisionId}: is ${stage}, as somebody was told, and ${String(is)}`]
}

/** R97: the flows whose buyers first say what they need, always or if the seller asks. */
const alwaysAsked = new Set(['standard', 'license_online'])
const sometimesAsked = new Set(['saas', 'license_offline'])

function judgeOne(row: Row, exported: Export, told: Told): string[] {
  const facts = factsOf(row, exported)
  const offered = readColumn(row, 'offered') as Row
  const flow = readText(row, 'flow')
  const isAsked = alwaysAsked.has(flow) || (sometimesAsked.has(flow) && offered['template'] !== undefined)
  const { standing, faults } = walk({ flow, isAsked }, facts)
  return [
    ...faults,
    ...judgeStanding(row, standing, exported),
    ...judgeAppeals(row, standing, exported),
    ...judgeRequests(row, standing, exported),
    ...judgeEnd(row, exported, told),
    ...(readText(row, 'flow').startsWith('license_code')
      ? judgeActivated(row, facts, told)
      : judgeBegun(row, standing)),
    ...judgeReceipt(row, { facts, exported, now: told.now }),
    ...judgeReminders(row, exported, told),
    ...judgeMoney(row, exported),
  ]
}

/** In the order in which they happened. */
const factsOf = (row: Row, { history }: Export): Row[] =>
  filterRows(history, 'subject', readText(row, 'order_id'))
    .filter((fact) => (readColumn(fact, 'data') as Row)['supervisionId'] === readText(row, 'id'))
    .toSorted((a, b) => Number(readColumn(a, 'sequence')) - Number(readColumn(b, 'sequence')))

/** The row says what its history says. An opening that failed ends it without a fact of its own (R70). */
function judgeStanding(row: Row, standing: Standing, { refund }: Export): string[] {
  const stage = readText(row, 'stage')
  const faults: string[] = []
  const causes = filterRows(refund, 'order_line_id', readText(row, 'order_line_id')).map((one) =>
    readText(one, 'cause'),
  )
  const failed = stage === 'ended' && standing.stage !== 'ended'
  if (failed) {
    if (standing.isOpened || causes.join() !== 'opening_failed')
      faults.push(`ended from ${standing.stage}, and nobody ended it`)
  } else if (stage !== standing.stage) faults.push(`is ${stage}, and ${standing.stage} by its history`)
  const same = (name: string, is: unknown, due: unknown): void => {
    if (String(is) !== String(due))
      faults.push(`has ${name} ${String(is)}, and ${String(due)} by its history`)
  }
  same('needs_recheck', readColumn(row, 'needs_recheck'), standing.isMarked)
  same('rejections', readColumn(row, 'rejections'), standing.rejections)
  same('milestones_accepted', readColumn(row, 'milestones_accepted'), standing.acceptedParts)
  same('opened_at', readTime(row, 'opened_at') !== undefined, standing.isOpened)
  same('delivered_at', readTime(row, 'delivered_at') !== undefined, standing.isMade)
  same('collected_at', readTime(row, 'collected_at') !== undefined, standing.isCollected)
  return faults
}

/** At most one is open, and exactly then the flow stands still; each is in the history. */
function judgeAppeals(row: Row, { appealedBy, counts }: Standing, { appeal }: Export): string[] {
  const own = filterRows(appeal, 'supervision_id', readText(row, 'id'))
  const count = (state: string): number => own.filter((one) => readText(one, 'state') === state).length
  const faults: string[] = []
  const isStopped = readTime(row, 'appealed_at') !== undefined
  const open = count('open')
  if (open > 1) faults.push(`has ${open} open appeals`)
  if (isStopped !== open > 0)
    faults.push(`is ${isStopped ? '' : 'not '}stopped, and has ${open} open appeals`)
  if (!isOver(row) && isStopped !== (appealedBy !== undefined))
    faults.push(`is ${isStopped ? '' : 'not '}stopped, which its history does not say`)
  const kept = [own.length, count('withdrawn'), count('decided')]
  const recorded = [counts.opened, counts.withdrawn, counts.decided]
  if (kept.join() !== recorded.join())
    faults.push(
      `has ${kept.join('/')} appeals, withdrawn and decided, and ${recorded.join('/')} by its history`,
    )
  return faults
}

/** Done: accepted, complete, and the term begins. Ended: failed and refunded. Open: none of these. */
function judgeEnd(row: Row, exported: Export, { shifted }: Told): string[] {
  const { delivery, order_line, subscription, subscription_term } = exported
  const [of] = filterRows(delivery, 'id', readText(row, 'delivery_id'))
  const [line] = filterRows(order_line, 'id', readText(row, 'order_line_id'))
  const [service] = filterRows(subscription, 'id', readText(row, 'subscription_id'))
  if (!of || !line || !service) return ['is of a delivery, a line or a service that is not there']
  const stage = readText(row, 'stage')
  const due = { done: 'accepted completed', ended: 'failed refunded' }[stage] ?? 'started open'
  const is = `${readText(of, 'state')} ${readText(line, 'state')}`
  const faults = is === due ? [] : [`is ${stage}, and its delivery and line are ${is}`]
  const isNear = (at: number | undefined, about: number): boolean =>
    at !== undefined && at >= about && shifted(at, -underWayMs) <= about
  const startsAt = readTime(service, 'starts_at')
  const terms = filterRows(subscription_term, 'order_line_id', readText(line, 'id'))
  if (stage !== 'done') {
    if (startsAt !== undefined || terms.length > 0) faults.push(`is ${stage}, and its term began`)
    const state = stage === 'ended' ? 'cancelled' : 'opening'
    if (readText(service, 'state') !== state)
      faults.push(`is ${stage}, and its service is ${readText(service, 'state')}`)
    return faults
  }
  const doneAt = readMoment(row, 'done_at')
  const begunAt = readTime(row, 'begun_at')
  if (begunAt === undefined ? !isNear(startsAt, doneAt) : startsAt !== begunAt)
    faults.push(`was accepted at ${toIso(doneAt)}, and its term begins at ${isoOr(startsAt)}`)
  if (!isNear(readTime(of, 'accepted_at'), doneAt)) faults.push('was done before its delivery was accepted')
  return faults
}

const isoOr = (at: number | undefined): string => (at === undefined ? 'no time' : toIso(at))

/** R98: the beginning of a day from the payment's on, as it was delivered last. */
function judgeBegun(row: Row, standing: Standing): string[] {
  const begunAt = readTime(row, 'begun_at')
  const said = standing.begunAt === undefined ? undefined : Date.parse(standing.begunAt)
  if (begunAt !== said) return [`is in use since ${isoOr(begunAt)}, and since ${isoOr(said)} by its history`]
  if (begunAt === undefined) return []
  const startedAt = readMoment(row, 'started_at')
  const isMidnight = (begunAt + aheadOfUtcMs) % dayMs === 0
  return isMidnight && begunAt > startedAt - dayMs ? [] : [`is in use since ${toIso(begunAt)}`]
}

/** R76: a code is in use since its last activation, which the software does not date otherwise. */
function judgeActivated(row: Row, facts: readonly Row[], { shifted }: Told): string[] {
  const begunAt = readTime(row, 'begun_at')
  const last = facts.findLast((fact) => readText(fact, 'kind') === 'delivery.activated')
  const at = last && readMoment(last, 'at')
  if (at === undefined || begunAt === undefined)
    return at === begunAt ? [] : [`is in use since ${isoOr(begunAt)}, and was activated at ${isoOr(at)}`]
  return at >= begunAt && shifted(at, -underWayMs) <= begunAt
    ? []
    : [`is in use since ${toIso(begunAt)}, and was activated at ${toIso(at)}`]
}

type Receiving = { readonly facts: readonly Row[]; readonly exported: Export; readonly now: number }

/**
 * R100: ten days after the receipt the system accepts, not before and not later. Days of appeals and of refund requests
 * do not count.
 */
function judgeReceipt(row: Row, { facts, exported, now }: Receiving): string[] {
  const received = facts.findLast((fact) => readText(fact, 'kind') === 'delivery.received')
  const receivedAt = readTime(row, 'received_at')
  const bySystem = facts.filter((fact) => (readColumn(fact, 'data') as Row)['by'] === 'system')
  if (bySystem.length > 1) return [`was accepted ${bySystem.length} times by the system`]
  if (receivedAt === undefined || !received || readColumn(row, 'tracking_readable') !== true)
    return bySystem.map(() => 'was accepted by the system, and no receipt was read')
  const reportedAt = readMoment(received, 'at')
  const stoppedMs = listStops(row, exported, now)
    .filter(({ from }) => from >= reportedAt)
    .reduce((sum, { from, to }) => sum + to - from, 0)
  const due = receivedAt + autoAcceptMs + stoppedMs
  const early = bySystem
    .filter((fact) => readMoment(fact, 'at') < due)
    .map(
      (fact) => `was accepted at ${toIso(readMoment(fact, 'at'))}, and the system accepts at ${toIso(due)}`,
    )
  const isStopped = ['appealed_at', 'refund_asked_at'].some((name) => readTime(row, name) !== undefined)
  const isWaiting = readText(row, 'stage') === 'acceptance' && !isStopped
  const acceptAt = readTime(row, 'accept_at')
  const isLate = isWaiting && (acceptAt === undefined || acceptAt <= now)
  return isLate ? [...early, `is to be accepted at ${isoOr(acceptAt)}, and was not`] : early
}

const reminders = new WeakMap<readonly Row[], Map<string, Row[]>>()
/** The reminders of deliveries that wait for long, by delivery. */
function remindersIn(message: readonly Row[]): Map<string, Row[]> {
  const dataOf = (row: Row): Row => readColumn(row, 'data') as Row
  const known =
    reminders.get(message) ??
    groupBy(
      filterRows(message, 'kind', 'delivery').filter((row) => dataOf(row)['what'] === 'waiting'),
      (row) => String(dataOf(row)['supervisionId']),
    )
  reminders.set(message, known)
  return known
}

/** R104: both sides, from 180 days after the payment on, every 30 days, once each, until it is over. */
function judgeReminders(row: Row, { message }: Export, { now, shifted }: Told): string[] {
  const id = readText(row, 'id')
  const timesFor = (party: 'buyer' | 'seller'): number[] =>
    (remindersIn(message).get(id) ?? [])
      .filter((one) => readText(one, 'party_kind') === party)
      .map((one) => readMoment(one, 'at'))
      .toSorted((a, b) => a - b)
  const [times, others] = [timesFor('seller'), timesFor('buyer')]
  const faults: string[] = []
  if (times.length !== others.length)
    faults.push(`reminded its seller ${times.length} times, its buyer ${others.length} times`)
  const startedAt = readMoment(row, 'started_at')
  for (const [i, at] of times.entries()) {
    const last = times[i - 1]
    const from =
      last === undefined ? startedAt + firstReminderMs : shifted(last, -underWayMs) + nextReminderMs
    if (at < from) faults.push(`reminded at ${toIso(at)}, which is before ${toIso(from)}`)
  }
  const last = times.at(-1)
  const next = last === undefined ? startedAt + firstReminderMs : last + nextReminderMs
  const endedAt = readTime(row, 'done_at') ?? readTime(row, 'ended_at')
  if (endedAt === undefined && next <= now) faults.push(`is open, and did not remind at ${toIso(next)}`)
  if (endedAt !== undefined && last !== undefined && shifted(last, -underWayMs) > endedAt)
    faults.push(`reminded at ${toIso(last)}, after it was over`)
  return faults
}

/** The market holds what the buyer paid for the line, less what went back: all or the decided part, or nothing. */
function judgeMoney(row: Row, exported: Export): string[] {
  const { ledger_account, ledger_entry, ledger_posting, order_line, order, refund } = exported
  const lineId = readText(row, 'order_line_id')
  const [line] = filterRows(order_line, 'id', lineId)
  if (!line) return []
  const paid = readAmount(line, 'amount_minor')
  const due = readText(row, 'stage') === 'ended' ? (findDecidedPart(exported, lineId) ?? paid) : 0n
  const refunds = filterRows(refund, 'order_line_id', lineId)
  const back = refunds.reduce((sum, one) => sum + readAmount(one, 'amount_minor'), 0n)
  if (back !== due) return [`is ${readText(row, 'stage')}, and ${back} of ${paid} went back, not ${due}`]
  const orderId = readText(row, 'order_id')
  // Each order of the crash test has one line.
  const subjects = [
    orderId,
    ...filterRows(order, 'refunds_order_id', orderId).map((one) => readText(one, 'id')),
  ]
  const ofMarket = new Set(
    ledger_account
      .filter((account) => readText(account, 'kind') !== 'buyer_balance')
      .map((account) => readText(account, 'id')),
  )
  const held = subjects
    .flatMap((subject) => filterRows(ledger_posting, 'subject', subject))
    .flatMap((posting) => filterRows(ledger_entry, 'posting_id', readText(posting, 'id')))
    .filter((entry) => ofMarket.has(readText(entry, 'account_id')))
    .reduce((sum, entry) => sum + readAmount(entry, 'amount_minor'), 0n)
  return held === paid - back ? [] : [`took ${paid}, gave back ${back}, and the market holds ${held}`]
}
