import type { Id, Instant } from '@loggia/kernel'
import type { Call } from '../calls/index.ts'
import type { Facts, Operation } from '../dialects/index.ts'

/** What is asked of the sellers of services. */
export type ServiceOperation = Operation<'saas'>
export type ServiceCall<Kind extends ServiceOperation['kind'] = ServiceOperation['kind']> = Call<OfKind<Kind>>
export type OfKind<Kind extends ServiceOperation['kind']> = Extract<ServiceOperation, { kind: Kind }>
/** The published numbers of an order and of a line of it. */
export type LineNumbers = Omit<OfKind<'create_instance'>, 'kind'>
/** What was bought with a line, and by whom. */
export type OrderFacts = Facts<'saas'>

/** opening → open, or → failed; then → releasing → released. Without an id of the seller *failed* is the last state. */
export type InstanceState = 'opening' | 'open' | 'failed' | 'releasing' | 'released'

/** An id that a seller gave. Another seller may use the same id. */
export type SellersId = { readonly sellerId: Id<'sel'>; readonly reference: string }
/** The service that an id belongs to. */
export type Holder = SellersId & { readonly subscriptionId: Id<'sub'>; readonly orderId: Id<'ord'> }

/** What the seller's server made for a subscription. */
export type Instance = {
  readonly id: Id<'ins'>
  readonly subscriptionId: Id<'sub'>
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly orderId: Id<'ord'>
  readonly orderLineId: Id<'orl'>
  readonly state: InstanceState
  /** The id that the seller gave it. */
  readonly reference?: string
  /** The id that an answer named without opening the instance: a refusal, or a late answer. */
  readonly seenReference?: string
  /** R70: the time until which the seller may open it. */
  readonly openingUntil: Instant
  readonly openedAt?: Instant
  readonly closedAt?: Instant
}
