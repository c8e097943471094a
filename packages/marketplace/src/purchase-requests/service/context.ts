import type { Id } from '@loggia/kernel'
import type { Budgets } from '../../budgets/index.ts'
import type { Ledger } from '../../ledger/index.ts'
import type { Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Platform } from '../../platform/index.ts'

export type PurchaseRequestsContext = Platform & {
  readonly budgets: Pick<Budgets, 'chooseCostCentre' | 'listApprovers'>
  readonly ledger: Pick<Ledger, 'waitForPayments'>
  readonly orders: Pick<Orders, 'price' | 'submitIn' | 'payIn'>
  readonly parties: Pick<Parties, 'hasRight' | 'requireBuyerActive'>
}

/** When nobody has decided in time. */
export const dueWakeup = 'purchase_requests.due'

/** The place that the parameters of a request are sealed for: they cannot be opened with another one. */
export const getPlace = (id: Id<'prq'>): string => `purchase_request:${id}`
