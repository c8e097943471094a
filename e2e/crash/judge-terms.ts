import { addMonths, dayMs, toDayOfMonth, toIso } from './calendar.ts'
import { readColumn, readMoment, readText, readTime } from './books.ts'
import { listUnreturned } from './lives.ts'
import type { Life, PaidLine, Term } from './lives.ts'

/** How long a service of the lowest level continues after its end, and how long it is kept frozen (R113). */
const graceMs = dayMs
const retentionMs = dayMs

/** Paid time has no gaps, and every service has the state that follows from its dates. */
export function judgeTerms(life: Life, now: number): string[] {
  if (readTime(life.row, 'starts_at') === undefined) return judgeUnopened(life)
  return [...judgeLines(life), ...judgeChain(life), ...judgeHolding(life, now), ...judgeState(life, now)].map(
    (fault) => `${life.id}: ${fault}`,
  )
}

const judgeUnopened = ({ id, terms, state }: Life): string[] => [
  ...(terms.length > 0 ? [`${id}: never opened, and it has ${terms.length} terms`] : []),
  ...(state === 'cancelled' ? [] : [`${id}: never opened, and it is ${state}`]),
]

const makesTerm = ({ kind }: PaidLine): boolean => kind !== 'change'

/** Each paid line has one term, and each term has one paid line. */
function judgeLines(life: Life): string[] {
  const { lines, terms } = life
  const paid = new Set(lines.filter(makesTerm).map(({ id }) => id))
  const faults = terms
    .filter(({ lineId }) => !paid.has(lineId))
    .map(({ position }) => `term ${position} is paid by no line`)
  for (const line of lines.filter(makesTerm)) {
    const own = terms.filter(({ lineId }) => lineId === line.id)
    if (own.length !== 1) faults.push(`line ${line.number} is paid and has ${own.length} terms`)
    for (const term of own) faults.push(...judgeTermOfLine(line, term, life))
  }
  return faults
}

function judgeTermOfLine(line: PaidLine, term: Term, { lines, state }: Life): string[] {
  const faults: string[] = []
  const same = (name: string, promised: unknown): void => {
    const held = readColumn(term.row, name)
    if (String(held) !== String(promised))
      faults.push(`term ${term.position} has ${name} ${String(held)}, and ${String(promised)} was paid for`)
  }
  same('period', readColumn(line.offer, 'period'))
  same('period_count', readColumn(line.offer, 'periodCount'))
  same('trial_days', line.offer['trialDays'] ?? null)
  // A change also applies to terms that were paid before it.
  if (!lines.some(({ kind }) => kind === 'change')) {
    same('quantity', readColumn(line.row, 'quantity'))
    same('sku_id', readColumn(line.row, 'sku_id'))
  }
  // If a whole service is returned, its trial ends too, but the line of the trial stays as it was because it cost
  // nothing.
  const isTrialOfReturned = state === 'cancelled' && readColumn(term.row, 'trial_days') !== null
  if (!isTrialOfReturned && (line.state === 'refunded') !== (term.refundedAt !== undefined))
    faults.push(
      `term ${term.position} is ${term.refundedAt === undefined ? 'held' : 'returned'}, and its line is ${line.state}`,
    )
  return faults
}

/** Terms follow one another, are half-open, and end by the calendar on the day of the month that the service keeps. */
function judgeChain(life: Life): string[] {
  const { row, terms, lines } = life
  const faults: string[] = []
  let anchor = toDayOfMonth(readMoment(row, 'starts_at'))
  for (const [i, term] of terms.entries()) {
    const { position } = term
    const line = lines.find(({ id }) => id === term.lineId)
    if (line?.kind === 'conversion') anchor = toDayOfMonth(term.startsAt)
    if (position !== i + 1) faults.push(`term ${i + 1} is numbered ${position}`)
    const from = i === 0 ? readMoment(row, 'starts_at') : endBefore(terms.slice(0, i), line?.paidAt ?? 0)
    if (term.startsAt !== from)
      faults.push(
        `term ${position} begins at ${toIso(term.startsAt)}, not at ${from === undefined ? 'any end' : toIso(from)}`,
      )
    const to = endOf(term, anchor)
    if (term.endsAt !== to)
      faults.push(`term ${position} ends at ${isoOr(term.endsAt)}, by the calendar at ${isoOr(to)}`)
  }
  const last = listUnreturned(life).at(-1)
  if (last && readTime(row, 'ends_at') !== last.endsAt)
    faults.push(`it ends at ${isoOr(readTime(row, 'ends_at'))}, and its last term at ${isoOr(last.endsAt)}`)
  if (Number(readColumn(row, 'anchor_day')) !== anchor)
    faults.push(`it keeps day ${String(readColumn(row, 'anchor_day'))}, and began on day ${anchor}`)
  return faults
}

const isoOr = (at: number | undefined): string => (at === undefined ? 'no time' : toIso(at))

/** The end of the last term that was in force when this line was paid. */
const endBefore = (earlier: readonly Term[], paidAt: number): number | undefined =>
  earlier.findLast(({ refundedAt }) => refundedAt === undefined || refundedAt > paidAt)?.endsAt

function endOf({ row, startsAt }: Term, anchor: number): number | undefined {
  const trialDays = readColumn(row, 'trial_days')
  if (trialDays !== null) return startsAt + Number(trialDays) * dayMs
  const period = readText(row, 'period')
  if (period === 'one_time') return undefined
  return addMonths(startsAt, Number(readColumn(row, 'period_count')) * (period === 'year' ? 12 : 1), anchor)
}

/**
 * A service holds what its current term says; a conversion is in force at once. A released service is not checked,
 * because its seller may have made a change in its last moment.
 */
function judgeHolding(life: Life, now: number): string[] {
  if (life.state === 'released') return []
  const converted = new Set(life.lines.filter(({ kind }) => kind === 'conversion').map(({ id }) => id))
  const begun = listUnreturned(life).filter(
    ({ startsAt, lineId }) => startsAt <= now || converted.has(lineId),
  )
  const term = begun.at(-1)
  if (!term) return []
  return ['sku_id', 'price_item_id', 'quantity', 'period', 'period_count', 'trial_days']
    .filter((name) => String(readColumn(term.row, name)) !== String(readColumn(life.row, name)))
    .map(
      (name) =>
        `it holds ${name} ${String(readColumn(life.row, name))}, and term ${term.position} ${String(readColumn(term.row, name))}`,
    )
}

/** If nothing is in progress, the state follows from the dates. */
function judgeState(life: Life, now: number): string[] {
  const { row, state } = life
  if (readColumn(row, 'changing_line_id') !== null) return ['a change of it is neither made nor given up']
  if (state === 'cancelled')
    return listUnreturned(life).length === 0
      ? []
      : [`it is cancelled, and ${listUnreturned(life).length} terms are held`]
  const endsAt = readTime(row, 'ends_at')
  const due = dueState(endsAt, now)
  if (state !== due) return [`it is ${state}, and ${due} by its dates`]
  if (state === 'active') return []
  return [
    ...judgeDate(life, 'grace_until', endsAt, graceMs),
    ...judgeDate(life, 'retention_until', endsAt, graceMs + retentionMs),
  ]
}

function dueState(endsAt: number | undefined, now: number): string {
  if (endsAt === undefined || now < endsAt) return 'active'
  if (now < endsAt + graceMs) return 'grace'
  return now < endsAt + graceMs + retentionMs ? 'retention' : 'released'
}

const judgeDate = ({ row }: Life, name: string, from: number | undefined, afterMs: number): string[] =>
  from !== undefined && readTime(row, name) === from + afterMs
    ? []
    : [`its ${name} is ${isoOr(readTime(row, name))}, and it ended at ${isoOr(from)}`]
