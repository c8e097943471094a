import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { Dialect, Protocol } from '../dialects/index.ts'
import type { Staleness } from '@loggia/protocol/console/debugging/kinds'

export type { Staleness }

/** What a protocol’s debugging calls look like. */
export type TestCalls = NonNullable<Dialect['testCalls']>
/** One kind of them (R244). */
export type Scene = TestCalls['scenes'][number]
/** What is known of a product when its forms are filled in. */
export type Presets = Parameters<Scene['preset']>[0]
/** What a product may be sold as, and what it may promise: whose scenes are to be debugged (R246, R246a). */
export type Trait = Scene['neededFor'][number]
/** A debugging call in the protocol’s own words. */
export type TestRequest = Parameters<TestCalls['toWire']>[0]['request']

/** A member of a request as a form has it. Every value is text; an empty one is left out. */
export type Parameter = {
  readonly name: string
  readonly value: string
  readonly isRequired: boolean
  /** `list`: names and values as JSON, `[{"name":"…","value":"…"}]`. */
  readonly kind: 'text' | 'integer' | 'choice' | 'list'
  readonly options?: readonly string[]
  readonly isFixed: boolean
  /** Made anew at each call unless a value is given. */
  readonly isFresh: boolean
  /** Written in clear here, and sealed in the request. */
  readonly isSealed: boolean
}
/** Why a value cannot be sent. */
export type ParameterFault = {
  readonly name: string
  readonly reason: 'missing' | 'too_long' | 'value' | 'unknown'
}

/** What a call went by. */
export type Connection = {
  readonly protocol: Protocol
  readonly url: string
  readonly keyId: Id<'key'>
  readonly keyBits?: 128 | 256
}
/** What is otherwise today than when a case was saved. */

/** The last call of a scene that passed, or the last that failed; its bytes are read one by one. */
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
