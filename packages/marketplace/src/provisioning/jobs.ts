import type { Answer, Call, OperationHandlers } from '../calls/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'
import type { Provisioning } from './service/index.ts'

/** Each answer changes an order and a subscription of its own. */
const eachAnswer =
  (apply: (tx: Tx, call: Call, answer: Answer) => Promise<void>) =>
  async (tx: Tx, answered: readonly { call: Call; answer: Answer }[]): Promise<void> => {
    for (const { call, answer } of answered) await apply(tx, call, answer)
  }

export const provisioningJobs = (provisioning: Provisioning): DomainJobs & OperationHandlers => ({
  events: {
    'subscription.created': (tx: Tx, event: SubscriptionEvents['created']) =>
      provisioning.startOpening(tx, event),
    'subscription.extended': (tx: Tx, event: SubscriptionEvents['extended']) =>
      provisioning.startRefresh(tx, event),
    'subscription.changing': (tx: Tx, event: SubscriptionEvents['changing']) =>
      provisioning.startChange(tx, event),
    'subscription.frozen': (tx: Tx, event: SubscriptionEvents['frozen']) =>
      provisioning.startFreeze(tx, event),
    'subscription.barred': (tx: Tx, event: SubscriptionEvents['barred']) => provisioning.startBar(tx, event),
    'subscription.unbarred': (tx: Tx, event: SubscriptionEvents['barred']) =>
      provisioning.startBar(tx, event),
    'subscription.ended': (tx: Tx, event: SubscriptionEvents['ended']) =>
      provisioning.startRelease(tx, event),
  },
  answers: {
    create_instance: provisioning.applyCreated,
    query_instance: provisioning.applyQueried,
    release_instance: eachAnswer(provisioning.applyReleased),
    refresh_instance: eachAnswer(provisioning.applyRefreshed),
    upgrade_instance: eachAnswer(provisioning.applyUpgraded),
  },
  objections: { create_instance: provisioning.refuseTaken },
  sightings: { create_instance: provisioning.noteSighting },
  facts: provisioning.facts,
  restarts: {
    query_instance: provisioning.askAgain,
    release_instance: provisioning.releaseAgain,
    refresh_instance: provisioning.refreshAgain,
    set_instance_status: provisioning.statusAgain,
    lift_freeze: provisioning.liftAgain,
  },
})
