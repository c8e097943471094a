import { amountOf, column, momentOf, rowsOf, textOf } from './books.ts'
import type { Export, Row } from './books.ts'
import { dayMs } from './calendar.ts'
import { e8Of, unitE8 } from './judge-paid.ts'
import { returnsOf } from './lives.ts'
import type { Life, PaidLine, Term } from './lives.ts'

/** What was paid for the days of a term from a moment on; in 10⁻⁸, as an exact fraction. */
type Carried = { readonly term: Term; worth: Fraction; since: number; pricedBy: string; roundings: number }
type Fraction = { readonly over: bigint; readonly under: bigint }

const whole = (over: bigint): Fraction => ({ over, under: 1n })
const add = (a: Fraction, b: Fraction): Fraction =>
  reduce(a.over * b.under + b.over * a.under, a.under * b.under)
const times = (a: Fraction, over: bigint, under: bigint): Fraction => reduce(a.over * over, a.under * under)
const sum = (of: readonly Fraction[]): Fraction => of.reduce(add, whole(0n))
function reduce(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under]
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? whole(0n) : { over: over / a, under: under / a }
}
/** Whether an amount in 10⁻⁸ is this one, but for what several roundings make of it. */
const isNear = ({ over, under }: Fraction, e8: bigint, tolerance: bigint): boolean => {
  const off = e8 * under - over
  return (off < 0n ? -off : off) <= tolerance * under
}

const e8PerFen = 1_000_000n
const partsOfDay = { month: 30n, year: 365n } as const
type Event =
  | { readonly at: number; readonly line: PaidLine }
  | { readonly at: number; readonly returned: Row; readonly of: PaidLine }

/**
 * R111, R121: the days of a service carry what was paid for them. A change of combination credits that, a returned renewal
 * gives it back. Where the price of more of the same is not known, since a term was priced by another period than the line says, or
 * where days of a trial are left, what follows is not judged.
 */
export function judgeCarried(life: Life, exported: Export): string[] {
  const faults: string[] = []
  const carried: Carried[] = []
  for (const event of eventsOf(life, exported)) {
    const judged =
      'line' in event
        ? take(life, carried, { line: event.line, exported, faults })
        : giveBack(carried, { ...event, exported, faults })
    if (!judged) break
  }
  return faults.map((fault) => `${life.id}: ${fault}`)
}

function eventsOf({ lines }: Life, exported: Export): Event[] {
  const events = lines.flatMap((line): Event[] => [
    { at: line.paidAt, line },
    ...returnsOf(line, exported)
      .filter((row) => textOf(row, 'cause') === 'renewal' && isOwn(row, line, exported))
      .map((returned) => ({ at: momentOf(returned, 'requested_at'), returned, of: line })),
  ])
  return events.toSorted((a, b) => a.at - b.at)
}

/** The refund order of a renewal names its own order; lines of changes are beside it. */
const isOwn = (refund: Row, line: PaidLine, { order }: Export): boolean =>
  rowsOf(order, 'id', textOf(refund, 'refund_order_id')).some(
    (row) => column(row, 'refunds_order_id') === line.orderId,
  )

const daysOf = ({ startsAt, endsAt }: Term, from: number): bigint =>
  endsAt === undefined ? 0n : BigInt(Math.max(0, Math.ceil((endsAt - Math.max(from, startsAt)) / dayMs)))

const leftOf = ({ term, worth, since }: Carried, from: number): Fraction => {
  const all = daysOf(term, since)
  return all === 0n ? whole(0n) : times(worth, daysOf(term, from), all)
}

type Judging = { readonly exported: Export; readonly faults: string[] }

/** A line that was paid adds a term, or is a change; false where nothing more can be said. */
function take(
  life: Life,
  carried: Carried[],
  { line, ...judging }: Judging & { readonly line: PaidLine },
): boolean {
  if (line.kind === 'change') return change(carried, { line, ...judging })
  const term = life.terms.find(({ lineId }) => lineId === line.id)
  if (term)
    carried.push({
      term,
      worth: whole(amountOf(line.row, 'amount_minor') * e8PerFen),
      since: term.startsAt,
      pricedBy: textOf(line.offer, 'period'),
      roundings: 0,
    })
  return true
}

/** What a stretch costs for a quantity at the price of a line. */
function costOf(
  { term }: Carried,
  line: PaidLine,
  of: { readonly quantity: bigint; readonly from: number },
): Fraction {
  const period = textOf(line.offer, 'period') as 'month' | 'year'
  const runsOnIt = textOf(term.row, 'period') === period && column(term.row, 'trial_days') === null
  const periods = runsOnIt ? BigInt(Number(column(term.row, 'period_count'))) : 1n
  const days = runsOnIt ? daysOf(term, term.startsAt) : partsOfDay[period]
  return times(whole(unitE8(line) * of.quantity * periods), daysOf(term, of.from), days)
}

function change(
  carried: Carried[],
  { line, exported, faults }: Judging & { readonly line: PaidLine },
): boolean {
  const [quote] = rowsOf(exported.quote, 'order_id', line.orderId)
  const [quoted] = quote ? (column(quote, 'lines') as { shown: Row }[]) : []
  if (!quoted) return false
  const [before, after, fee] = ['before', 'after', 'fee'].map((name) => column(quoted.shown, name) as Row)
  if (!before || !after || !fee) return false
  const from = momentOf(after, 'startsAt')
  const left = carried.filter((one) => daysOf(one.term, from) > 0n)
  const isMore = textOf(fee, 'oldPartIs') === 'price'
  const period = textOf(line.offer, 'period')
  if (left.some(({ term }) => column(term.row, 'trial_days') !== null)) return false
  if (isMore && left.some(({ pricedBy }) => pricedBy !== period)) return false
  const quantities = [before, after].map((of) => BigInt(Number(column(of, 'quantity'))))
  const [held = 0n, asked = 0n] = quantities
  const news = left.map((one) => costOf(one, line, { quantity: asked, from }))
  const olds = left.map((one) => (isMore ? costOf(one, line, { quantity: held, from }) : leftOf(one, from)))
  // Each term is rounded to 10⁻⁸; what a change spread over terms to come, to whole fen.
  const roundings = BigInt(left.reduce((all, one) => all + one.roundings, 0))
  const tolerance = BigInt(2 * left.length) + (isMore ? 0n : roundings * e8PerFen)
  for (const [name, parts] of [['newPart', news] as const, ['oldPart', olds] as const])
    if (!isNear(sum(parts), e8Of(fee, name), name === 'oldPart' ? tolerance : BigInt(2 * left.length)))
      faults.push(
        `${line.number}: shows ${textOf(fee, name)} as its ${name}, by what was paid and by its price it is another`,
      )
  const wasMade = !returnsOf(line, exported).some((row) => textOf(row, 'cause') === 'change_failed')
  if (wasMade && line.state !== 'open')
    for (const [i, one] of left.entries()) {
      const more = add(news[i] ?? whole(0n), times(olds[i] ?? whole(0n), -1n, 1n))
      one.worth = isMore ? add(leftOf(one, from), more) : (news[i] ?? whole(0n))
      one.since = from
      one.pricedBy = period
      one.roundings += 1
    }
  return true
}

/** What a renewal gives back is what its days carry. */
function giveBack(
  carried: Carried[],
  { of, returned, exported, faults }: Judging & { readonly of: PaidLine; readonly returned: Row },
): boolean {
  const at = carried.findIndex(({ term }) => term.lineId === of.id)
  const [one] = at < 0 ? [] : carried.splice(at, 1)
  const [order] = rowsOf(exported.order, 'id', textOf(returned, 'refund_order_id'))
  if (!one || !order) return false
  const gave = amountOf(order, 'total_minor') * e8PerFen
  if (!isNear(one.worth, gave, BigInt(one.roundings) * e8PerFen))
    faults.push(
      `${textOf(order, 'number')}: gave back ${gave / e8PerFen}, and other than that was paid for the days of ${of.number}`,
    )
  return true
}
