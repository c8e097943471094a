import type { Id, Instant, Money, Transitions } from '@loggia/kernel'
import type {
  PurchaseRequestAct,
  PurchaseRequestList,
  PurchaseRequestState,
} from '@loggia/protocol/console/purchase-requests/kinds'
import type { Offer, Orders } from '../orders/index.ts'

export type { PurchaseRequestAct, PurchaseRequestList, PurchaseRequestState }

/** R3c: what a member asks to have bought, as it was offered then. */
export type PurchaseRequest = {
  readonly id: Id<'prq'>
  readonly buyerId: Id<'byr'>
  readonly memberId: Id<'mbr'>
  /** Only this member and the owners decide. */
  readonly approverId?: Id<'mbr'>
  readonly state: PurchaseRequestState
  readonly priceItemId: Id<'pri'>
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly offer: Offer
  readonly quantity: number
  readonly amount: Money
  readonly costCentreId?: Id<'cct'>
  readonly reason: string
  readonly askedAt: Instant
  readonly expiresAt: Instant
  readonly decidedBy?: Id<'mbr'>
  readonly decidedAt?: Instant
  /** Of a rejection. */
  readonly decisionReason?: string
  readonly orderId?: Id<'ord'>
}

/** `lapse`: nobody has decided in time. */
export type PurchaseRequestAction = PurchaseRequestAct | 'lapse'

export const purchaseRequestTransitions = {
  waiting: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', lapse: 'expired' },
  approved: {},
  rejected: {},
  withdrawn: {},
  expired: {},
} as const satisfies Transitions<PurchaseRequestState, PurchaseRequestAction>

/** Somebody who reads or decides requests of their buyer. */
export type RequestReader = {
  readonly memberId: Id<'mbr'>
  readonly mayBuy: boolean
  readonly isOwner: boolean
}

/** What is asked for, as an order would have it. */
export type AskedLine = Omit<Parameters<Orders['price']>[1], 'discountE4'>
/** The values of the parameters that the product asks for. */
export type AskedValues = NonNullable<AskedLine['parameters']>
