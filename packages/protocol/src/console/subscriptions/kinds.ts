export const termStates = ['future', 'current', 'past', 'refunded'] as const
export type TermState = (typeof termStates)[number]

/** opening → active → grace → retention → released (R113); cancelled is refunded or never opened. */
export const serviceStates = ['opening', 'active', 'grace', 'retention', 'released', 'cancelled'] as const
export type ServiceState = (typeof serviceStates)[number]

/** R117: a paid service that does not renew automatically is shown as expiring from this many days before its end. */
export const expiringDays = 15

/** R110: the periods by which a service may renew automatically, the shortest first. */
export const renewalPeriods = ['month', 'year'] as const
export type RenewalPeriod = (typeof renewalPeriods)[number]
