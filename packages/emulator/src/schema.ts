import type { Money, Period, Service } from '@loggia/protocol/console'
import type { ProductProtocol, Protocol } from '@loggia/protocol/protocols'

/** The protocols that a product of the emulator may use. */
export { productProtocols as protocols } from '@loggia/protocol/protocols'
export type { ProductProtocol as Protocol } from '@loggia/protocol/protocols'

/** A seller’s server: its address, the access key that signs calls to it, and its protocol. */
export type SellerServer = {
  /** The production address, such as `http://127.0.0.1:3000/saas`. Only a V1.0 address may have a query. */
  readonly url: string
  /** The access key. Default: `emulatorKey`. */
  readonly key?: string | undefined
  /** Default: `saas-v2`. */
  readonly protocol?: ProductProtocol | undefined
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

export const productKeys = ['seats', 'flat', 'once', 'tiers', 'steps', 'asks'] as const
/**
 * The seeded products:
 * - *seats*: by seat, per month or year, in two sizes; has a trial.
 * - *flat*: per month or year, without a quantity.
 * - *once*: bought once.
 * - *tiers*: the whole quantity has the price of its band.
 * - *steps*: each part of the quantity has the price of its band.
 * - *asks*: per month or year, has a trial, and asks the buyer for the parameters that sellers are known to use
 *   (commerce R47a).
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
  /** The calls that the act caused. */
  readonly exchanges: readonly Exchange[]
  /** The number of further calls that are no longer kept, if there were any. */
  readonly exchangesDropped?: number
}

/** The present state of an order and of its service. */
export type Ordered = { readonly order: EmulatorOrder; readonly service: Service }

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

/** Faults that change what is signed. */
export const signingFaults = ['bad-signature', 'stale-stamp', 'reused-nonce', 'wrong-key'] as const
/** Faults that happen after signing. */
export const sendingFaults = ['duplicate', 'reorder', 'delay', 'time-out', 'reset'] as const
export const faultNames = [...sendingFaults, ...signingFaults] as const
/**
 * What goes wrong with a call:
 * - `duplicate`: the call is sent twice, the second time with a new signature, like a repeat. The market uses the first
 *   answer.
 * - `reorder`: the request is held back and arrives right after the next one. By then the market has given it up.
 * - `delay`: the request is sent `delayMs` later, with its original timestamp.
 * - `time-out`: the request arrives and is answered, but the market does not wait for the answer.
 * - `reset`: the connection breaks in the middle of the request.
 * - `bad-signature`: one character of the signature is wrong.
 * - `stale-stamp`: the timestamp is ten minutes old, and is signed like that.
 * - `reused-nonce`: the nonce is that of the latest request of the same protocol that arrived with a valid proof. The
 *   fault waits until there is one. V1.0 has no nonces.
 * - `wrong-key`: signed with another key.
 */
export type FaultName = (typeof faultNames)[number]
export type FaultAsk = {
  readonly fault: FaultName
  /** Only for calls of this interface, such as newInstance. Default: any. */
  readonly activity?: string | undefined
  /** The number of calls. Default: 1. */
  readonly times?: number | undefined
  /** Only for `delay`: real milliseconds. Default: 1,000. */
  readonly delayMs?: number | undefined
  /** Only for `duplicate`: sends both at the same moment instead of one after the other. */
  readonly atOnce?: boolean | undefined
}
/** A fault that waits for its call; `left` is the number of calls left. */
export type QueuedFault = Omit<FaultAsk, 'times'> & { readonly id: number; readonly left: number }

/** One side of an exchange. `body` is the bytes as text; `bodyBase64` is there if they are not UTF-8. */
export type WireMessage = {
  /** The first line: `POST /saas?signature=… HTTP/1.1`. */
  readonly line: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  readonly bodyBase64?: string
}
/** What else was on the wire during an attempt, because of its fault. */
export type Aside = {
  readonly what: 'second request' | 'arrived later' | 'answer not waited for'
  readonly request?: WireMessage
  readonly reply?: WireMessage
}
/** The most exchanges in one answer of the control API. */
export const mostListed = 1_000
/** The limits for kept exchanges, newest first: their number, and their characters on the wire in all. */
export const keptExchanges = { exchanges: 5_000, characters: 64 * 1024 * 1024 } as const

/** One attempt of a call to the seller, with its bytes and the market's verdict on the reply. */
export type Exchange = {
  /** Counts from 1 since the start or the last reset, including exchanges that are no longer kept. */
  readonly id: number
  /** The market time at its end, ISO 8601. */
  readonly at: string
  readonly callId: string
  /** The number of the attempt within its call, from 1. */
  readonly attempt: number
  /** The interface by its name in the protocol. */
  readonly activity: string
  readonly protocol: Protocol
  /** True for a call that somebody waits for; it is never repeated. */
  readonly live: boolean
  readonly url: string
  readonly request: WireMessage
  readonly reply?: WireMessage
  /**
   * *confirmed*; *pending*: under way at the seller; *refused*: the seller’s own code; *faulty*: not as the protocol
   * demands; *unreachable*: no answer.
   */
  readonly outcome: 'confirmed' | 'pending' | 'refused' | 'faulty' | 'unreachable'
  /** The code of the verdict, and one sentence that says what happened and what to do about it. */
  readonly verdict: { readonly code: string; readonly sentence: string }
  readonly durationMs: number
  readonly fault?: FaultName
  readonly asides?: readonly Aside[]
}

/** The state of the emulator. */
export type EmulatorState = {
  /** Market time, ISO 8601. */
  readonly now: string
  readonly time: 'held' | 'running'
  readonly seller: {
    readonly url: string
    readonly key: string
    readonly protocol: ProductProtocol
    readonly apiKey: ApiKey
    /** True if the emulator’s own stand-in answers the calls. */
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
   * Returns the newest exchanges ({@link keptExchanges}) since the start or the last reset, oldest first; only those of
   * `activity`, if it is given.
   */
  exchanges(activity?: string): readonly Exchange[]
  /** From now on the products call this server, also after a reset. */
  useSeller(server: SellerServer): Promise<void>
  /** From now on this server gets order notifications, also after a reset. */
  useNotified(server: NotifiedServer): Promise<void>
  /** Breaks off what is in progress and restores the seeded state: services, clock, faults and exchanges are gone. */
  reset(): Promise<void>
  close(): Promise<void>
}
