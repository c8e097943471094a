import type { Id, Instant } from '@loggia/kernel'

export type Text = { readonly zh: string; readonly en: string }
/** Who a message is to. */
export type Party =
  | { readonly kind: 'buyer'; readonly id: Id<'byr'> }
  | { readonly kind: 'seller'; readonly id: Id<'sel'> }

type WireMoney = { readonly amount: string; readonly currency: string }
/** What each kind of message holds; the console has the sentence (R262). */
export type MessageData = {
  opening_failed: { orderId: Id<'ord'>; orderNumber: string; product: Text; orphanPossible: boolean }
  release_failed: { orderId: Id<'ord'>; orderNumber: string; product: Text; reference: string }
  access_data_missing: { orderId: Id<'ord'>; orderNumber: string; product: Text }
  order_refunded: { orderId: Id<'ord'>; orderNumber: string; amount: WireMoney; refundNumber: string }
  address_decided: { url: string; approved: boolean; reason?: string }
  product_decided: { name: Text; approved: boolean; reason?: string }
}
export type MessageKind = keyof MessageData

/** A message to be raised: one to a party about one subject, the order line or thing that it tells of. */
export type NewMessage<K extends MessageKind = MessageKind> = {
  readonly kind: K
  readonly to: Party
  readonly subject: string
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
