import type { Fulfilment, FulfilmentHandlers } from '../fulfilment/index.ts'
import type { DomainJobs } from '../platform/index.ts'

const nothing = (): Promise<void> => Promise.resolve()

/**
 * R98, R99: manual services in the simplified flow: the seller performs, the buyer accepts. There is no server and
 * nothing to switch off, so most handlers do nothing.
 */
export const createManualServiceJobs = ({
  confirmTerms,
}: Pick<Fulfilment, 'confirmTerms'>): DomainJobs & FulfilmentHandlers => ({
  fulfils: {
    manual_service: {
      acceptance: 'by_buyer',
      // Such a product needs no address and no key.
      requireReady: nothing,
      // No rule sets a deadline for the work; both sides get reminders (R104).
      decideUntil: () => undefined,
      start: nothing,
      // R102: the renewal of an accepted service is not accepted again.
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
