export const termStates = ['future', 'current', 'past', 'refunded'] as const
export type TermState = (typeof termStates)[number]

/** opening → active → grace → retention → released (R113); cancelled is refunded or never opened. */
export const serviceStates = ['opening', 'active', 'grace', 'retention', 'released', 'cancelled'] as const
export type ServiceState = (typeof serviceStates)[number]
