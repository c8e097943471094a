import { toId } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { OperationHandlers } from '../calls/index.ts'
import type { FulfilmentHandlers } from '../fulfilment/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'
import type {
  DeliveryAccepted,
  DeliveryMade,
  DeliveryResumed,
  DemandSubmitted,
} from '../supervision/index.ts'
import { unissuedWakeup } from './service/devices.ts'
import type { Licenses } from './service/index.ts'

export const createLicenseJobs = (
  licenses: Licenses,
): DomainJobs & OperationHandlers & FulfilmentHandlers => ({
  events: {
    'subscription.created': (tx: Tx, event: SubscriptionEvents['created']) => licenses.noteCreated(tx, event),
    'demand.submitted': (tx: Tx, event: DemandSubmitted) => licenses.noteDemand(tx, event),
    'delivery.made': (tx: Tx, event: DeliveryMade) => licenses.noteMade(tx, event),
    'delivery.resumed': (tx: Tx, event: DeliveryResumed) => licenses.noteResumed(tx, event),
    'delivery.accepted': (tx: Tx, event: DeliveryAccepted) => licenses.noteAccepted(tx, event),
  },
  wakeups: {
    [unissuedWakeup]: (tx: Tx, subject: string, now: Instant) =>
      licenses.noteUnissued(tx, toId(subject, 'lap'), now),
    'license.usage': (tx: Tx, subject: string, now: Instant) =>
      licenses.dropUsage(tx, toId(subject, 'lic'), now),
  },
  fulfils: {
    license: {
      requireReady: licenses.requireReady,
      // No rule sets a deadline: what a call does not bring the seller delivers by hand, and both sides get reminders (R104).
      decideUntil: () => undefined,
      start: licenses.start,
      extend: licenses.extend,
      change: (_tx, { subscriptionId }) =>
        Promise.reject(new Error(`${subscriptionId} is a license: it is not changed while it runs`)),
      freeze: licenses.freeze,
      bar: licenses.bar,
      end: licenses.end,
    },
  },
  operations: {
    license: {
      answers: {
        issue_license: licenses.applyIssued,
        create_activation: licenses.applyCreated,
        apply_license: licenses.applyApplied,
        refresh_license: licenses.applyRefreshed,
        release_license: licenses.applyReleased,
      },
      objections: { issue_license: licenses.refuseTaken, create_activation: licenses.refuseTaken },
      strayInstances: { issue_license: licenses.noteStray, create_activation: licenses.noteStray },
      facts: licenses.facts,
      restarts: {
        issue_license: licenses.issueAgain,
        create_activation: licenses.createAgain,
        apply_license: licenses.applyAgain,
        refresh_license: licenses.refreshAgain,
        set_license_status: licenses.statusAgain,
        release_license: licenses.releaseAgain,
      },
    },
  },
})
