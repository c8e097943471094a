import { readColumn, groupBy, filterRows, readText } from './books.ts'
import type { Export, Row } from './books.ts'
import type { MatchedCall } from './match-calls.ts'

/**
 * Facts that happen to an order at most once. If it has several lines, each may be returned by its own refund order.
 */
const onceOnly = new Set([
  'order.submitted',
  'order.paid',
  'order.completed',
  'order.refunded',
  'opening.started',
  'opening.failed',
  'instance.accepted',
  'instance.opened',
  'instance.released',
  'license.issued',
  'license.collected',
  'license.released',
])

/** Each attempt is recorded and numbered without gaps. Its answer was applied once or, if it came late, not at all. */
export function judgeAttempts(calls: readonly MatchedCall[], exported: Export): string[] {
  return [
    ...calls.flatMap((call) => judgeCall(call, filterRows(exported.attempt, 'call_id', call.id))),
    ...judgeHistory(exported.history),
  ]
}

function judgeCall(call: MatchedCall, attempts: readonly Row[]): string[] {
  const faults: string[] = []
  const numbers = attempts.map((row) => Number(readColumn(row, 'n'))).toSorted((a, b) => a - b)
  if (numbers.length !== call.fence || numbers.some((n, i) => n !== i + 1))
    faults.push(`${call.id}: made ${call.fence} attempts, and ${numbers.join() || 'none'} are on record`)
  // The same bytes may be sent twice if a kept connection broke while they were written.
  const asked = new Set(call.requests.map(({ nonce }) => nonce)).size
  if (asked > attempts.length)
    faults.push(`${call.id}: the seller saw ${asked} requests, and ${attempts.length} attempts are on record`)
  const applied = attempts.filter((row) => readColumn(row, 'late') === false && hasSucceeded(row, call))
  if (applied.length > 1) faults.push(`${call.id}: the answers of ${applied.length} attempts were applied`)
  const last = applied.at(0)
  if (call.state === 'confirmed' && (!last || Number(readColumn(last, 'n')) !== call.fence))
    faults.push(`${call.id}: confirmed, and its last attempt did not bring the answer`)
  if (call.state !== 'confirmed' && last)
    faults.push(`${call.id}: answered, and the answer was not applied: it is ${call.state}`)
  return faults
}

/** A creation may end with the answer that the instance is being made. */
function hasSucceeded(row: Row, call: MatchedCall): boolean {
  const code = (readColumn(row, 'verdict') as { code: string } | null)?.code
  return (
    code === 'succeeded' ||
    (code === 'pending' && call.kind === 'create_instance' && call.state === 'confirmed' && isLast(row, call))
  )
}
const isLast = (row: Row, call: MatchedCall): boolean => Number(readColumn(row, 'n')) === call.fence

function judgeHistory(history: readonly Row[]): string[] {
  const attempted = history.filter((row) => readColumn(row, 'kind') === 'call.attempted')
  const ofAttempt = (row: Row): string => {
    const data = readColumn(row, 'data') as Row
    return `${readText(data, 'callId')}: attempt ${String(readColumn(data, 'n'))}`
  }
  const once = history.filter((row) => onceOnly.has(readText(row, 'kind')))
  return [
    ...[...groupBy(attempted, ofAttempt)]
      .filter(([, rows]) => rows.length > 1)
      .map(([attempt, rows]) => `${attempt} was applied ${rows.length} times`),
    ...[...groupBy(once, whatHappened)]
      .filter(([, rows]) => rows.length > 1)
      .map(([what, rows]) => `${what} happened ${rows.length} times`),
  ]
}

function whatHappened(row: Row): string {
  const { refundNumber } = readColumn(row, 'data') as { refundNumber?: string }
  const what = `${readText(row, 'subject')}: ${readText(row, 'kind')}`
  return refundNumber === undefined ? what : `${what} by ${refundNumber}`
}
