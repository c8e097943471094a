import type { InstanceShared } from '../provisioning/index.ts'
import type { OrderStopped } from '../orders/index.ts'
import type { OrderRefunded } from '../refunds/index.ts'
import type { Id, Instant } from '@loggia/kernel'
import type { CallEvent } from '../calls/index.ts'
import type { ProductTold } from '../catalog/index.ts'
import type { OperationKind } from '../dialects/index.ts'

/** One of the things that are told of calls. */
export type CallTold<T extends CallEvent['type']> = Extract<CallEvent, { type: T }>

export type Text = { readonly zh: string; readonly en: string }
/** Who a message is to; operators share theirs. */
export type Party =
  | { readonly kind: 'buyer'; readonly id: Id<'byr'> }
  | { readonly kind: 'seller'; readonly id: Id<'sel'> }
  | { readonly kind: 'operator' }

type WireMoney = { readonly amount: string; readonly currency: string }
/** Why a try failed: a code of the closed list, its values, the sentence. */
type ToldVerdict = {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly sentence: Text
}
/** How a call stands whose tries failed; members that do not hold any more are left out. Times are ISO 8601. */
export type CallStanding = {
  tries: number
  state: 'waiting' | 'stopped' | CallTold<'call.recovered'>['state']
  mayRestart: boolean
  verdict?: ToldVerdict
  /** The last try that failed … */
  triedAt?: string
  /** … and when the next one is to come. */
  nextAt?: string
  recoveredAt?: string
}
type ToldSeller = { readonly id: Id<'sel'>; readonly name: Text }

/** What one operator asks another one to confirm (R6). */
type BalanceChangeTold = {
  changeId: Id<'bch'>
  change: 'top_up' | 'correction'
  buyer: Text
  amount: WireMoney
  /** Who proposed or decided it. */
  by: string
}

/** A service of the buyer's and the name of what was bought. */
type OfService = { serviceId: Id<'sub'>; product: Text }

/** A line whose instance a message is about. */
type OfInstance = { orderId: Id<'ord'>; orderNumber: string; product: Text; seller: ToldSeller }
type BarTold = OfService & { orderId: Id<'ord'>; orderNumber: string; reason: string }
/** R57 */
type CertificatesTold = {
  productId: Id<'prd'>
  name: Text
  certificates: ProductTold<'product.certificate_told'>['certificates']
}

/** What each kind of message holds; the console has the sentence (R262). */
export type MessageData = {
  opening_failed: { orderId: Id<'ord'>; orderNumber: string; product: Text; orphanPossible: boolean }
  /** What happened to a delivery that people perform and accept: to whoever is next, or has to know. */
  delivery: {
    what: 'due' | 'made' | 'accepted' | 'rejected' | 'refunded' | 'waiting'
    orderId: Id<'ord'>
    orderNumber: string
    product: Text
    reason?: string
  }
  /** An opened service has no address for its buyer. */
  instance_unaddressed: OfInstance
  /** Two services of the seller go by one id. */
  instance_shared: OfInstance & {
    what: InstanceShared['what']
    reference: string
    otherOrderNumber: string
  }
  order_refunded: {
    orderId: Id<'ord'>
    orderNumber: string
    amount: WireMoney
    refundNumber: string
    cause: OrderRefunded['cause']
  }
  /** R50, R53: the market cancelled what was not paid yet. */
  order_stopped: { orderId: Id<'ord'>; orderNumber: string; product: Text; why: OrderStopped['why'] }
  service_expiring: OfService & { endsAt: string; daysLeft: number; renewsItself: boolean }
  service_in_grace: OfService & { until: string }
  service_frozen: OfService & { until: string }
  service_releasing: OfService & { until: string }
  service_released: OfService
  /** R116: to the buyer and to the seller. */
  service_barred: BarTold
  service_unbarred: BarTold
  auto_renewal_failed: OfService & { code: string; sentence: Text; nextTryAt?: string }
  service_renewed_itself: OfService & {
    orderId: Id<'ord'>
    orderNumber: string
    amount: WireMoney
    endsAt: string
  }
  /** R73: what the buyer paid for holds, and the seller does not know of it. */
  renewal_unconfirmed: { orderId: Id<'ord'>; orderNumber: string; seller: ToldSeller; product: Text }
  address_decided: { url: string; approved: boolean; reason?: string }
  product_decided: {
    name: Text
    /** What was decided; a message of before is about a release or a rejection. */
    application: ProductTold<'product.decided'>['application']
    approved: boolean
    reason?: string
  }
  product_suspended: { name: Text; until: string; reason: string }
  certificate_expiring: CertificatesTold
  certificate_expired: CertificatesTold
  product_returned: { name: Text }
  product_taken_off: { name: Text; reason: string }
  sold_out: { productId: Id<'prd'>; name: Text; specification: Text }
  /** R119: buyers may not change this at renewal, since the seller's server does not answer whether it can be. */
  change_check_unanswered: { productId: Id<'prd'>; name: Text; verdict: ToldVerdict }
  account_confirmed: { name: Text }
  open_api_key_locked: { key: string; accessKeyId: string }
  /** The member's name. */
  sign_ins_slowed: { member: string }
  organisation_applied: { applicationId: Id<'oap'>; name: Text; of: 'seller' | 'buyer' }
  organisation_decided: { name: Text; of: 'seller' | 'buyer'; approved: boolean; reason?: string }
  sign_up_waiting: { name: Text }
  application_submitted: { applicationId: Id<'sap'>; name: Text }
  application_decided: { name: Text; approved: boolean; reason?: string }
  balance_change_waiting: BalanceChangeTold
  balance_change_decided: BalanceChangeTold & { approved: boolean; reason?: string }
  call_failing: CallStanding & {
    callId: Id<'cal'>
    operation: OperationKind
    activity: string
    reference?: string
    orderId?: Id<'ord'>
    orderNumber?: string
    product?: Text
  }
  seller_parked: {
    seller: ToldSeller
    parkedSince: string
    probeAt: string
    failures: number
    verdict: ToldVerdict
  }
  seller_recovered: { seller: ToldSeller; parkedSince: string; recoveredAt: string }
}
export type MessageKind = keyof MessageData

/** Which message is meant: there is one of a kind to a party about a subject, the order line or thing that it tells of. */
export type MessageAbout<K extends MessageKind = MessageKind> = {
  readonly kind: K
  readonly to: Party
  readonly subject: string
}
export type NewMessage<K extends MessageKind = MessageKind> = MessageAbout<K> & {
  readonly data: MessageData[K]
}

export type Message = {
  readonly id: Id<'msg'>
  readonly kind: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Instant
  readonly readAt?: Instant
}
