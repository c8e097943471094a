export const balanceChangeKinds = ['top_up', 'correction'] as const
export type BalanceChangeKind = (typeof balanceChangeKinds)[number]

export const balanceChangeStates = ['waiting', 'confirmed', 'rejected', 'withdrawn'] as const
export type BalanceChangeState = (typeof balanceChangeStates)[number]

export const balanceKinds = ['top_up', 'correction', 'payment', 'refund'] as const
export type BalanceKind = (typeof balanceKinds)[number]

/** A buyer's announcement of a transfer; *recorded* while a second operator has to confirm what arrived (R6). */
export const topUpRequestStates = ['awaiting', 'recorded', 'credited', 'rejected', 'withdrawn'] as const
export type TopUpRequestState = (typeof topUpRequestStates)[number]
