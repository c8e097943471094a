import type {
  ConsoleApi,
  JsonRouteKey,
  Money as WireMoney,
  RouteKey,
  RouteReply,
  RouteRequest,
  UnitPrice as WireUnitPrice,
} from '@loggia/protocol/console'
import { fromDecimal, toDecimal, toIso } from '@loggia/kernel'
import type { Instant, Language, Money, UnitPrice, WallInstant } from '@loggia/kernel'
import type { MemberActor } from './actor.ts'
import type { Table } from './table.ts'
import type { MemberRequest } from './tx.ts'

/**
 * What a handler receives: the checked parts of the request, and the actor. On idempotent routes `request` joins the
 * actor with the key and its input, so that a handler that drops the key does not compile.
 */
export type HandlerRequest<K extends RouteKey> = RouteRequest<K> &
  (ConsoleApi[K] extends { readonly idempotent: true }
    ? { readonly request: Required<MemberRequest> }
    : { readonly actor: ConsoleApi[K]['role'] extends 'anyone' ? MemberActor | undefined : MemberActor }) & {
    readonly language: Language
  }

/** A file to save under `name`, sent as it is read. */
export type SavedFile = {
  readonly name: string
  readonly type: string
  readonly content: AsyncIterable<string>
}

/** What a handler returns, by how its route answers; the edge handles streams itself. */
type RouteAnswer<K extends RouteKey> = K extends JsonRouteKey
  ? RouteReply<K>
  : ConsoleApi[K] extends { readonly answers: 'csv' }
    ? Table
    : ConsoleApi[K] extends { readonly answers: 'file' }
      ? SavedFile
      : never

/**
 * A domain's part of the console API. Requests are validated by the contract; a handler calls its service and
 * presents.
 */
export type Handlers = { readonly [K in RouteKey]?: (request: HandlerRequest<K>) => Promise<RouteAnswer<K>> }

export const toWireMoney = (amount: Money): WireMoney => ({
  amount: toDecimal(amount),
  currency: amount.currency,
})
export const fromWireMoney = (amount: WireMoney): Money => fromDecimal(amount.amount, amount.currency)

/** The time in ISO 8601; undefined if there is none. */
export function toWireTime(at: Instant | WallInstant): string
export function toWireTime(at: Instant | WallInstant | null | undefined): string | undefined
export function toWireTime(at: Instant | WallInstant | null | undefined): string | undefined {
  return at === null || at === undefined ? undefined : toIso(at)
}

/** A decimal with up to eight places and no trailing zeros: `268`, `0.018`. */
export function toWireUnitPrice(price: UnitPrice): WireUnitPrice {
  const digits = price.amountE8.toString().padStart(9, '0')
  const fraction = digits.slice(-8).replace(/0+$/, '')
  return {
    amount: fraction ? `${digits.slice(0, -8)}.${fraction}` : digits.slice(0, -8),
    currency: price.currency,
  }
}

export function fromWireUnitPrice(price: WireUnitPrice): UnitPrice {
  const [whole = '0', fraction = ''] = price.amount.split('.')
  return { amountE8: BigInt(whole + fraction.padEnd(8, '0')), currency: price.currency }
}

/** An exact amount as a decimal string with as many places as it needs, two at least: `180.00`, `0.00684932`. */
export function toWireE8(amountE8: bigint): string {
  const digits = (amountE8 < 0n ? -amountE8 : amountE8).toString().padStart(9, '0')
  const places = digits.slice(-8).replace(/0{1,6}$/, '')
  return `${amountE8 < 0n ? '-' : ''}${digits.slice(0, -8)}.${places}`
}
