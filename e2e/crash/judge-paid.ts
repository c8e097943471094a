import { dayMs, iso, threeOClock } from './calendar.ts'
import { amountOf, column, groupBy, momentOf, rowsOf, textOf, timeOf } from './books.ts'
import type { Export, Row } from './books.ts'
import type { Life, PaidLine } from './lives.ts'

/** What a buyer was told to have paid, with what their page had shown for it. */
export type Paid = { readonly number: string; readonly quoteId: string; readonly total: string }

/** What buyers were told, and the market's clock. */
type Told = { readonly paid: readonly Paid[]; shifted(at: number, byMs: number): number }

/** How long a shown price holds. */
const quoteMs = 15 * 60_000

/** What was taken for services that there are is what was shown, once; what renewed itself did so once for each end. */
export function judgePaid(lives: readonly Life[], exported: Export, { paid, shifted }: Told): string[] {
  return [
    ...lives.flatMap((life) => life.lines.flatMap((line) => judgeLine(life, line, exported))),
    ...lives.flatMap(({ lines }) => lines.flatMap((line) => judgeQuoteOf(line, exported, shifted))),
    ...lives.flatMap(judgeAutoRenewals),
    ...exported.quote.flatMap((quote) => judgeQuote(quote, exported)),
    ...paid.flatMap((one) => judgeShown(one, exported)),
  ]
}

/** In 10⁻⁸ of the currency's main unit; a fen is a million of them. */
const e8PerMinor = 1_000_000n
export const unitE8 = ({ offer }: PaidLine): bigint => amountOf(column(offer, 'unitPrice') as Row, 'amountE8')
const halfUp = (value: bigint, by: bigint): bigint => (2n * value + by) / (2n * by)

function judgeLine(life: Life, line: PaidLine, exported: Export): string[] {
  const { number, kind, orderNumber } = line
  const faults: string[] = []
  if (kind !== 'change' && column(line.row, 'amount_minor') !== null) {
    const isTrial = line.offer['trialDays'] !== undefined
    const periods = isTrial ? 0n : BigInt(column(line.offer, 'periodCount') as number)
    const due = halfUp(unitE8(line) * amountOf(line.row, 'quantity') * periods, e8PerMinor)
    if (amountOf(line.row, 'amount_minor') !== due)
      faults.push(`${number}: took ${amountOf(line.row, 'amount_minor')}, its price is ${due}`)
  }
  if (kind === 'change') faults.push(...judgeFee(line, exported))
  const isToCome = line.changes && kind === 'renewal' && !hasBegun(life, line)
  if (line.state === 'open' && !isToCome && kind !== 'new')
    faults.push(`${orderNumber}: a ${kind} is neither done nor paid back`)
  return faults
}

/** Whether its term began: then its seller was told. */
const hasBegun = (life: Life, { id }: PaidLine): boolean => {
  const term = life.terms.find(({ lineId }) => lineId === id)
  const lookedAt = timeOf(life.row, 'looked_at')
  return term !== undefined && lookedAt !== undefined && term.startsAt <= lookedAt
}

/** A payment looks whether its quote still holds before it dates the order: the clock may have leapt meanwhile. */
const payingMs = 5_000

function judgeQuoteOf(
  { orderId, orderNumber, auto, paidAt, kind }: PaidLine,
  exported: Export,
  shifted: Told['shifted'],
): string[] {
  if (kind === 'new') return []
  const quotes = rowsOf(exported.quote, 'order_id', orderId)
  if (auto) {
    if (quotes.length > 0) return [`${orderNumber}: renewed itself, and ${quotes.length} quotes name it`]
    return kind === 'renewal' ? [] : [`${orderNumber}: nobody asked for this ${kind}`]
  }
  const [quote] = quotes
  if (quotes.length !== 1 || !quote) return [`${orderNumber}: paid by ${quotes.length} quotes`]
  const from = momentOf(quote, 'created_at')
  return paidAt >= from && shifted(paidAt, -payingMs) < from + quoteMs
    ? []
    : [`${orderNumber}: paid at ${iso(paidAt)}, its quote was of ${iso(from)}`]
}

type QuotedLine = { line: Row; shown: Row }
const linesOf = (quote: Row): QuotedLine[] => column(quote, 'lines') as QuotedLine[]

/** A quote is its lines, became one order at most, and that order took line by line what it says. */
function judgeQuote(quote: Row, exported: Export): string[] {
  const id = textOf(quote, 'id')
  const total = amountOf(quote, 'total_minor')
  const parts = linesOf(quote).map(({ line }) => amountOf(column(line, 'amount') as Row, 'amountMinor'))
  const faults: string[] = []
  if (parts.reduce((sum, part) => sum + part, 0n) !== total)
    faults.push(`${id}: its lines do not come to ${total}`)
  if (column(quote, 'order_id') === null) return faults
  const orderId = textOf(quote, 'order_id')
  const [order] = rowsOf(exported.order, 'id', orderId)
  if (!order) return [...faults, `${id}: paid by an order that is not there`]
  if (amountOf(order, 'total_minor') !== total)
    faults.push(
      `${id}: showed ${total}, and ${textOf(order, 'number')} took ${amountOf(order, 'total_minor')}`,
    )
  const taken = rowsOf(exported.order_line, 'order_id', orderId).map(
    (row) => `${textOf(row, 'subscription_id')} ${amountOf(row, 'amount_minor')}`,
  )
  const quoted = linesOf(quote).map(({ line }, i) => `${textOf(line, 'subscriptionId')} ${parts[i]}`)
  if (taken.toSorted().join() !== quoted.toSorted().join())
    faults.push(`${id}: ${textOf(order, 'number')} has other lines than were shown`)
  return faults
}

function judgeShown({ number, quoteId, total }: Paid, exported: Export): string[] {
  const [order] = rowsOf(exported.order, 'number', number)
  if (!order) return [`${number}: paid, as the buyer was told, and not in the export`]
  const faults: string[] = []
  const [quote] = rowsOf(exported.quote, 'id', quoteId)
  if (!quote || column(quote, 'order_id') !== column(order, 'id'))
    faults.push(`${number}: paid by ${quoteId}, as the buyer was told, and that is another order's`)
  const took = (Number(amountOf(order, 'total_minor')) / 100).toFixed(2)
  if (took !== total) faults.push(`${number}: ${total} was shown, and ${took} was taken`)
  return faults
}

/** R123: what is left, in days that have begun; the fee is the difference of the parts that were shown, which {@link judgeCarried} looks at. */
function judgeFee(line: PaidLine, exported: Export): string[] {
  const [quote] = rowsOf(exported.quote, 'order_id', line.orderId)
  const shown = quote && linesOf(quote)[0]?.shown
  if (!shown) return []
  const [before, after] = [column(shown, 'before') as Row, column(shown, 'after') as Row]
  const fee = column(shown, 'fee') as Row
  const took = amountOf(line.row, 'amount_minor')
  const from = momentOf(after, 'startsAt')
  const days = Math.ceil((momentOf(before, 'endsAt') - from) / dayMs)
  const faults: string[] = []
  if (Number(column(fee, 'days')) !== days)
    faults.push(`${line.number}: counts ${String(column(fee, 'days'))} days, and ${days} are left`)
  const due = halfUp(e8Of(fee, 'newPart') - e8Of(fee, 'oldPart'), e8PerMinor)
  if (took !== due) faults.push(`${line.number}: took a fee of ${took}, and ${due} is due`)
  return faults
}

export function e8Of(row: Row, name: string): bigint {
  const [whole = '0', parts = ''] = String(column(row, name)).split('.')
  return BigInt(whole + parts.padEnd(8, '0'))
}

/**
 * R110: each renewal by itself begins where a term ends, and was tried from three in the morning seven days before on. A
 * second one for the same end would be a month early. A late one is none: what fell due while nobody looked happens in its
 * order, and a service that is over is renewed no more.
 */
function judgeAutoRenewals({ id, lines, terms }: Life): string[] {
  return lines
    .filter(({ auto }) => auto)
    .flatMap(({ id: lineId, orderNumber, paidAt }) => {
      const startsAt = terms.find((term) => term.lineId === lineId)?.startsAt ?? Number.NaN
      return paidAt >= threeOClock(startsAt, 7)
        ? []
        : [`${id}: ${orderNumber} renewed it by itself at ${iso(paidAt)}, which is not its time`]
    })
}

/** Money is where the orders say: each payment and each refund is one posting, and each balance what they leave. */
export function judgeMoney(exported: Export): string[] {
  return [
    ...exported.ledger_account
      .filter((row) => textOf(row, 'kind') === 'buyer_balance')
      .flatMap((account) => judgeBalance(account, exported)),
    ...judgeRefunds(exported),
    ...judgePostings(exported),
  ]
}

const sumOf = (rows: readonly Row[], name: string): bigint =>
  rows.reduce((total, row) => total + amountOf(row, name), 0n)

function judgeBalance(
  account: Row,
  { order, payment, refund, ledger_posting, ledger_entry }: Export,
): string[] {
  const [id, owner] = [textOf(account, 'id'), textOf(account, 'owner')]
  const orders = rowsOf(order, 'buyer_id', owner)
  const ofOrders = (rows: readonly Row[]): Row[] =>
    orders.flatMap((row) => rowsOf(rows, 'order_id', textOf(row, 'id')))
  const changes = rowsOf(ledger_entry, 'account_id', id).filter((entry) =>
    rowsOf(ledger_posting, 'id', textOf(entry, 'posting_id')).some((posting) =>
      ['top_up', 'correction'].includes(textOf(posting, 'kind')),
    ),
  )
  const due =
    sumOf(changes, 'amount_minor') -
    sumOf(ofOrders(payment), 'amount_minor') +
    sumOf(ofOrders(refund), 'amount_minor')
  const left = amountOf(account, 'balance_minor')
  return left === due ? [] : [`${owner}: has ${left}, and ${due} by what was paid and returned`]
}

/** Every refund is of one line that is returned, and its refund order is what its refunds come to. */
function judgeRefunds({ refund, order, order_line }: Export): string[] {
  const faults: string[] = []
  const refundOrders = new Set(
    order.filter((row) => textOf(row, 'kind') === 'refund').map((row) => textOf(row, 'id')),
  )
  for (const line of order_line) {
    const number = textOf(line, 'number')
    if (refundOrders.has(textOf(line, 'order_id'))) continue
    const own = rowsOf(refund, 'order_line_id', textOf(line, 'id'))
    const [paid, back] = [amountOf(line, 'amount_minor'), sumOf(own, 'amount_minor')]
    // A renewal gives back what was paid for its days, of its own line and of those of the changes since.
    const whole = own.filter((row) => textOf(row, 'cause') !== 'renewal')
    const isReturned = textOf(line, 'state') === 'refunded'
    if (isReturned ? own.length === 0 || whole.length > 1 : whole.length > 0)
      faults.push(`${number}: its line is ${textOf(line, 'state')}, and ${own.length} refunds are of it`)
    if (back > paid || (whole.length > 0 && back !== paid))
      faults.push(`${number}: ${paid} was paid, ${back} went back`)
    if (amountOf(line, 'returned_minor') !== back)
      faults.push(`${number}: ${back} went back, and it says ${amountOf(line, 'returned_minor')}`)
  }
  for (const [id, rows] of groupBy(refund, (row) => textOf(row, 'refund_order_id'))) {
    const [of] = rowsOf(order, 'id', id)
    const total = of && amountOf(of, 'total_minor')
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
    const [id, kind, subject] = [textOf(posting, 'id'), textOf(posting, 'kind'), textOf(posting, 'subject')]
    const same = rowsOf(ledger_posting, 'subject', subject).filter((row) => textOf(row, 'kind') === kind)
    if (kind !== 'payment' && kind !== 'refund') return []
    const [of] = rowsOf(order, 'id', subject)
    const faults = same.length === 1 ? [] : [`${subject}: ${same.length} postings are its ${kind}`]
    const isTheirs =
      kind === 'payment'
        ? rowsOf(payment, 'posting_id', id).length === 1
        : of !== undefined && textOf(of, 'kind') === 'refund'
    return isTheirs ? faults : [...faults, `posting ${id} is a ${kind} of nothing`]
  })
}
