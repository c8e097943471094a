import { groupBy, readText } from './books.ts'
import type { Export, SellerLine } from './books.ts'

type Records = { readonly journal: readonly SellerLine[]; readonly exported: Export }

export const isAnswered = (line: SellerLine): boolean => line.phase === 'answered'
const honest = new Set(['ok', 'near_limit'])
export const hasSucceeded = (line: SellerLine): boolean =>
  isAnswered(line) && line.taken === true && honest.has(line.behaviour)

/** The requests in the seller's journal: signed, for paid orders, each with its own id, in order. */
export function judgeJournal({ journal, exported }: Records, paid: ReadonlySet<string>): string[] {
  const faults = journal
    .filter(({ signature }) => signature !== 'fits')
    .map(({ n }) => `request ${n}: its signature does not fit`)
  const lines = new Set(exported.order_line.map((row) => readText(row, 'number')))
  const asked = journal.filter(({ activity, phase }) => activity === 'newInstance' && phase === 'received')
  for (const { n, orderId = '', orderLineId = '' } of asked)
    if (!paid.has(orderId) || !lines.has(orderLineId))
      faults.push(`request ${n}: asks for ${orderId} / ${orderLineId}, which nobody paid`)
  for (const [businessId, same] of groupBy(asked, (line) => line.businessId ?? '')) {
    // The same bytes may be sent twice if a kept connection broke while they were written.
    const answeredBefore = journal.some(
      (line) => isAnswered(line) && line.taken === true && line.n === same[0]?.n,
    )
    if (same.length > 1 && answeredBefore)
      faults.push(`business id ${businessId} was used for ${same.length} requests`)
  }
  return [...faults, ...judgeOrderOfRequests(journal)]
}

/** After an instance was released, no further request is made for its order. */
function judgeOrderOfRequests(journal: readonly SellerLine[]): string[] {
  const released = new Map<string, number>()
  journal.forEach((line, at) => {
    if (line.activity === 'releaseInstance' && hasSucceeded(line) && line.made !== undefined)
      released.set(line.made, at)
  })
  return journal.flatMap((line, at) => {
    const releasedAt =
      line.activity === 'newInstance' && line.phase === 'received' && line.made !== undefined
        ? released.get(line.made)
        : undefined
    return releasedAt !== undefined && releasedAt < at
      ? [`request ${line.n}: asks for ${line.orderId ?? ''}, whose instance was released before`]
      : []
  })
}

/** When everything due has run, nothing is in progress, and no fault of our own occurred. */
export function judgeCalls({ call }: Export): string[] {
  const open = new Set(['waiting', 'sending', 'stuck'])
  return call
    .filter((row) => open.has(readText(row, 'state')))
    .map(
      (row) =>
        `call ${readText(row, 'id')} (${readText(row, 'operation_kind')}) is ${readText(row, 'state')}`,
    )
}
