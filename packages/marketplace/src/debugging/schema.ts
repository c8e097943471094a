import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { Dialect, Protocol } from '../dialects/index.ts'
import type { CaseGap, Staleness } from '@loggia/protocol/console/debugging/kinds'

export type { CaseGap, Staleness }

/** The debugging calls of a protocol. */
export type TestCalls = NonNullable<Dialect['testCalls']>
/** One kind of debugging call (R244). */
export type Scene = TestCalls['scenes'][number]
/** What is known about a product when its forms are prefilled. */
export type Presets = Parameters<Scene['preset']>[0]
/**
 * Ways in which a product may be sold, and what it may promise; they decide which scenes it must debug (R246, R246a).
 */
export type Trait = Scene['neededFor'][number]
/** A debugging call in the protocol's own words. */
export type TestRequest = Parameters<TestCalls['toWire']>[0]['request']

/** A member of a request as a form field. Every value is text; an empty one is omitted. */
export type Parameter = {
  readonly name: string
  readonly value: string
  readonly isRequired: boolean
  /** `list`: names and values as JSON, `[{"name":"…","value":"…"}]`; `json`: a list as JSON. */
  readonly kind: 'text' | 'integer' | 'choice' | 'list' | 'json'
  readonly options?: readonly string[]
  readonly isFixed: boolean
  /** Gets a new value in each call unless one is given. */
  readonly isFresh: boolean
  /** Written in clear here, and sealed in the request. */
  readonly isSealed: boolean
}
/** Why a value cannot be sent. */
export type ParameterFault = {
  readonly name: string
  readonly reason: 'missing' | 'too_long' | 'value' | 'unknown'
}

/** The connection that a call used. */
export type Connection = {
  readonly protocol: Protocol
  readonly url: string
  readonly keyId: Id<'key'>
  readonly keyBits?: 128 | 256
}

/** Emitted in the transaction that saves a case of a product that has passed. */
export type CaseSaved = { readonly type: 'case.saved'; readonly productId: Id<'prd'> }

/** The last call of a scene that passed, or the last that failed; the exchange is read separately. */
export type DebugCase = {
  readonly id: Id<'dbc'>
  readonly sellerId: Id<'sel'>
  /** The product; the seller, for order notification. */
  readonly subject: Id<'prd'> | Id<'sel'>
  readonly scene: string
  readonly passed: boolean
  readonly madeAt: Instant
  readonly madeBy: { readonly memberId: Id<'mbr'>; readonly name: string }
  readonly connection: Connection
  readonly verdict: Verdict
  readonly resultCode?: string
  /** The seller’s id of the instance that the call opened. */
  readonly reference?: string
  readonly durationMs: DurationMs
}
