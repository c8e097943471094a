import { readAmount, readColumn, readMoment, filterRows, readText } from './books.ts'
import type { Export, Row } from './books.ts'
import { countDays, findMatchedPrice, splitChange } from './change-parts.ts'
import type { Carried, Change, ChangedTerm } from './change-parts.ts'
import { isNear, sum, toFraction } from './fractions.ts'
import { readE8 } from './judge-paid.ts'
import { findPriceLists } from './judge-prices.ts'
import type { KnownPrices } from './judge-prices.ts'
import { listReturnsOfLine } from './lives.ts'
import type { Life, PaidLine } from './lives.ts'
import { findListedItem } from './price-lists.ts'
import type { PriceList } from './price-lists.ts'

/**
 * How many fees of changes and returned renewals were computed again, and how many could not be because something is
 * not known.
 */
export type Count = { readonly judged: number; readonly notJudged: number }
/** Among the judged fees: those over days priced by the month and by the year, and those over days of a trial. */
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
/** A service whose history was understood so far. */
type Replay = {
  readonly life: Life
  readonly exported: Export
  readonly known: KnownPrices
  readonly carried: Carried[]
  readonly faults: string[]
  readonly fees: { mixed: number; ofTrials: number }
}

/**
 * R111, R121, R122: the days of a service carry what was paid for them. A change of combination credits that amount,
 * and a returned renewal pays it back. After the first event that cannot be computed, because a price is not known, the
 * service is not judged further.
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
    ...listReturnsOfLine(line, exported)
      .filter((row) => readText(row, 'cause') === 'renewal' && isOwn(row, line, exported))
      .map((returned) => ({ at: readMoment(returned, 'requested_at'), returned, of: line })),
  ])
  return events.toSorted((a, b) => a.at - b.at)
}

/** The refund order of a renewal names the renewal's order. Lines of later changes may be in the same refund order. */
const isOwn = (refund: Row, line: PaidLine, { order }: Export): boolean =>
  filterRows(order, 'id', readText(refund, 'refund_order_id')).some(
    (row) => readColumn(row, 'refunds_order_id') === line.orderId,
  )

/** A paid line adds a term or is a change. Returns false if nothing more can be judged. */
function take(replay: Replay, line: PaidLine): boolean {
  if (line.kind === 'change') return change(replay, line)
  const term = replay.life.terms.find(({ lineId }) => lineId === line.id)
  if (term)
    replay.carried.push({
      term,
      worth: toFraction(readAmount(line.row, 'amount_minor') * e8PerFen),
      since: term.startsAt,
      pricedBy: readText(line.offer, 'period'),
      roundings: 0,
    })
  return true
}

const soldBy = ({ row }: PaidLine) => ({
  priceItemId: readText(row, 'price_item_id'),
  quantity: readAmount(row, 'quantity'),
})

/** What the buyer was shown before paying a change. */
function shownOf(line: PaidLine, { quote }: Export): { before: Row; after: Row; fee: Row } | undefined {
  const [own] = filterRows(quote, 'order_id', line.orderId)
  const [quoted] = own ? (readColumn(own, 'lines') as { shown: Row }[]) : []
  if (!quoted) return undefined
  const [before, after, fee] = ['before', 'after', 'fee'].map((name) => readColumn(quoted.shown, name) as Row)
  return before && after && fee && { before, after, fee }
}

function change({ life, exported, known, carried, faults, fees }: Replay, line: PaidLine): boolean {
  const shown = shownOf(line, exported)
  if (!shown) return false
  const from = readMoment(shown.after, 'startsAt')
  const conversion = life.lines.find(({ kind }) => kind === 'conversion')
  const asked: Change = {
    left: carried.filter(({ term }) => countDays(term, from) > 0n),
    from,
    held: BigInt(Number(readColumn(shown.before, 'quantity'))),
    to: soldBy(line),
    isMore: readText(shown.fee, 'oldPartIs') === 'price',
    converted: conversion && soldBy(conversion),
  }
  const counted = findPriceLists(line, exported, known).flatMap((list) => {
    const terms = splitChange(list, asked)
    return terms ? [{ terms, faults: judgeParts(line, { shown, asked, list, terms }) }] : []
  })
  // While prices are being changed, the old or the new ones may have been read.
  const best = counted.find((one) => one.faults.length === 0) ?? counted[0]
  if (!best) return false
  faults.push(...best.faults)
  fees.mixed += new Set(asked.left.map(({ pricedBy }) => pricedBy)).size > 1 ? 1 : 0
  fees.ofTrials += asked.left.some(({ term }) => readColumn(term.row, 'trial_days') !== null) ? 1 : 0
  const wasMade = !listReturnsOfLine(line, exported).some((row) => readText(row, 'cause') === 'change_failed')
  if (wasMade && line.state !== 'open')
    for (const [i, one] of asked.left.entries()) {
      const { worth = one.worth, pricedBy = one.pricedBy } = best.terms[i] ?? {}
      Object.assign(one, { worth, pricedBy, since: from, roundings: one.roundings + 1 })
    }
  return true
}

/**
 * Each term is rounded to 10⁻⁸. The value after a change, which is spread over future terms, is rounded to whole fen.
 */
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
    .filter(([name, due, tolerance]) => !isNear(due, readE8(shown.fee, name), tolerance))
    .map(
      ([name]) =>
        `${line.number}: shows ${String(shown.fee[name])} as its ${name}, by what was paid and by its price it is another`,
    )
  const period = readText(line.offer, 'period')
  const due = asked.isMore
    ? findListedItem(list, asked.to.priceItemId)?.period
    : findMatchedPrice(list, asked)?.period
  return due === period
    ? faults
    : [...faults, `${line.number}: is charged by the ${period}, not by the ${String(due)}`]
}

/** A renewal pays back what its days carry. */
function giveBack(
  { exported, carried, faults }: Replay,
  { of, returned }: { readonly of: PaidLine; readonly returned: Row },
): boolean {
  const at = carried.findIndex(({ term }) => term.lineId === of.id)
  const [one] = at < 0 ? [] : carried.splice(at, 1)
  const [order] = filterRows(exported.order, 'id', readText(returned, 'refund_order_id'))
  if (!one || !order) return false
  const gave = readAmount(order, 'total_minor') * e8PerFen
  if (!isNear(one.worth, gave, BigInt(one.roundings) * e8PerFen))
    faults.push(
      `${readText(order, 'number')}: gave back ${gave / e8PerFen}, and other than that was paid for the days of ${of.number}`,
    )
  return true
}
