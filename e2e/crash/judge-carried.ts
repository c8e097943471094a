import { amountOf, column, momentOf, rowsOf, textOf } from './books.ts'
import type { Export, Row } from './books.ts'
import { daysFrom, matchedPrice, partsOfChange } from './change-parts.ts'
import type { Carried, Change, ChangedTerm } from './change-parts.ts'
import { isNear, sum, whole } from './fractions.ts'
import { e8Of } from './judge-paid.ts'
import { priceListsOf } from './judge-prices.ts'
import type { KnownPrices } from './judge-prices.ts'
import { returnsOf } from './lives.ts'
import type { Life, PaidLine } from './lives.ts'
import { listedItem } from './price-lists.ts'
import type { PriceList } from './price-lists.ts'

/** How many fees of changes and returned renewals could be computed anew, and of how many something was not known. */
export type Count = { readonly judged: number; readonly notJudged: number }
/** Of the fees that were judged: those over days priced by the month and by the year, and those over days of a trial. */
export type FeeCount = Count & { readonly mixed: number; readonly ofTrials: number }
export type CarriedVerdict = {
  readonly faults: readonly string[]
  readonly fees: FeeCount
  readonly returns: Count
}

const e8PerFen = 1_000_000n
type Event =
  | { readonly at: number; readonly line: PaidLine }
  | { readonly at: number; readonly returned: Row; readonly of: PaidLine }
/** A service of which everything until now was understood. */
type Replay = {
  readonly life: Life
  readonly exported: Export
  readonly known: KnownPrices
  readonly carried: Carried[]
  readonly faults: string[]
  readonly fees: { mixed: number; ofTrials: number }
}

/**
 * R111, R121, R122: the days of a service carry what was paid for them. A change of combination credits that, a returned
 * renewal gives it back. After something that cannot be computed, since a price is not known, nothing of a service is judged.
 */
export function judgeCarried(lives: readonly Life[], exported: Export, known: KnownPrices): CarriedVerdict {
  const faults: string[] = []
  const counts = {
    fees: { judged: 0, notJudged: 0, mixed: 0, ofTrials: 0 },
    returns: { judged: 0, notJudged: 0 },
  }
  for (const life of lives) {
    const replay: Replay = { life, exported, known, carried: [], faults: [], fees: counts.fees }
    let isUnderstood = true
    for (const event of eventsOf(life, exported)) {
      isUnderstood &&= 'line' in event ? take(replay, event.line) : giveBack(replay, event)
      const count = 'returned' in event ? counts.returns : counts.fees
      if ('returned' in event || event.line.kind === 'change')
        count[isUnderstood ? 'judged' : 'notJudged'] += 1
    }
    faults.push(...replay.faults.map((fault) => `${life.id}: ${fault}`))
  }
  return { faults, ...counts }
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

/** A line that was paid adds a term, or is a change; false where nothing more can be said. */
function take(replay: Replay, line: PaidLine): boolean {
  if (line.kind === 'change') return change(replay, line)
  const term = replay.life.terms.find(({ lineId }) => lineId === line.id)
  if (term)
    replay.carried.push({
      term,
      worth: whole(amountOf(line.row, 'amount_minor') * e8PerFen),
      since: term.startsAt,
      pricedBy: textOf(line.offer, 'period'),
      roundings: 0,
    })
  return true
}

const soldBy = ({ row }: PaidLine) => ({
  priceItemId: textOf(row, 'price_item_id'),
  quantity: amountOf(row, 'quantity'),
})

/** What was shown of a change before it was paid. */
function shownOf(line: PaidLine, { quote }: Export): { before: Row; after: Row; fee: Row } | undefined {
  const [own] = rowsOf(quote, 'order_id', line.orderId)
  const [quoted] = own ? (column(own, 'lines') as { shown: Row }[]) : []
  if (!quoted) return undefined
  const [before, after, fee] = ['before', 'after', 'fee'].map((name) => column(quoted.shown, name) as Row)
  return before && after && fee && { before, after, fee }
}

function change({ life, exported, known, carried, faults, fees }: Replay, line: PaidLine): boolean {
  const shown = shownOf(line, exported)
  if (!shown) return false
  const from = momentOf(shown.after, 'startsAt')
  const conversion = life.lines.find(({ kind }) => kind === 'conversion')
  const asked: Change = {
    left: carried.filter(({ term }) => daysFrom(term, from) > 0n),
    from,
    held: BigInt(Number(column(shown.before, 'quantity'))),
    to: soldBy(line),
    isMore: textOf(shown.fee, 'oldPartIs') === 'price',
    converted: conversion && soldBy(conversion),
  }
  const counted = priceListsOf(line, exported, known).flatMap((list) => {
    const terms = partsOfChange(list, asked)
    return terms ? [{ terms, faults: judgeParts(line, { shown, asked, list, terms }) }] : []
  })
  // While prices are changed either may have been read.
  const best = counted.find((one) => one.faults.length === 0) ?? counted[0]
  if (!best) return false
  faults.push(...best.faults)
  fees.mixed += new Set(asked.left.map(({ pricedBy }) => pricedBy)).size > 1 ? 1 : 0
  fees.ofTrials += asked.left.some(({ term }) => column(term.row, 'trial_days') !== null) ? 1 : 0
  const wasMade = !returnsOf(line, exported).some((row) => textOf(row, 'cause') === 'change_failed')
  if (wasMade && line.state !== 'open')
    for (const [i, one] of asked.left.entries()) {
      const { worth = one.worth, pricedBy = one.pricedBy } = best.terms[i] ?? {}
      Object.assign(one, { worth, pricedBy, since: from, roundings: one.roundings + 1 })
    }
  return true
}

/** Each term is rounded to 10⁻⁸; what a change spread over terms to come, to whole fen. */
function judgeParts(
  line: PaidLine,
  of: {
    readonly shown: { readonly fee: Row }
    readonly asked: Change
    readonly list: PriceList
    readonly terms: readonly ChangedTerm[]
  },
): string[] {
  const { shown, asked, list, terms } = of
  const fine = BigInt(2 * asked.left.length)
  const roundings = BigInt(asked.left.reduce((all, one) => all + one.roundings, 0))
  const parts = [
    ['newPart', sum(terms.map(({ newPart }) => newPart)), fine],
    ['oldPart', sum(terms.map(({ oldPart }) => oldPart)), asked.isMore ? fine : fine + roundings * e8PerFen],
  ] as const
  const faults = parts
    .filter(([name, due, tolerance]) => !isNear(due, e8Of(shown.fee, name), tolerance))
    .map(
      ([name]) =>
        `${line.number}: shows ${String(shown.fee[name])} as its ${name}, by what was paid and by its price it is another`,
    )
  const period = textOf(line.offer, 'period')
  const due = asked.isMore
    ? listedItem(list, asked.to.priceItemId)?.period
    : matchedPrice(list, asked)?.period
  return due === period
    ? faults
    : [...faults, `${line.number}: is charged by the ${period}, not by the ${String(due)}`]
}

/** What a renewal gives back is what its days carry. */
function giveBack(
  { exported, carried, faults }: Replay,
  { of, returned }: { readonly of: PaidLine; readonly returned: Row },
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
