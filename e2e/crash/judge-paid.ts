import { dayMs, toIso, toThreeOClock } from './calendar.ts'
import { readAmount, readColumn, groupBy, readMoment, filterRows, readText, readTime } from './books.ts'
import type { Export, Row } from './books.ts'
import { findDecidedPart } from './judge-supervision.ts'
import type { Life, PaidLine } from './lives.ts'

/** What a buyer was told to have paid, and what the page had shown before. */
export type Paid = { readonly number: string; readonly quoteId: string; readonly total: string }

/** What buyers were told, and the market's clock. */
type Told = { readonly paid: readonly Paid[]; shifted(at: number, byMs: number): number }

/** How long a quote holds. */
const quoteMs = 15 * 60_000

/** What was paid for existing services is what was shown, once; a service renewed itself once for each end. */
export function judgePaid(lives: readonly Life[], exported: Export, { paid, shifted }: Told): string[] {
  return [
    ...lives.flatMap((life) => life.lines.flatMap((line) => judgeLine(life, line, exported))),
    ...lives.flatMap(({ lines }) => lines.flatMap((line) => judgeQuoteOf(line, exported, shifted))),
    ...lives.flatMap(judgeAutoRenewals),
    ...exported.quote.flatMap((quote) => judgeQuote(quote, exported)),
    ...paid.flatMap((one) => judgeShown(one, exported)),
  ]
}

/** 10⁻⁸ of the currency's main unit per minor unit (fen). */
const e8PerMinor = 1_000_000n
export const getUnitE8 = ({ offer }: PaidLine): bigint =>
  readAmount(readColumn(offer, 'unitPrice') as Row, 'amountE8')
const halfUp = (value: bigint, by: bigint): bigint => (2n * value + by) / (2n * by)

function judgeLine(life: Life, line: PaidLine, exported: Export): string[] {
  const { number, kind, orderNumber } = line
  const faults: string[] = []
  if (kind !== 'change' && readColumn(line.row, 'amount_minor') !== null) {
    const isTrial = line.offer['trialDays'] !== undefined
    const periods = isTrial ? 0n : BigInt(readColumn(line.offer, 'periodCount') as number)
    const due = halfUp(getUnitE8(line) * readAmount(line.row, 'quantity') * periods, e8PerMinor)
    if (readAmount(line.row, 'amount_minor') !== due)
      faults.push(`${number}: took ${readAmount(line.row, 'amount_minor')}, its price is ${due}`)
  }
  if (kind === 'change') faults.push(...judgeFee(line, exported))
  const isToCome = line.changes && kind === 'renewal' && !hasBegun(life, line)
  if (line.state === 'open' && !isToCome && kind !== 'new')
    faults.push(`${orderNumber}: a ${kind} is neither done nor paid back`)
  return faults
}

/** Whether its term has begun, because its seller is told only then. */
const hasBegun = (life: Life, { id }: PaidLine): boolean => {
  const term = life.terms.find(({ lineId }) => lineId === id)
  const lookedAt = readTime(life.row, 'looked_at')
  return term !== undefined && lookedAt !== undefined && term.startsAt <= lookedAt
}

/** A payment checks its quote before it dates the order; the clock may leap in between. */
const payingMs = 5_000

function judgeQuoteOf(
  { orderId, orderNumber, auto, paidAt, kind }: PaidLine,
  exported: Export,
  shifted: Told['shifted'],
): string[] {
  if (kind === 'new') return []
  const quotes = filterRows(exported.quote, 'order_id', orderId)
  if (auto) {
    if (quotes.length > 0) return [`${orderNumber}: renewed itself, and ${quotes.length} quotes name it`]
    return kind === 'renewal' ? [] : [`${orderNumber}: nobody asked for this ${kind}`]
  }
  const [quote] = quotes
  if (quotes.length !== 1 || !quote) return [`${orderNumber}: paid by ${quotes.length} quotes`]
  const from = readMoment(quote, 'created_at')
  return paidAt >= from && shifted(paidAt, -payingMs) < from + quoteMs
    ? []
    : [`${orderNumber}: paid at ${toIso(paidAt)}, its quote was of ${toIso(from)}`]
}

type QuotedLine = { line: Row; shown: Row }
const linesOf = (quote: Row): QuotedLine[] => readColumn(quote, 'lines') as QuotedLine[]

/** A quote has the sum of its lines, became at most one order, and that order has the same lines. */
function judgeQuote(quote: Row, exported: Export): string[] {
  const id = readText(quote, 'id')
  const total = readAmount(quote, 'total_minor')
  const parts = linesOf(quote).map(({ line }) => readAmount(readColumn(line, 'amount') as Row, 'amountMinor'))
  const faults: string[] = []
  if (parts.reduce((sum, part) => sum + part, 0n) !== total)
    faults.push(`${id}: its lines do not come to ${total}`)
  if (readColumn(quote, 'order_id') === null) return faults
  const orderId = readText(quote, 'order_id')
  const [order] = filterRows(exported.order, 'id', orderId)
  if (!order) return [...faults, `${id}: paid by an order that is not there`]
  if (readAmount(order, 'total_minor') !== total)
    faults.push(
      `${id}: showed ${total}, and ${readText(order, 'number')} took ${readAmount(order, 'total_minor')}`,
    )
  const taken = filterRows(exported.order_line, 'order_id', orderId).map(
    (row) => `${readText(row, 'subscription_id')} ${readAmount(row, 'amount_minor')}`,
  )
  const quoted = linesOf(quote).map(({ line }, i) => `${readText(line, 'subscriptionId')} ${parts[i]}`)
  if (taken.toSorted().join() !== quoted.toSorted().join())
    faults.push(`${id}: ${readText(order, 'number')} has other lines than were shown`)
  return faults
}

function judgeShown({ number, quoteId, total }: Paid, exported: Export): string[] {
  const [order] = filterRows(exported.order, 'number', number)
  if (!order) return [`${number}: paid, as the buyer was told, and not in the export`]
  const faults: string[] = []
  const [quote] = filterRows(exported.quote, 'id', quoteId)
  if (!quote || readColumn(quote, 'order_id') !== readColumn(order, 'id'))
    faults.push(`${number}: paid by ${quoteId}, as the buyer was told, and that is another order's`)
  const took = (Number(readAmount(order, 'total_minor')) / 100).toFixed(2)
  if (took !== total) faults.push(`${number}: ${total} was shown, and ${took} was taken`)
  return faults
}

/**
 * R123: the remaining days, where a day that has begun counts; the fee is the difference of the shown parts, which
 * {@link judgeCarried} checks.
 */
function judgeFee(line: PaidLine, exported: Export): string[] {
  const [quote] = filterRows(exported.quote, 'order_id', line.orderId)
  const shown = quote && linesOf(quote)[0]?.shown
  if (!shown) return []
  const [before, after] = [readColumn(shown, 'before') as Row, readColumn(shown, 'after') as Row]
  const fee = readColumn(shown, 'fee') as Row
  const took = readAmount(line.row, 'amount_minor')
  const from = readMoment(after, 'startsAt')
  const days = Math.ceil((readMoment(before, 'endsAt') - from) / dayMs)
  const faults: string[] = []
  if (Number(readColumn(fee, 'days')) !== days)
    faults.push(`${line.number}: counts ${String(readColumn(fee, 'days'))} days, and ${days} are left`)
  const due = halfUp(readE8(fee, 'newPart') - readE8(fee, 'oldPart'), e8PerMinor)
  if (took !== due) faults.push(`${line.number}: took a fee of ${took}, and ${due} is due`)
  return faults
}

export function readE8(row: Row, name: string): bigint {
  const [whole = '0', parts = ''] = String(readColumn(row, name)).split('.')
  return BigInt(whole + parts.padEnd(8, '0'))
}

/**
 * R110: each automatic renewal begins where a term ends, and is tried from three in the morning seven days before that.
 * A second renewal for the same end would be a month too early. There are no late ones: what was due in a leap of the
 * clock happens in order, and an ended service is not renewed.
 */
function judgeAutoRenewals({ id, lines, terms }: Life): string[] {
  return lines
    .filter(({ auto }) => auto)
    .flatMap(({ id: lineId, orderNumber, paidAt }) => {
      const startsAt = terms.find((term) => term.lineId === lineId)?.startsAt ?? Number.NaN
      return paidAt >= toThreeOClock(startsAt, 7)
        ? []
        : [`${id}: ${orderNumber} renewed it by itself at ${toIso(paidAt)}, which is not its time`]
    })
}

/** Money agrees with the orders: each payment and refund is one posting, and each balance is their sum. */
export function judgeMoney(exported: Export): string[] {
  return [
    ...exported.ledger_account
      .filter((row) => readText(row, 'kind') === 'buyer_balance')
      .flatMap((account) => judgeBalance(account, exported)),
    ...judgeRefunds(exported),
    ...judgePostings(exported),
  ]
}

const sumOf = (rows: readonly Row[], name: string): bigint =>
  rows.reduce((total, row) => total + readAmount(row, name), 0n)

function judgeBalance(
  account: Row,
  { order, payment, refund, ledger_posting, ledger_entry }: Export,
): string[] {
  const [id, owner] = [readText(account, 'id'), readText(account, 'owner')]
  const orders = filterRows(order, 'buyer_id', owner)
  const ofOrders = (rows: readonly Row[]): Row[] =>
    orders.flatMap((row) => filterRows(rows, 'order_id', readText(row, 'id')))
  const changes = filterRows(ledger_entry, 'account_id', id).filter((entry) =>
    filterRows(ledger_posting, 'id', readText(entry, 'posting_id')).some((posting) =>
      ['top_up', 'correction'].includes(readText(posting, 'kind')),
    ),
  )
  const due =
    sumOf(changes, 'amount_minor') -
    sumOf(ofOrders(payment), 'amount_minor') +
    sumOf(ofOrders(refund), 'amount_minor')
  const left = readAmount(account, 'balance_minor')
  return left === due ? [] : [`${owner}: has ${left}, and ${due} by what was paid and returned`]
}

/** Every refund is for one returned line, and a refund order has the sum of its refunds. */
function judgeRefunds(exported: Export): string[] {
  const { refund, order, order_line } = exported
  const faults: string[] = []
  const refundOrders = new Set(
    order.filter((row) => readText(row, 'kind') === 'refund').map((row) => readText(row, 'id')),
  )
  for (const line of order_line) {
    const number = readText(line, 'number')
    if (refundOrders.has(readText(line, 'order_id'))) continue
    const own = filterRows(refund, 'order_line_id', readText(line, 'id'))
    const [paid, back] = [readAmount(line, 'amount_minor'), sumOf(own, 'amount_minor')]
    // A renewal returns what was paid for its days, from its own line and from later changes.
    const whole = own.filter((row) => readText(row, 'cause') !== 'renewal')
    const isReturned = readText(line, 'state') === 'refunded'
    if (isReturned ? own.length === 0 || whole.length > 1 : whole.length > 0)
      faults.push(`${number}: its line is ${readText(line, 'state')}, and ${own.length} refunds are of it`)
    const due = findDecidedPart(exported, readText(line, 'id')) ?? paid
    if (back > paid || (whole.length > 0 && back !== due))
      faults.push(`${number}: ${paid} was paid, ${back} went back`)
    if (readAmount(line, 'returned_minor') !== back)
      faults.push(`${number}: ${back} went back, and it says ${readAmount(line, 'returned_minor')}`)
  }
  for (const [id, rows] of groupBy(refund, (row) => readText(row, 'refund_order_id'))) {
    const [of] = filterRows(order, 'id', id)
    const total = of && readAmount(of, 'total_minor')
    if (total !== sumOf(rows, 'amount_minor'))
      faults.push(
        `${id}: its refunds come to ${sumOf(rows, 'amount_minor')}, the refund order to ${String(total)}`,
      )
  }
  return faults
}

/** No payment without its order, no refund without its refund order, and none twice. */
function judgePostings({ ledger_posting, payment, order }: Export): string[] {
  return ledger_posting.flatMap((posting) => {
    const [id, kind, subject] = [
      readText(posting, 'id'),
      readText(posting, 'kind'),
      readText(posting, 'subject'),
    ]
    const same = filterRows(ledger_posting, 'subject', subject).filter(
      (row) => readText(row, 'kind') === kind,
    )
    if (kind !== 'payment' && kind !== 'refund') return []
    const [of] = filterRows(order, 'id', subject)
    const faults = same.length === 1 ? [] : [`${subject}: ${same.length} postings are its ${kind}`]
    const isTheirs =
      kind === 'payment'
        ? filterRows(payment, 'posting_id', id).length === 1
        : of !== undefined && readText(of, 'kind') === 'refund'
    return isTheirs ? faults : [...faults, `posting ${id} is a ${kind} of nothing`]
  })
}
