import type { Answer, Call, OperationHandlers } from '../calls/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SubscriptionCancelled, SubscriptionCreated } from '../subscriptions/index.ts'
import type { Provisioning } from './service.ts'

/** Each answer changes an order and a subscription of its own. */
const eachAnswer =
  (apply: (tx: Tx, call: Call, answer: Answer) => Promise<void>) =>
  async (tx: Tx, answered: readonly { call: Call; answer: Answer }[]): Promise<void> => {
    for (const { call, answer } of answered) await apply(tx, call, answer)
  }

export const provisioningJobs = (provisioning: Provisioning): DomainJobs & OperationHandlers => ({
  events: {
    'subscription.created': (tx: Tx, event: SubscriptionCreated) => provisioning.startOpening(tx, event),
    'subscription.cancelled': (tx: Tx, event: SubscriptionCancelled) => provisioning.startRelease(tx, event),
  },
  answers: {
    create_instance: eachAnswer(provisioning.applyCreated),
    query_instance: eachAnswer(provisioning.applyQueried),
    release_instance: eachAnswer(provisioning.applyReleased),
  },
  sightings: { create_instance: provisioning.noteSighting },
  restarts: { query_instance: provisioning.askAgain, release_instance: provisioning.releaseAgain },
})
