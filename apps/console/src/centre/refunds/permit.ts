import type { HistoryEntry } from '@loggia/protocol/console'

/** R151: whether an operator has allowed a request that was not made yet; a permit is for one. */
export const hasPermit = (timeline: readonly Pick<HistoryEntry, 'kind'>[]): boolean =>
  timeline.findLast(({ kind }) => kind === 'refund_request.permitted' || kind === 'refund_request.asked')
    ?.kind === 'refund_request.permitted'
