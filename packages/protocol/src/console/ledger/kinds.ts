export const balanceChangeKinds = ['top_up', 'correction'] as const
export type BalanceChangeKind = (typeof balanceChangeKinds)[number]

export const balanceChangeStates = ['waiting', 'confirmed', 'rejected', 'withdrawn'] as const
export type BalanceChangeState = (typeof balanceChangeStates)[number]

export const balanceKinds = ['top_up', 'correction', 'payment', 'refund'] as const
export type BalanceKind = (typeof balanceKinds)[number]
