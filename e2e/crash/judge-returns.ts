import { readColumn, readAmount, groupBy, readMoment, filterRows, readText } from './books.ts'
import type { Export, Row } from './books.ts'
import { toHours, toIso, toYear } from './calendar.ts'
import { listReturnsOfLine } from './lives.ts'
import type { Life, PaidLine, Term } from './lives.ts'
import { readOperationMoment, listRoots } from './judge-told.ts'

/** What buyers were told when they returned something, or looked up how many returns are left. */
export type ReturnsTold = {
  readonly made: readonly { readonly number: string; readonly amount: string }[]
  /** Between two readings of the market's clock, a buyer was shown how many returns of which year are used. */
  readonly quotas: readonly (Refused & { readonly year: number; readonly used: number })[]
  /** Refusals because all returns of the year were used. */
  readonly refused: readonly Refused[]
}
type Refused = { readonly serviceId: string; readonly from: number; readonly to: number }
type Told = { readonly returns: ReturnsTold; shifted(at: number, byMs: number): number }

const mostOfYear = 10
const windowHours = 120
/** The most time between a reading of the clock and what is dated by it. */
const underWayMs = 5_000

/**
 * Returns of buyers: the money is paid back once, the service and its seller's calls agree, and there are at most ten
 * per year.
 */
export function judgeReturns(lives: readonly Life[], exported: Export, told: Told): string[] {
  return [
    ...judgeRefundOrders(exported),
    ...lives.flatMap((life) => judgeWhole(life, exported, told).map((fault) => `${life.id}: ${fault}`)),
    ...lives.flatMap((life) => judgeRenewals(life, exported, told).map((fault) => `${life.id}: ${fault}`)),
    ...judgeYears(exported),
    ...told.returns.made.flatMap((one) => judgeTold(one, exported)),
    ...told.returns.refused.flatMap((one) => judgeRefused(one, exported)),
    ...told.returns.quotas.flatMap((one) => judgeQuota(one, exported, told)),
  ]
}

/**
 * Each refund order with an amount is one posting of the whole amount to the buyer, and its refunds name that posting.
 */
function judgeRefundOrders({ order, refund, ledger_posting, ledger_entry }: Export): string[] {
  return order
    .filter((row) => readText(row, 'kind') === 'refund')
    .flatMap((row) => {
      const [id, number, total] = [
        readText(row, 'id'),
        readText(row, 'number'),
        readAmount(row, 'total_minor'),
      ]
      const postings = filterRows(ledger_posting, 'subject', id).filter(
        (one) => readColumn(one, 'kind') === 'refund',
      )
      if (postings.length !== (total > 0n ? 1 : 0))
        return [`${number}: gives back ${total}, by ${postings.length} postings`]
      const [posting] = postings
      const back = filterRows(ledger_entry, 'posting_id', posting ? readText(posting, 'id') : '')
        .filter((entry) => readColumn(entry, 'balance_after_minor') !== null)
        .reduce((sum, entry) => sum + readAmount(entry, 'amount_minor'), 0n)
      const faults = back === total ? [] : [`${number}: gives back ${total}, and ${back} came`]
      const named = filterRows(refund, 'refund_order_id', id).map(
        (one) => readColumn(one, 'posting_id') ?? undefined,
      )
      if (named.some((one) => one !== posting?.['id']))
        faults.push(`${number}: its refunds name another posting`)
      return faults
    })
}

type Return = { readonly line: PaidLine; readonly refund: Row; readonly order: Row }
/**
 * The lines that were returned for a cause. For a returned renewal these are its own line, not those of later changes.
 */
const listReturns = ({ lines }: Life, exported: Export, cause: string): Return[] =>
  lines.flatMap((line) =>
    listReturnsOfLine(line, exported).flatMap((refund) => {
      const [order] = filterRows(exported.order, 'id', readText(refund, 'refund_order_id'))
      const isOwn = cause !== 'renewal' || readColumn(order ?? {}, 'refunds_order_id') === line.orderId
      return order && isOwn && readText(refund, 'cause') === cause ? [{ line, refund, order }] : []
    }),
  )
const isTrial = ({ offer }: PaidLine): boolean => offer['trialDays'] !== undefined

/**
 * R130, R134, R150: everything paid and not yet returned is returned at once, within five days; then the service is
 * over, and is released for that reason.
 */
function judgeWhole(life: Life, exported: Export, { shifted }: Told): string[] {
  const returned = listReturns(life, exported, 'five_day')
  const facts = life.facts.filter((row) => readText(row, 'kind') === 'service.returned').length
  const [first] = returned
  if (!first) return facts === 0 ? [] : ['it was returned, and no money went back']
  const number = readText(first.order, 'number')
  const faults: string[] = []
  if (facts !== 1) faults.push(`${number} returned it, and it was returned ${facts} times`)
  if (life.state !== 'cancelled') faults.push(`${number} returned it, and it is ${life.state}`)
  if (returned.some(({ order }) => order !== first.order))
    faults.push('it was returned by several refund orders')
  for (const line of life.lines)
    if (!isTrial(line) && line.state !== 'refunded')
      faults.push(`${number} returned it, and its line ${line.number} is ${line.state}`)
  const at = readMoment(first.refund, 'requested_at')
  const openedAt =
    life.lines.find(({ kind }) => kind === 'conversion')?.paidAt ?? readMoment(life.row, 'starts_at')
  if (toHours(shifted(at, -underWayMs) - openedAt) >= windowHours)
    faults.push(`${number} returned it at ${toIso(at)}, and its days had begun at ${toIso(openedAt)}`)
  return [...faults, ...judgeRelease(life, number)]
}

function judgeRelease(life: Life, number: string): string[] {
  const said = life.calls
    .filter(({ kind }) => kind === 'release_instance')
    .flatMap(({ operation, requests }) => [
      `${String(operation['orderNumber'])} ${String(operation['lineNumber'])}`,
      ...requests.map(({ line }) => `${String(line.orderId)} ${String(line.orderLineId)}`),
    ])
  const due = `${number} ${number}-000001`
  return [...new Set(said)]
    .filter((one) => one !== due)
    .map((one) => `its release says ${one}, and ${due} returned it`)
}

/**
 * R111, R143: the newest renewal that has not begun. Its seller is told the end that then holds, unless the seller was
 * never told of the renewal.
 */
function judgeRenewals(life: Life, exported: Export, { shifted }: Told): string[] {
  const returned = listReturns(life, exported, 'renewal')
  const cancelled = listRoots(life, 'refresh_instance').filter(
    ({ operation }) => readText(operation, 'scene') === 'renewal_cancelled',
  )
  const numbers = new Set(returned.map(({ order }) => readText(order, 'number')))
  const faults = cancelled
    .map(({ operation }) => readText(operation, 'orderNumber'))
    .filter((number) => !numbers.has(number))
    .map((number) => `its seller is told that ${number} returned a renewal, and it did not`)
  for (const { line, refund, order } of returned) {
    const number = readText(order, 'number')
    const at = readMoment(refund, 'requested_at')
    const before = shifted(at, -underWayMs)
    const term = life.terms.find(({ lineId }) => lineId === line.id)
    if (line.kind !== 'renewal' || !term || term.startsAt <= before)
      faults.push(`${number} returned ${line.number} at ${toIso(at)}, which was no renewal to come`)
    if (
      term?.refundedAt !== undefined &&
      (term.refundedAt < before || shifted(term.refundedAt, -underWayMs) > at)
    )
      faults.push(
        `${number} returned term ${term.position} at ${toIso(at)}, not at ${toIso(term.refundedAt)}`,
      )
    const left = standingAt(life, term?.refundedAt ?? at)
    if (term && left.some(({ position }) => position > term.position))
      faults.push(`${number} returned term ${term.position}, and it was not the newest`)
    const own = cancelled.filter(({ operation }) => readText(operation, 'orderNumber') === number)
    if (own.length !== (line.changes ? 0 : 1))
      faults.push(`its seller is told by ${own.length} calls that ${number} returned a renewal`)
    const ends = endsThen(life, left, { at, before })
    for (const { id, operation, requests } of own) {
      if (!ends.includes(readOperationMoment(operation)))
        faults.push(
          `${id} tells the end ${toIso(readOperationMoment(operation))}, then it was ${ends.map(toIso).join(' or ')}`,
        )
      const lineNumber = `${number}-000001`
      const said = [
        readText(operation, 'lineNumber'),
        ...requests.map(({ line: { orderLineId } }) => orderLineId),
      ]
      if (said.some((one) => one !== lineNumber)) faults.push(`${id} names another line than ${lineNumber}`)
    }
  }
  return faults
}

/** The terms that were in force when something was returned, and still were afterwards. */
const standingAt = ({ terms, lines }: Life, at: number): Term[] =>
  terms.filter(({ lineId, refundedAt }) => {
    const paidAt = lines.find(({ id }) => id === lineId)?.paidAt ?? Number.NaN
    return paidAt <= at && (refundedAt === undefined || refundedAt > at)
  })

/** The seller is told of another combination only when its term begins, which may be now. */
function endsThen(
  life: Life,
  terms: readonly Term[],
  { at, before }: { at: number; before: number },
): number[] {
  const ends: number[] = []
  for (const { lineId, startsAt, endsAt } of terms.toReversed()) {
    const line = life.lines.find(({ id }) => id === lineId)
    const isToCome = line?.changes === true && line.kind === 'renewal' && startsAt > before
    if (endsAt !== undefined && (!isToCome || startsAt <= at)) ends.push(endsAt)
    if (!isToCome) break
  }
  return ends
}

const selfService = new Set(['five_day', 'renewal'])
/** R131: the number of refund orders that a buyer requested in a year, up to a moment. */
function countOf({ refund }: Export, buyerId: string, { year, to }: { year: number; to: number }): number {
  const own = filterRows(refund, 'buyer_id', buyerId).filter((row) => {
    const at = readMoment(row, 'requested_at')
    return selfService.has(readText(row, 'cause')) && toYear(at) === year && at <= to
  })
  return new Set(own.map((row) => readText(row, 'refund_order_id'))).size
}

function judgeYears(exported: Export): string[] {
  return [...groupBy(exported.refund, (row) => readText(row, 'buyer_id'))].flatMap(([buyerId, rows]) =>
    [...new Set(rows.map((row) => toYear(readMoment(row, 'requested_at'))))]
      .map((year) => ({ year, count: countOf(exported, buyerId, { year, to: Infinity }) }))
      .filter(({ count }) => count > mostOfYear)
      .map(({ year, count }) => `${buyerId}: gave back ${count} times in ${year}`),
  )
}

function judgeTold({ number, amount }: ReturnsTold['made'][number], exported: Export): string[] {
  const [order] = filterRows(exported.order, 'number', number)
  if (!order || readText(order, 'kind') !== 'refund')
    return [`${number}: returned, as the buyer was told, and not in the export`]
  const gave = (Number(readAmount(order, 'total_minor')) / 100).toFixed(2)
  return gave === amount ? [] : [`${number}: ${amount} was shown, and ${gave} went back`]
}

function buyerOf(serviceId: string, { subscription, order }: Export): string {
  const [service] = filterRows(subscription, 'id', serviceId)
  const [first] = service ? filterRows(order, 'id', readText(service, 'order_id')) : []
  return first ? readText(first, 'buyer_id') : ''
}

/** R132: only the eleventh return is refused. */
function judgeRefused({ serviceId, from, to }: Refused, exported: Export): string[] {
  const buyerId = buyerOf(serviceId, exported)
  const counts = [toYear(from), toYear(to)].map((year) => countOf(exported, buyerId, { year, to }))
  return counts.some((count) => count >= mostOfYear)
    ? []
    : [`${serviceId}: was not taken back at ${toIso(from)}, as if ${mostOfYear} were used; ${counts[0]} were`]
}

/** R131, R135 */
function judgeQuota(
  { serviceId, from, to, year, used }: ReturnsTold['quotas'][number],
  exported: Export,
  { shifted }: Told,
): string[] {
  const buyerId = buyerOf(serviceId, exported)
  const least = countOf(exported, buyerId, { year, to: shifted(from, -underWayMs) })
  const most = countOf(exported, buyerId, { year, to })
  const isOfThen = year >= toYear(from) && year <= toYear(to)
  return isOfThen && used >= least && used <= most
    ? []
    : [
        `${buyerId}: was told at ${toIso(from)} that ${used} of ${year} are used, and ${least} to ${most} were`,
      ]
}
