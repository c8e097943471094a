import { filterRows, readAmount, readMoment, readText, readTime } from './books.ts'
import type { Export, Row } from './books.ts'
import type { Standing } from './supervised-walks.ts'

const open = new Set(['seller_review', 'goods_return', 'goods_sent'])

type Requested = { readonly request: Row; readonly line: Row }
/** The requests for a refund of a supervised delivery, with what they ask for it. */
const listRequests = (row: Row, { refund_request, refund_request_line }: Export): Requested[] =>
  filterRows(refund_request_line, 'supervision_id', readText(row, 'id')).flatMap((line) =>
    filterRows(refund_request, 'id', readText(line, 'request_id')).map((request) => ({ request, line })),
  )

/** What buyer and seller agreed to give back of a line (R140); undefined if they did not. */
export function findAgreed(
  { refund_request, refund_request_line }: Export,
  lineId: string,
): bigint | undefined {
  const agreed = filterRows(refund_request_line, 'order_line_id', lineId).find((line) =>
    filterRows(refund_request, 'id', readText(line, 'request_id')).some(
      (request) => readText(request, 'state') === 'refunded',
    ),
  )
  return agreed && readAmount(agreed, 'amount_minor')
}

/** R140, R148: at most one is open, and exactly then it stops the delivery; each is in the history, and ends once. */
export function judgeRequests(row: Row, standing: Standing, exported: Export): string[] {
  const all = listRequests(row, exported)
  const isOver = ['done', 'ended'].includes(readText(row, 'stage'))
  const count = (...states: string[]): number =>
    all.filter(({ request }) => states.includes(readText(request, 'state'))).length
  const faults: string[] = []
  const isStopped = readTime(row, 'refund_asked_at') !== undefined
  const opened = count(...open)
  if (opened > 1) faults.push(`has ${opened} open refund requests`)
  if (isStopped !== opened > 0)
    faults.push(`is ${isStopped ? '' : 'not '}stopped for a refund, and has ${opened} open requests`)
  if (!isOver && isStopped !== (standing.request !== undefined))
    faults.push(`is ${isStopped ? '' : 'not '}stopped for a refund, which its history does not say`)
  const { asked, rejected, withdrawn, agreed } = standing.requests
  const kept = [all.length, count('rejected'), count('withdrawn'), count('refunded')]
  const recorded = [asked, rejected, withdrawn, agreed]
  if (kept.join() !== recorded.join())
    faults.push(
      `has ${kept.join('/')} refund requests, rejected, withdrawn and refunded, and ${recorded.join('/')} by its history`,
    )
  const refunded = count('refunded')
  const causes = filterRows(exported.refund, 'order_line_id', readText(row, 'order_line_id')).map((one) =>
    readText(one, 'cause'),
  )
  if (refunded !== causes.filter((cause) => cause === 'negotiated').length)
    faults.push(`has ${refunded} refunded requests, and is refunded for ${causes.join() || 'nothing'}`)
  return faults
}

type Stop = { readonly from: number; readonly to: number }
/** When appeals and refund requests stopped it, one after the other. */
export function listStops(row: Row, exported: Export, now: number): Stop[] {
  const appeals = filterRows(exported.appeal, 'supervision_id', readText(row, 'id')).map((one) => ({
    from: readMoment(one, 'opened_at'),
    to: readTime(one, 'closed_at') ?? now,
  }))
  const requests = listRequests(row, exported).map(({ request }) => ({
    from: readMoment(request, 'asked_at'),
    to: readTime(request, 'ended_at') ?? now,
  }))
  const stops: Stop[] = []
  for (const one of [...appeals, ...requests].toSorted((a, b) => a.from - b.from)) {
    const last = stops.at(-1)
    if (last && one.from <= last.to) stops.splice(-1, 1, { from: last.from, to: Math.max(last.to, one.to) })
    else stops.push(one)
  }
  return stops
}
