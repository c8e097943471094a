// Without zod: pages use these values.

/** R3c: *waiting* for a decision; *expired*: nobody decided in time. */
export const purchaseRequestStates = ['waiting', 'approved', 'rejected', 'withdrawn', 'expired'] as const
export type PurchaseRequestState = (typeof purchaseRequestStates)[number]

/** What waits for the reader’s decision, what the reader asked for, or all that the reader may see. */
export const purchaseRequestLists = ['to_decide', 'mine', 'all'] as const
export type PurchaseRequestList = (typeof purchaseRequestLists)[number]

export const purchaseRequestActs = ['approve', 'reject', 'withdraw'] as const
export type PurchaseRequestAct = (typeof purchaseRequestActs)[number]

export const purchaseRequestLimits = {
  reason: { min: 1, max: 500 },
  /** Requests of one member that wait. */
  waiting: 20,
  /** After these days it expires. */
  days: 30,
} as const
