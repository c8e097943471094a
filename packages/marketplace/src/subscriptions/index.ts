export { createSubscriptions } from './service/index.ts'
export type { Subscriptions } from './service/index.ts'
export { subscriptionJobs } from './jobs.ts'
export { subscriptionProblems } from './problems.ts'
export { baseOf, priceRenewal, requireRenewable, smallestRenewal } from './service/renew.ts'
export type { PricedRenewal } from './service/renew.ts'
export type { Held } from './service/context.ts'
export { customerLevels, decideLapse, levelThatHolds, nextTryAt } from './rules/due.ts'
export type { CustomerLevel } from './rules/due.ts'
export { decideFee, perDayOf, perDayOfOffer, remainingDays } from './rules/pricing.ts'
export type { ChangeFee } from './rules/pricing.ts'
export {
  lastTerm,
  returnableTerm,
  stretchesOf,
  termState,
  unreturned,
  anchorOf,
  decideEnd,
} from './rules/terms.ts'
export { decideState } from './rules/transitions.ts'
export type {
  Holding,
  Subscription,
  SubscriptionChanging,
  SubscriptionCreated,
  SubscriptionEnded,
  SubscriptionExtended,
  SubscriptionFrozen,
  SubscriptionState,
  SubscriptionTold,
  Term,
} from './schema.ts'
