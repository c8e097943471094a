import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'
import type { FeedbackService } from './service/index.ts'

export const createFeedbackJobs = ({ hearServiceEnded }: FeedbackService): DomainJobs => ({
  events: {
    'subscription.ended': (tx: Tx, event: SubscriptionEvents['ended']) => hearServiceEnded(tx, event),
  },
})
