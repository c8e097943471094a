import { groupBy } from './books.ts'
import type { MatchedCall } from './match-calls.ts'

/**
 * In a lane no request of a later call reached the seller before the earlier one was closed. Asked in three ways, none of
 * which an honest run can fail, however slow it is:
 *
 * - By the clock. A call is closed at a time that its node read before it committed; the later call is claimed after that
 *   commit; the seller reads the clock when the request is there. Both read one clock that never steps.
 * - By the signatures. A request is signed when its call is claimed, so none of an earlier call is signed after one of a
 *   later call; that one arrives late, which a slow seller may do to any, does not matter.
 * - By the seller's journal alone. Had the earlier call succeeded, an answer to it had left before the later one came.
 */
export function judgeLanes(calls: readonly MatchedCall[]): string[] {
  const inLanes = calls.filter((call) => call.lane !== null)
  return [...groupBy(inLanes, (call) => call.lane ?? '').values()].flatMap(judgeLane)
}

function judgeLane(lane: readonly MatchedCall[]): string[] {
  return lane.flatMap((later) => {
    const [first] = later.requests
    if (first === undefined) return []
    return lane
      .filter((earlier) => isBefore(earlier, later))
      .flatMap((earlier) => judgePair(earlier, later, first))
  })
}

type Asked = { readonly first: MatchedCall['requests'][number] }

function judgePair(earlier: MatchedCall, later: MatchedCall, first: Asked['first']): string[] {
  const faults: string[] = []
  const ofLater = `request ${first.n} of ${later.id} (${later.kind})`
  const ofEarlier = `${earlier.id} (${earlier.kind})`
  if (earlier.closedAt === undefined || earlier.closedAt > first.receivedAt)
    faults.push(`${ofLater} came out of order: ${ofEarlier} was not closed yet`)
  const signedLast = Math.max(...earlier.requests.map(({ signedAt }) => signedAt))
  const signedFirst = Math.min(...later.requests.map(({ signedAt }) => signedAt))
  if (signedLast > signedFirst)
    faults.push(`${ofLater} came out of order: a request of ${ofEarlier} was signed after it`)
  const hadAnswer = earlier.requests.some(
    ({ answeredPlace }) => answeredPlace !== undefined && answeredPlace < first.place,
  )
  if (earlier.state === 'confirmed' && !hadAnswer)
    faults.push(`${ofLater} came out of order: ${ofEarlier} was not answered yet`)
  return faults
}

/**
 * Calls are put into a lane by who holds its subscription, and dated then, so their dates are in the lane's order. Those
 * that one transaction put in at the same millisecond have ids that sort as they were made.
 */
const isBefore = (a: MatchedCall, b: MatchedCall): boolean =>
  a.createdAt === b.createdAt ? a.id < b.id : a.createdAt < b.createdAt
