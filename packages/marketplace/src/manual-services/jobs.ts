import type { Fulfiller, Fulfilment, FulfilmentHandlers } from '../fulfilment/index.ts'
import type { DomainJobs } from '../platform/index.ts'

const nothing = (): Promise<void> => Promise.resolve()

/**
 * R12: what people make, ship or hand over, and the buyer accepts (R98, R99). There is no server and nothing to switch
 * off, so most handlers do nothing; *supervision* has the steps.
 */
export function createManualServiceJobs({
  confirmTerms,
}: Pick<Fulfilment, 'confirmTerms'>): DomainJobs & FulfilmentHandlers {
  const performed: Fulfiller = {
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
  }
  return {
    fulfils: {
      manual_service: performed,
      hardware: performed,
      data_asset: performed,
      app_orchestration: performed,
    },
  }
}
