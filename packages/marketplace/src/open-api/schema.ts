import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { AkSkRefusal } from '@loggia/signing'
import type { chargingModes, orderTypes, OrderResultCode } from '@loggia/protocol/orders'

/**
 * A key pair without its secret. Times of refusals and locks are real time, so that moving the market clock ends no
 * lock.
 */
export type OpenApiKey = {
  readonly id: Id<'oak'>
  readonly sellerId: Id<'sel'>
  readonly name: string
  /** The id that is sent with every request. */
  readonly accessKeyId: string
  readonly enabled: boolean
  readonly createdAt: Instant
  readonly lastUsedAt?: Instant
  /** The end of the block of the address that was blocked last. */
  readonly lockedUntil?: WallInstant
  /** When the seller was last notified of a blocked address. */
  readonly toldAt?: WallInstant
  /** The last refused request that named the key. */
  readonly refused?: Refused
}

/** Why a request that names a key is refused: the key's own state, or what is wrong with the signature. */
export type RefusalReason = 'key_disabled' | 'address_locked' | 'signature_used' | AkSkRefusal['code']
/** A refused request and the name of its key. */
export type RefusedQuery = Refused & { readonly keyName: string }
export type Refused = { readonly at: WallInstant; readonly because: RefusalReason }

/** The consecutive wrong signatures from one address with a key, and the end of the block of that address. */
export type Failures = {
  readonly failures: number
  readonly failedAt: WallInstant
  readonly lockedUntil?: WallInstant
}

/** The seller of a request, or the gateway's sentence about why it is refused. */
export type Admission =
  | { readonly admitted: true; readonly sellerId: Id<'sel'> }
  | { readonly admitted: false; readonly because: string }

/** The query as it arrived; it may contain anything. */
export type OrderAsk = { readonly orderId?: unknown; readonly orderLineId?: unknown }

export type WireOrderLine = {
  readonly orderLineId: string
  readonly chargingMode: (typeof chargingModes)[number]
  readonly periodType?: 'day' | 'month' | 'year'
  readonly periodNumber?: number
  readonly expireTime?: string
  readonly productInfo: readonly {
    readonly productId: string
    readonly skuCode: string
    readonly linearValue?: number
    readonly productName: string
  }[]
  readonly extendParams: readonly { readonly name: string; readonly value: string }[]
  readonly currency: string
  readonly currencyAfterDiscount: string
}
export type WireBuyer = {
  readonly mobilePhone: string | null
  readonly email: string | null
  readonly customerId: string
  readonly customerName: string
  readonly customerRealName: string | null
  readonly customerType: 0 | 1
  readonly userId: string | null
  readonly userName: string | null
}
export type WireOrder = {
  readonly orderId: string
  readonly orderType: (typeof orderTypes)[number]
  readonly createTime: string
  readonly orderLine: readonly WireOrderLine[]
  readonly buyerInfo: WireBuyer
  readonly extendParams: readonly []
}
export type OrderAnswer = {
  readonly resultCode: OrderResultCode
  readonly resultMsg: string
  readonly orderInfo?: WireOrder
  readonly extra_info?: string
}
