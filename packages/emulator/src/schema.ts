import type { Money, Period, Service } from '@loggia/protocol/console'
import type { ProductProtocol, Protocol } from '@loggia/protocol/protocols'

/** The protocols that a product of the emulator may speak. */
export { productProtocols as protocols } from '@loggia/protocol/protocols'
export type { ProductProtocol as Protocol } from '@loggia/protocol/protocols'

/** A seller’s server: where it is, the access key that signs what it is asked, and the protocol it speaks. */
export type SellerServer = {
  /** The production address, such as `http://127.0.0.1:3000/saas`; only of V1.0 with a query of its own. */
  readonly url: string
  /** Its access key; `emulatorKey` unless it is said. */
  readonly key?: string | undefined
  /** `saas-v2` unless it is said. */
  readonly protocol?: ProductProtocol | undefined
  /** Of V1.0: with how many bits phone and e-mail are sealed (saas-v1 §5); 256 unless it is said. */
  readonly keyBits?: 128 | 256 | undefined
}
/** Where the seller is told of each paid order (order notification). */
export type NotifiedServer = {
  /** The address, without a query. */
  readonly url: string
  /** Its key of the class *common*; `emulatorKey` unless it is said. */
  readonly key?: string | undefined
}
/** The pair with which a seller’s server signs what it asks of the market (open APIs, AK/SK). */
export type ApiKey = { readonly accessKeyId: string; readonly secretKey: string }

/** The API key of who named none. */
export const emulatorApiKey: ApiKey = {
  accessKeyId: 'EMULATOR000000000001',
  secretKey: 'emulatorSecretKey00000000000000000000001',
}

export type EmulatorOptions = {
  /** Whom the products call. Without it a stand-in of the emulator’s own answers everything as it should be. */
  readonly seller?: SellerServer | undefined
  /** Who is told of each paid order; nobody unless it is said. */
  readonly notify?: NotifiedServer | undefined
  /** The seller’s API key; `emulatorApiKey` unless it is said. */
  readonly apiKey?: ApiKey | undefined
  /** Where it listens on 127.0.0.1; a free port unless it is said. */
  readonly port?: number | undefined
  /** *held* (the default): time passes only by `advance`. *running*: it also goes on by itself. */
  readonly time?: 'held' | 'running' | undefined
  /** The first moment of a time that is held, ISO 8601; now unless it is said. */
  readonly startsAt?: string | undefined
  /** The whole time of one call in real milliseconds; 20,000 unless it is said (saas-v2 §6). */
  readonly callTimeLimitMs?: number | undefined
  /** The folder of the built web pages; without it there are none. */
  readonly pages?: string | undefined
  /** Where the template of the database is kept between runs. */
  readonly cacheFolder?: string | undefined
  /** Hears of each exchange with the seller once its reply was read; what it throws is printed and changes nothing. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined
}

/** Who may sign in at the pages. */
export type Account = {
  readonly role: 'buyer' | 'seller' | 'operator'
  readonly email: string
  readonly password: string
}

export const productKeys = ['seats', 'flat', 'once', 'tiers', 'steps', 'asks'] as const
/**
 * *seats*: by seat, month and year, two sizes, may be tried. *flat*: month and year, no quantity. *once*: bought once.
 * *tiers*: the whole quantity at the price of its band. *steps*: each part at the price of its band. *asks*: month and year,
 * may be tried, and asks the buyer for what sellers are known to ask for (commerce R47a).
 */
export type ProductKey = (typeof productKeys)[number]
export const periods = ['month', 'year', 'one_time'] as const
export const sizes = ['small', 'large'] as const
export type Size = (typeof sizes)[number]

export type SeededPrice = {
  readonly id: string
  readonly period: Period
  /** Of a product that has sizes. */
  readonly size?: Size
  readonly unitPrice: string
  readonly trialDays?: number
}
/** Something that a product asks of its buyer: its name on the wire, and what may be given. */
export type SeededParameter = {
  readonly name: string
  readonly kind: 'text' | 'email' | 'domain' | 'ip' | 'number' | 'choice'
  readonly required: boolean
}
/** A product as it was seeded; `prices` in yuan, a unit and a period. */
export type SeededProduct = {
  readonly key: ProductKey
  readonly id: string
  readonly name: string
  readonly prices: readonly SeededPrice[]
  /** Of a product that asks its buyer for something. */
  readonly parameters?: readonly SeededParameter[]
}

export type Purchase = {
  /** `seats` unless it is said. */
  readonly product?: ProductKey | undefined
  /** The first that the product has, unless it is said: month, or one_time of what is bought once. */
  readonly period?: Period | undefined
  /** How many periods; 1 unless it is said. */
  readonly periodCount?: number | undefined
  /** How many units; 1 unless it is said. */
  readonly quantity?: number | undefined
  /** `small` unless it is said. */
  readonly size?: Size | undefined
  /** Try it for nothing. */
  readonly trial?: boolean | undefined
  /**
   * What the product asks of the buyer, by name: `{ emailDomainName: 'mail.example.com' }` of *asks*. V1.0 is sent it as
   * `saasExtendParams`; of either protocol the order query tells it.
   */
  readonly params?: Readonly<Record<string, string>> | undefined
}
/** Which service: its id, or the one that was bought last. */
export type OfService = { readonly service?: string | undefined }
/** A renewal or a conversion: what is not said stays as it is. */
export type Renewal = OfService & Pick<Purchase, 'period' | 'periodCount' | 'quantity' | 'size'>
/** A change during validity: what is not said stays as it is. */
export type Upgrade = OfService & Pick<Purchase, 'quantity' | 'size'>

export type EmulatorOrder = {
  readonly id: string
  /** The published number, as sellers are told it. */
  readonly number: string
  readonly kind: 'new' | 'renewal' | 'conversion' | 'change' | 'refund'
  readonly state: 'pending_payment' | 'processing' | 'completed' | 'cancelled' | 'refunded'
  readonly total: Money
}
/** What came of an act. */
export type Acted = {
  /** Absent where no order was made. */
  readonly order?: EmulatorOrder
  /** How the service stands now. */
  readonly service: Service
  /** The calls that were made meanwhile. */
  readonly exchanges: readonly Exchange[]
  /** How many more there were that are no longer kept, if there were any. */
  readonly exchangesDropped?: number
}

/** How an order stands now, and the service that it is about. */
export type Ordered = { readonly order: EmulatorOrder; readonly service: Service }

export type Advance = {
  readonly months?: number | undefined
  readonly days?: number | undefined
  readonly hours?: number | undefined
  readonly minutes?: number | undefined
  /** To this moment, ISO 8601; not together with a length. */
  readonly to?: string | undefined
  /** To the next thing that happens by itself; not together with a length. */
  readonly toNext?: boolean | undefined
}
export type Advanced = {
  /** ISO 8601, market time. */
  readonly from: string
  readonly now: string
  /** Moments on the way at which something was due. */
  readonly instants: number
  readonly exchanges: readonly Exchange[]
  /** How many more there were that are no longer kept, if there were any. */
  readonly exchangesDropped?: number
}

/** Changes what is signed. */
export const signingFaults = ['bad-signature', 'stale-stamp', 'reused-nonce', 'wrong-key'] as const
/** Happens to what was signed. */
export const sendingFaults = ['duplicate', 'reorder', 'delay', 'time-out', 'reset'] as const
export const faultNames = [...sendingFaults, ...signingFaults] as const
/**
 * What goes wrong with a call on its way.
 *
 * - `duplicate`: the call is made twice, the second time signed anew, as a repeat is; the market takes the first answer.
 * - `reorder`: the request is held back and arrives right after the next one; the market has given it up by then.
 * - `delay`: the request leaves later by `delayMs`, with the stamp it had.
 * - `time-out`: the request arrives and is answered, and the market does not wait for the answer.
 * - `reset`: the connection breaks in the middle of the request.
 * - `bad-signature`: one character of the signature is another.
 * - `stale-stamp`: the time stamp is ten minutes old, and is what was signed.
 * - `reused-nonce`: the nonce is that of the request before that arrived with a right proof, of the same protocol; the fault waits
 *   while there is none. V1.0 has no nonces.
 * - `wrong-key`: signed with another key.
 */
export type FaultName = (typeof faultNames)[number]
export type FaultAsk = {
  readonly fault: FaultName
  /** Only calls of this interface, such as newInstance; any unless it is said. */
  readonly activity?: string | undefined
  /** For so many calls; 1 unless it is said. */
  readonly times?: number | undefined
  /** Of a delay, real milliseconds; 1,000 unless it is said. */
  readonly delayMs?: number | undefined
  /** Of a duplicate: both at the same moment, not one after the other. */
  readonly atOnce?: boolean | undefined
}
/** A fault that waits for its call; `left` counts down. */
export type QueuedFault = Omit<FaultAsk, 'times'> & { readonly id: number; readonly left: number }

/** One side of an exchange. `body` is the text of the bytes; `bodyBase64` is there when they are no UTF-8. */
export type WireMessage = {
  /** The first line: `POST /saas?signature=… HTTP/1.1`. */
  readonly line: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  readonly bodyBase64?: string
}
/** What else was on the wire for an attempt because of its fault. */
export type Aside = {
  readonly what: 'second request' | 'arrived later' | 'answer not waited for'
  readonly request?: WireMessage
  readonly reply?: WireMessage
}
/** So many exchanges the control API gives at once. */
export const mostListed = 1_000
/** The newest exchanges that are kept: at most so many, of so many characters on the wire in all. */
export const keptExchanges = { exchanges: 5_000, characters: 64 * 1024 * 1024 } as const

/** One attempt of a call to the seller, with its bytes and how the market read the reply. */
export type Exchange = {
  /** Counts from 1 since the start or the last reset, also past those that are no longer kept. */
  readonly id: number
  /** Market time at which it was over, ISO 8601. */
  readonly at: string
  readonly callId: string
  /** Of its call, from 1. */
  readonly attempt: number
  /** The interface as the protocol names it. */
  readonly activity: string
  readonly protocol: Protocol
  /** Asked while somebody waits for it: never repeated. */
  readonly live: boolean
  readonly url: string
  readonly request: WireMessage
  readonly reply?: WireMessage
  /**
   * *confirmed*; *pending*: under way at the seller; *refused*: the seller’s own code; *faulty*: not as the protocol
   * demands; *unreachable*: no answer.
   */
  readonly outcome: 'confirmed' | 'pending' | 'refused' | 'faulty' | 'unreachable'
  /** The verdict’s code, and one sentence of what happened and what to do about it. */
  readonly verdict: { readonly code: string; readonly sentence: string }
  readonly durationMs: number
  readonly fault?: FaultName
  readonly asides?: readonly Aside[]
}

/** How the emulator stands. */
export type EmulatorState = {
  /** Market time, ISO 8601. */
  readonly now: string
  readonly time: 'held' | 'running'
  readonly seller: {
    readonly url: string
    readonly key: string
    readonly protocol: ProductProtocol
    readonly apiKey: ApiKey
    /** The emulator’s own stand-in answers. */
    readonly standIn: boolean
  }
  /** Who is told of each paid order. */
  readonly notify?: { readonly url: string; readonly key: string }
  readonly balance: Money
  /** Newest first, at most a hundred. */
  readonly services: readonly Service[]
  readonly faults: readonly QueuedFault[]
  /** How many exchanges there were, and how many of them, the oldest, are no longer kept. */
  readonly exchanges: number
  readonly exchangesDropped: number
}

/** A marketplace in memory that calls a seller’s server. One act comes after the other, whoever asks for it. */
export type Emulator = {
  /** `http://127.0.0.1:…`, without a slash at the end: pages, open APIs and the control API. */
  readonly url: string
  readonly accounts: readonly Account[]
  /** What is sold. */
  readonly products: readonly SeededProduct[]
  /** Whether the database came from its template; the very first start makes that, and takes seconds. */
  readonly fromTemplate: boolean
  state(): Promise<EmulatorState>
  /** Buys, pays, and waits until the seller was told. Rejects with a `Problem` if the market refuses. */
  buy(ask?: Purchase): Promise<Acted>
  renew(ask?: Renewal): Promise<Acted>
  /** Makes a trial a paid term. */
  convert(ask?: Renewal): Promise<Acted>
  upgrade(ask?: Upgrade): Promise<Acted>
  /** Returns the newest renewal, as long as it has not begun. */
  returnRenewal(ask?: OfService): Promise<Acted>
  /** Returns the whole service within five days. */
  refund(ask?: OfService): Promise<Acted>
  /** Moves the clock to where the service is frozen. */
  freeze(ask?: OfService): Promise<Acted>
  /** Moves the clock to where the service is released. */
  release(ask?: OfService): Promise<Acted>
  /**
   * Moves the clock; everything due on the way happens at its own time. A call has its whole time meanwhile
   * ({@link EmulatorOptions.callTimeLimitMs}); once three in a row ran out of it, the next ones have two seconds at most until one
   * is answered.
   */
  advance(by: Advance): Promise<Advanced>
  /** How an order stands now, by its id: what is opened later is asked for until it is. */
  order(id: string): Promise<Ordered>
  /** Waits until everything that is due now is done. */
  settle(): Promise<void>
  readonly faults: {
    /** Queues a fault for the next calls that it fits; the first that fits is taken. Throws a `Problem` on one that no call could ever take. */
    add(ask: FaultAsk): QueuedFault
    list(): readonly QueuedFault[]
    clear(): void
  }
  /** The exchanges since the start or the last reset, oldest first, the newest {@link keptExchanges}; of one interface, if it is named. */
  exchanges(activity?: string): readonly Exchange[]
  /** The products call this server from now on, and after a reset as well. */
  useSeller(server: SellerServer): Promise<void>
  /** This server is told of each paid order from now on, and after a reset as well. */
  useNotified(server: NotifiedServer): Promise<void>
  /** Breaks off what is under way and comes back to the seeded state: services, clock, faults and exchanges are gone. */
  reset(): Promise<void>
  close(): Promise<void>
}
