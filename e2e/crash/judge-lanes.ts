import { groupBy } from './books.ts'
import type { MatchedCall } from './match-calls.ts'

/**
 * In a lane, no request of a later call reached the seller before the earlier call was closed. This is checked in three
 * ways; an honest run passes each of them, however slow it is:
 *
 * - By the clock. A node reads the time at which a call is closed before it commits; the later call is claimed after
 *   that commit; the seller reads the clock when the request arrives. All read one clock that never steps back.
 * - By the signatures. A request is signed when its call is claimed, so no request of an earlier call is signed after
 *   one of a later call. It does not matter that a slow seller may receive it late.
 * - By the seller's journal alone. If the earlier call succeeded, an answer to it was sent before the later one
 *   arrived.
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
 * A call is put into a lane by the transaction that locks its subscription, and is dated then, so dates are in the
 * order of the lane. Calls that one transaction added in the same millisecond have ids in the order of their creation.
 */
const isBefore = (a: MatchedCall, b: MatchedCall): boolean =>
  a.createdAt === b.createdAt ? a.id < b.id : a.createdAt < b.createdAt
