import type { Id, Instant } from '@loggia/kernel'
import type { Call } from '../calls/index.ts'
import type { Operation } from '../dialects/index.ts'
import type {
  LicenseAct,
  LicenseApplicationState,
  LicenseState,
  LicenseWay,
} from '@loggia/protocol/console/licenses/kinds'

export type { LicenseAct, LicenseApplicationState, LicenseState, LicenseWay }

/** What is handed over: a sealed text, or a file. Neither: nothing yet. */
export type Content = {
  /** Whether a code or a text is stored; it is sealed and read by itself. */
  readonly isText: boolean
  readonly fileId?: Id<'fil'>
}

/** What a buyer got for a delivery. There is one of a delivery, for ever (R242). */
export type License = Content & {
  readonly id: Id<'lic'>
  readonly deliveryId: Id<'dlv'>
  readonly orderId: Id<'ord'>
  readonly orderLineId: Id<'orl'>
  readonly subscriptionId: Id<'sub'>
  readonly sellerId: Id<'sel'>
  readonly buyerId: Id<'byr'>
  readonly productId: Id<'prd'>
  readonly way: LicenseWay
  readonly state: LicenseState
  /** How many devices or seats; of an online license the most devices. */
  readonly quantity: number
  /** The last characters of a code. */
  readonly ending?: string
  /** Content has come and was not handed over yet; of a code never. */
  readonly ready: boolean
  /** R112: the end of the service for which the content was handed over. */
  readonly coversUntil?: Instant
  /** Whether the seller's server was asked for an activation. */
  readonly activationAsked: boolean
  /** The seller's id of it. */
  readonly reference?: string
  readonly issuedAt?: Instant
  readonly collectedAt?: Instant
  /** The member who opened it first, with the name of then. */
  readonly collectedBy?: { readonly id: Id<'mbr'>; readonly name: string }
  readonly activatedAt?: Instant
  /** R76: when the use began. */
  readonly begunAt?: Instant
  readonly checkedAt?: Instant
  readonly endedAt?: Instant
}

/** Emitted when a call for a license of an order has stopped before it was delivered; perhaps more than once of an order. */
export type LicenseCallStopped = {
  readonly type: 'license.call_stopped'
  readonly productId: Id<'prd'>
  readonly orderId: Id<'ord'>
}

/** A license for one device of an online license. */
export type LicenseApplication = Content & {
  readonly id: Id<'lap'>
  readonly licenseId: Id<'lic'>
  /** Under this number the seller uploads it (license §3.4); each time it is asked for has another. */
  readonly eventId: string
  readonly fingerprint: string
  readonly state: LicenseApplicationState
  /** Of what was delivered, to tell a repetition from another license. */
  readonly sha256?: string
  readonly askedAt: Instant
  readonly effectiveAt: Instant
  readonly expiresAt?: Instant
  readonly deliveredAt?: Instant
  /** The end of what was delivered, which stays in use while another one is asked for (R112). */
  readonly coversUntil?: Instant
}

/** A code with which a seller tries the open APIs; it belongs to no order. */
export type TestLicense = {
  readonly id: Id<'tlc'>
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly createdAt: Instant
  readonly activatedAt?: Instant
  readonly checkedAt?: Instant
}

/** What software reported of a day (UTC). */
export type LicenseUsage = { readonly day: string; readonly active: number }
/** One report: a client by its id, or the number of clients. */
export type UsageReport =
  | { readonly clientId: string; readonly activeCount?: undefined }
  | { readonly clientId?: undefined; readonly activeCount: number }

/** What is asked of the sellers of licenses. */
export type LicenseOperation = Operation<'license'>
export type LicenseOfKind<Kind extends LicenseOperation['kind']> = Extract<LicenseOperation, { kind: Kind }>
export type LicenseCall<Kind extends LicenseOperation['kind'] = LicenseOperation['kind']> = Call<
  LicenseOfKind<Kind>
>
