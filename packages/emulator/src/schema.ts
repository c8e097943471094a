import type { Money, Period, Service } from '@loggia/protocol/console'
import type { SupervisionStage } from '@loggia/protocol/console/supervision/kinds'
import type { SaasProtocol } from '@loggia/protocol/protocols'
import type { EmulatorJoint, JointAsk, KitProtocol, KitServer } from './joint/schema.ts'
import { licenseProductKeys } from './licenses/schema.ts'
import type { EmulatorLicense, LicenseServer, Licensing } from './licenses/schema.ts'

import type { SignInAsk, SignedIn } from './sign-on/schema.ts'
import type { Exchange, FaultAsk, QueuedFault } from './wire-schema.ts'

export { appRoles, batchDecisions, jointActs, kitProtocols, oaepHashes } from './joint/schema.ts'
export type {
  EmulatorDepartment,
  EmulatorJoint,
  EmulatorPerson,
  JointAct,
  JointAsk,
  KitProtocol,
  KitServer,
  Told,
} from './joint/schema.ts'
export { licenseActs, licenseProductKeys } from './licenses/schema.ts'
export type {
  EmulatorLicense,
  LicenseAct,
  LicenseProductKey,
  LicenseServer,
  Licensing,
} from './licenses/schema.ts'
export type { SignInAsk, SignedIn } from './sign-on/schema.ts'
export {
  faultNames,
  exchangeLimits,
  mostListed,
  sendingFaults,
  signingFaults,
  signOnFaults,
} from './wire-schema.ts'
export type { Aside, Exchange, FaultAsk, FaultName, QueuedFault, WireMessage } from './wire-schema.ts'
/** The protocols that a SaaS product of the emulator may use. */
export { saasProtocols as protocols } from '@loggia/protocol/protocols'
export type { SaasProtocol as Protocol } from '@loggia/protocol/protocols'

/** A seller’s server: its address, the access key that signs calls to it, and its protocol. */
export type SellerServer = {
  /** The production address, such as `http://127.0.0.1:3000/saas`. Only a V1.0 address may have a query. */
  readonly url: string
  /** The access key. Default: `emulatorKey`. */
  readonly key?: string | undefined
  /** Default: `saas-v2`. */
  readonly protocol?: SaasProtocol | undefined
  /** V1.0: the size in bits of the key that seals phone number and e-mail (saas-v1 §5). Default: 256. */
  readonly keyBits?: 128 | 256 | undefined
}
/** The server that gets an order notification for each paid order. */
export type NotifiedServer = {
  /** Its address, without a query. */
  readonly url: string
  /** The key of the class *common*. Default: `emulatorKey`. */
  readonly key?: string | undefined
}
/** The key pair (AK/SK) with which a seller’s server signs its requests to the open APIs. */
export type ApiKey = { readonly accessKeyId: string; readonly secretKey: string }

/** The default API key of the seller. */
export const emulatorApiKey: ApiKey = {
  accessKeyId: 'EMULATOR000000000001',
  secretKey: 'emulatorSecretKey00000000000000000000001',
}

export type EmulatorOptions = {
  /** The server that the products call. Default: the emulator’s own stand-in, which answers everything correctly. */
  readonly seller?: SellerServer | undefined
  /** The server that is called for products with a license. Default: the stand-in. */
  readonly licenses?: LicenseServer | undefined
  /** The server that is told of the company of the product *joint*. Default: the stand-in. */
  readonly kit?: KitServer | undefined
  /** The server that gets order notifications. Default: none. */
  readonly notify?: NotifiedServer | undefined
  /** The seller’s API key. Default: `emulatorApiKey`. */
  readonly apiKey?: ApiKey | undefined
  /** The port on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined
  /** *held* (the default): time passes only by `advance`. *running*: it also passes by itself. */
  readonly time?: 'held' | 'running' | undefined
  /** The start of a held time, ISO 8601. Default: now. */
  readonly startsAt?: string | undefined
  /** The time limit of one call, in real milliseconds. Default: 20,000 (saas-v2 §6). */
  readonly callTimeLimitMs?: number | undefined
  /** The folder of the built web pages. Without it there are no pages. */
  readonly pages?: string | undefined
  /** The folder in which the template of the database is kept between runs. */
  readonly cacheFolder?: string | undefined
  /**
   * Called with each exchange with the seller after its reply was read. If it throws, the error is printed and has no
   * other effect.
   */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined
}

/** An account for signing in on the pages. */
export type Account = {
  readonly role: 'buyer' | 'seller' | 'operator'
  readonly email: string
  readonly password: string
}

export const productKeys = [
  'seats',
  'flat',
  'once',
  'tiers',
  'steps',
  'asks',
  'accepted',
  'joint',
  ...licenseProductKeys,
] as const
/**
 * The seeded products:
 * - *seats*: by seat, per month or year, in two sizes; has a trial.
 * - *flat*: per month or year, without a quantity.
 * - *once*: bought once.
 * - *tiers*: the whole quantity has the price of its band.
 * - *steps*: each part of the quantity has the price of its band.
 * - *asks*: per month or year, has a trial, and asks the buyer for the parameters that sellers are known to use
 *   (commerce R47a).
 * - *accepted*: per month or year; its buyer accepts the delivery, and the term starts then (commerce §5).
 * - *joint*: per month or year; its people come from a company, of which the server of the joint kit is told.
 * - *license-code*: an authorisation code for each purchase, per month or year, by seat.
 * - *license-online*: licenses for devices, up to the quantity, per month or year.
 * - *license-v1*: a license for one machine, per month or year, in License 1.0.
 */
export type ProductKey = (typeof productKeys)[number]
export const periods = ['month', 'year', 'one_time'] as const
export const sizes = ['small', 'large'] as const
export type Size = (typeof sizes)[number]

export type SeededPrice = {
  readonly id: string
  readonly period: Period
  /** Only if the product has sizes. */
  readonly size?: Size
  readonly unitPrice: string
  readonly trialDays?: number
}
/** A parameter of a product: its name on the wire, and the allowed values. */
export type SeededParameter = {
  readonly name: string
  readonly kind: 'text' | 'email' | 'domain' | 'ip' | 'number' | 'choice'
  readonly required: boolean
}
/** A product as it was seeded; `prices` are in yuan, for one unit and one period. */
export type SeededProduct = {
  readonly key: ProductKey
  readonly id: string
  readonly name: string
  readonly prices: readonly SeededPrice[]
  /** Only if the product asks its buyer for parameters. */
  readonly parameters?: readonly SeededParameter[]
}

export type Purchase = {
  /** Default: `seats`. */
  readonly product?: ProductKey | undefined
  /** Default: the first period of the product, `month`, or `one_time` for a product that is bought once. */
  readonly period?: Period | undefined
  /** The number of periods. Default: 1. */
  readonly periodCount?: number | undefined
  /** The number of units. Default: 1. */
  readonly quantity?: number | undefined
  /** Default: `small`. */
  readonly size?: Size | undefined
  /** Takes the free trial. */
  readonly trial?: boolean | undefined
  /**
   * The values of the product's parameters by name: `{ emailDomainName: 'mail.example.com' }` for *asks*. V1.0 sends
   * them as `saasExtendParams`; in both protocols the order query returns them.
   */
  readonly params?: Readonly<Record<string, string>> | undefined
}
/**
 * What is done to the delivery of a service that its buyer accepts: the seller reports it (`deliver`), the buyer accepts
 * or rejects it, or appeals; an operator decides the appeal (`continue`, `complete`, `refund`). `refund` without an
 * appeal ends the delivery.
 */
export const deliveryActs = [
  'deliver',
  'accept',
  'reject',
  'appeal',
  'continue',
  'complete',
  'refund',
] as const
export type DeliveryAct = (typeof deliveryActs)[number]
export type Supervising = OfService & {
  readonly act: DeliveryAct
  /** The reason of a rejection, an appeal or a decision. */
  readonly reason?: string | undefined
}

/** The id of a service. Default: the service that was bought last. */
export type OfService = { readonly service?: string | undefined }
/** A renewal or a conversion. Members that are left out keep their value. */
export type Renewal = OfService & Pick<Purchase, 'period' | 'periodCount' | 'quantity' | 'size'>
/** A change during the term. Members that are left out keep their value. */
export type Upgrade = OfService & Pick<Purchase, 'quantity' | 'size'>

export type EmulatorOrder = {
  readonly id: string
  /** The published order number, which sellers get. */
  readonly number: string
  readonly kind: 'new' | 'renewal' | 'conversion' | 'change' | 'refund'
  readonly state: 'pending_payment' | 'processing' | 'completed' | 'cancelled' | 'refunded'
  readonly total: Money
}
/** The result of an act. */
export type Acted = {
  /** Absent if the act made no order. */
  readonly order?: EmulatorOrder
  /** The present state of the service. */
  readonly service: Service
  /** Only if its delivery is accepted by its buyer. */
  readonly delivery?: EmulatorDelivery
  /** Only if it is a license. */
  readonly license?: EmulatorLicense
  /** The calls that the act caused. */
  readonly exchanges: readonly Exchange[]
  /** The number of further calls that are no longer kept, if there were any. */
  readonly exchangesDropped?: number
}

/** What an act on the product *joint* led to, and the calls that it caused. */
export type ActedJointly = EmulatorJoint & Pick<Acted, 'exchanges' | 'exchangesDropped'>

/** Where a sign-in ended, and the calls of the seller’s server that it caused. */
export type ActedSignIn = SignedIn & Pick<Acted, 'exchanges' | 'exchangesDropped'>

/** Where a delivery stands that its buyer accepts. `openedAt` is when the seller’s server opened the service. */
export type EmulatorDelivery = { readonly stage: SupervisionStage; readonly openedAt?: string }

/** The present state of an order and of its service. */
export type Ordered = Pick<Acted, 'service' | 'delivery' | 'license'> & { readonly order: EmulatorOrder }

export type Advance = {
  readonly months?: number | undefined
  readonly days?: number | undefined
  readonly hours?: number | undefined
  readonly minutes?: number | undefined
  /** Moves to this time, ISO 8601. Not together with a duration. */
  readonly to?: string | undefined
  /** Moves to the next event that is due. Not together with a duration. */
  readonly toNext?: boolean | undefined
}
export type Advanced = {
  /** The previous market time, ISO 8601. */
  readonly from: string
  readonly now: string
  /** The number of moments on the way at which something was due. */
  readonly instants: number
  readonly exchanges: readonly Exchange[]
  /** The number of further exchanges that are no longer kept, if there were any. */
  readonly exchangesDropped?: number
}

/** The state of the emulator. */
export type EmulatorState = {
  /** Market time, ISO 8601. */
  readonly now: string
  readonly time: 'held' | 'running'
  readonly seller: {
    readonly url: string
    readonly key: string
    readonly protocol: SaasProtocol
    readonly apiKey: ApiKey
    /** True if the emulator’s own stand-in answers the calls. */
    readonly standIn: boolean
  }
  /** The server that is called for products with a license. */
  readonly licenses: {
    readonly url: string
    readonly key: string
    readonly codeKey: string
    readonly standIn: boolean
  }
  /** The server that is told of the company. */
  readonly kit: {
    readonly url: string
    readonly key: string
    readonly protocol: KitProtocol
    readonly standIn: boolean
  }
  /** The server that gets order notifications. */
  readonly notify?: { readonly url: string; readonly key: string }
  readonly balance: Money
  /** Newest first, at most a hundred. */
  readonly services: readonly Service[]
  readonly faults: readonly QueuedFault[]
  /** The number of all exchanges, and how many of them, the oldest, are no longer kept. */
  readonly exchanges: number
  readonly exchangesDropped: number
}

/**
 * A marketplace in memory that calls a seller’s server. Acts run one after the other, even if they are requested at the
 * same time.
 */
export type Emulator = {
  /** `http://127.0.0.1:…` without a trailing slash, for pages, open APIs and the control API. */
  readonly url: string
  readonly accounts: readonly Account[]
  /** The seeded products. */
  readonly products: readonly SeededProduct[]
  /**
   * Whether the database was created from its template. The very first start creates the template, which takes seconds.
   */
  readonly fromTemplate: boolean
  state(): Promise<EmulatorState>
  /** Buys, pays, and waits until the seller was called. Rejects with a `Problem` if the market refuses. */
  buy(ask?: Purchase): Promise<Acted>
  renew(ask?: Renewal): Promise<Acted>
  /** Converts a trial into a paid term. */
  convert(ask?: Renewal): Promise<Acted>
  upgrade(ask?: Upgrade): Promise<Acted>
  /** Returns the newest renewal, if its term has not begun. */
  returnRenewal(ask?: OfService): Promise<Acted>
  /** Returns the whole service, within five days of its purchase. */
  refund(ask?: OfService): Promise<Acted>
  /** Acts on the delivery of a service that its buyer accepts, as its seller, its buyer or an operator. */
  supervise(ask: Supervising): Promise<Acted>
  /** Acts on the license of a service, as its buyer or as the software. */
  license(ask: Licensing): Promise<Acted>
  /** Acts on the product *joint*, as its seller or as the buyer, whose company has departments and people. */
  joint(ask: JointAsk): Promise<ActedJointly>
  /** The company as it is now, and what the server of the joint kit has been told of it. */
  company(): Promise<EmulatorJoint>
  /** Signs somebody of the company in to the app, from the address at which it starts a sign-in, without a browser. */
  signIn(ask: SignInAsk): Promise<ActedSignIn>
  /** Moves the clock to the moment at which the service is frozen. */
  freeze(ask?: OfService): Promise<Acted>
  /** Moves the clock to the moment at which the service is released. */
  release(ask?: OfService): Promise<Acted>
  /**
   * Moves the clock. Everything that is due on the way happens at its own time. During the move a call has its full
   * time limit ({@link EmulatorOptions.callTimeLimitMs}). After three timeouts in a row, each further call has at most
   * two seconds, until one is answered.
   */
  advance(by: Advance): Promise<Advanced>
  /** Returns the present state of an order, by its id. Poll it while the service is being opened. */
  order(id: string): Promise<Ordered>
  /** Waits until everything that is due now is done. */
  settle(): Promise<void>
  readonly faults: {
    /**
     * Queues a fault for the next matching calls. If several faults match a call, the first one is used. Throws a
     * `Problem` on a fault that no call could match.
     */
    add(ask: FaultAsk): QueuedFault
    list(): readonly QueuedFault[]
    clear(): void
  }
  /**
   * Returns the newest exchanges ({@link exchangeLimits}) since the start or the last reset, oldest first; only those of
   * `activity`, if it is given.
   */
  exchanges(activity?: string): readonly Exchange[]
  /** From now on the products call this server, also after a reset. */
  useSeller(server: SellerServer): Promise<void>
  /** From now on this server is called for products with a license, also after a reset. */
  useLicenses(server: LicenseServer): Promise<void>
  /** From now on this server is told of the company, also after a reset. */
  useKit(server: KitServer): Promise<void>
  /** From now on this server gets order notifications, also after a reset. */
  useNotified(server: NotifiedServer): Promise<void>
  /** Breaks off what is in progress and restores the seeded state: services, clock, faults and exchanges are gone. */
  reset(): Promise<void>
  close(): Promise<void>
}
