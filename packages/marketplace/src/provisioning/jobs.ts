import type { OperationHandlers } from '../calls/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SubscriptionCancelled, SubscriptionCreated } from '../subscriptions/index.ts'
import type { Provisioning } from './service.ts'

export const provisioningJobs = (provisioning: Provisioning): DomainJobs & OperationHandlers => ({
  events: {
    'subscription.created': (tx: Tx, event: SubscriptionCreated) => provisioning.startOpening(tx, event),
    'subscription.cancelled': (tx: Tx, event: SubscriptionCancelled) => provisioning.startRelease(tx, event),
  },
  answers: {
    create_instance: provisioning.applyCreated,
    query_instance: provisioning.applyQueried,
    release_instance: provisioning.applyReleased,
  },
  sightings: { create_instance: provisioning.noteSighting },
  restarts: { query_instance: provisioning.askAgain, release_instance: provisioning.releaseAgain },
})
