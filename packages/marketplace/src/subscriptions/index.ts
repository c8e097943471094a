export { createSubscriptions } from './service.ts'
export type { Subscriptions } from './service.ts'
export { subscriptionJobs } from './jobs.ts'
export type { Subscription, SubscriptionCancelled, SubscriptionCreated, SubscriptionState } from './schema.ts'
