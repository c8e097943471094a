import type { Fulfilment, FulfilmentHandlers } from '../fulfilment/index.ts'
import type { DomainJobs } from '../platform/index.ts'

const nothing = (): Promise<void> => Promise.resolve()

/**
 * R98, R99: people's work in the simplified flow: the seller performs, the buyer accepts. It has no server and nothing to switch off, so
 * most of what can happen asks nothing of anybody.
 */
export const createManualServiceJobs = ({
  confirmTerms,
}: Pick<Fulfilment, 'confirmTerms'>): DomainJobs & FulfilmentHandlers => ({
  fulfils: {
    manual_service: {
      acceptance: 'by_buyer',
      // It needs no address and no key.
      requireReady: nothing,
      // No rule says until when people have to have performed it; both sides are reminded (R104).
      decideUntil: () => undefined,
      start: nothing,
      // R102: a renewal of what was accepted is not accepted once more.
      extend: (tx, { subscriptionId, endsAt, lineNumber }) =>
        confirmTerms(tx, subscriptionId, { expiresAt: endsAt, lineNumber }),
      change: (_tx, { subscriptionId }) =>
        Promise.reject(new Error(`${subscriptionId} is people's work: it is not changed while it runs`)),
      freeze: nothing,
      bar: nothing,
      end: nothing,
    },
  },
})
