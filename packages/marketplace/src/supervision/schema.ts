import type { Id, Instant, Money, ProductType } from '@loggia/kernel'
import type {
  AppealOutcome,
  AppealState,
  SupervisionAct,
  SupervisionFlow,
  SupervisionParty,
  SupervisionStage,
} from '@loggia/protocol/console/supervision/kinds'
import type { OfferedSupervision } from '../orders/index.ts'

export type {
  AppealOutcome,
  AppealState,
  SupervisionAct,
  SupervisionFlow,
  SupervisionParty,
  SupervisionStage,
}

/** R106: the parts of a delivery, as seller and buyer agreed them; `accepted` of them are accepted. */
export type Milestones = { readonly names: readonly string[]; readonly accepted: number }

/** R100: goods on their way. */
export type Shipment = {
  readonly carrier: string
  readonly trackingNumber: string
  /** The phone of the waybill is the order's, so the courier's reports can be read. */
  readonly readable: boolean
  readonly receivedAt?: Instant
  /** When the system accepts them. */
  readonly acceptAt?: Instant
}

/** A delivery between its payment and its acceptance: what is agreed, made and accepted, step by step. */
export type Supervision = {
  readonly id: Id<'spv'>
  readonly deliveryId: Id<'dlv'>
  readonly orderId: Id<'ord'>
  readonly orderLineId: Id<'orl'>
  readonly subscriptionId: Id<'sub'>
  readonly sellerId: Id<'sel'>
  readonly buyerId: Id<'byr'>
  readonly productId: Id<'prd'>
  readonly type: ProductType
  readonly flow: SupervisionFlow
  readonly stage: SupervisionStage
  /** Since when it is in this stage. */
  readonly since: Instant
  /** The payment, which starts it and the guarantee period (R107, R138). */
  readonly startedAt: Instant
  /** What was offered (R38, R39). */
  readonly offered: OfferedSupervision
  /** R105 */
  readonly needsRecheck: boolean
  /** R97: what the buyer said they need. */
  readonly demand?: string
  /** What the seller wrote about a design or a delivery last. */
  readonly note?: string
  /** R99: why the last step was sent back, until it is made again. */
  readonly rejection?: string
  /** How often the buyer has rejected the delivery. */
  readonly rejections: number
  /** Of SaaS: when the seller's server opened it. */
  readonly openedAt?: Instant
  readonly deliveredAt?: Instant
  readonly doneAt?: Instant
  readonly endedAt?: Instant
  /** R98: when it began to be used, as the seller says. */
  readonly begunAt?: Instant
  /** R142: when the buyer collected an authorisation code. */
  readonly collectedAt?: Instant
  readonly milestones?: Milestones
  readonly shipment?: Shipment
  /** R103: since when an appeal stops it. */
  readonly appealedAt?: Instant
  /** R148: since when an open refund request stops it, and whose turn it is with the request. */
  readonly refundAskedAt?: Instant
  readonly refundTurn?: 'buyer' | 'seller'
}

/** R103: either side asks an operator to decide. */
export type Appeal = {
  readonly id: Id<'ape'>
  readonly supervisionId: Id<'spv'>
  readonly by: 'buyer' | 'seller'
  readonly memberId: Id<'mbr'>
  readonly reason: string
  /** *closed*: the delivery ended otherwise. */
  readonly state: AppealState
  readonly openedAt: Instant
  readonly closedAt?: Instant
  readonly outcome?: AppealOutcome
  /** What went back, if it was decided so. */
  readonly amount?: Money
  readonly decision?: string
  readonly decidedBy?: Id<'mbr'>
}

/** What stops the flow: an appeal, also one about a refund, before the refund request itself. */
export type Pause = 'appeal' | 'refund'

/** The buyer said what they need (R97). What follows happens in the same transaction. */
export type DemandSubmitted = { readonly type: 'demand.submitted'; readonly supervision: Supervision }
/** What was bought is handed over, by the seller or by the system (R98). */
export type DeliveryMade = { readonly type: 'delivery.made'; readonly supervision: Supervision }

/** It is accepted, and its term has started (R75). What follows happens in the same transaction. */
export type DeliveryAccepted = { readonly type: 'delivery.accepted'; readonly supervision: Supervision }
/** Nothing stops it any more: an appeal or a refund request is over. */
export type DeliveryResumed = { readonly type: 'delivery.resumed'; readonly supervision: Supervision }

/** An operator decided an appeal; what follows happens after this, in the same transaction. */
export type AppealDecided = {
  readonly type: 'appeal.decided'
  readonly supervision: Supervision
  readonly outcome: AppealOutcome
  readonly reason: string
}
