import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { Protocol } from '../dialects/index.ts'
import type { Staleness } from '@loggia/protocol/console/debugging/kinds'

export type { Staleness }

/** What a product may be sold as, and what it may promise: whose scenes are to be debugged (R246, R246a). */
export type Trait = 'period' | 'one_time' | 'usage' | 'package' | 'trial' | 'upgrades' | 'changes' | 'orders'

/** What is known of a product when its forms are filled in. */
export type Presets = {
  readonly now: Instant
  /** A price item that is offered, by its published codes. */
  readonly offered?: { readonly skuCode: string; readonly productCode: string } | undefined
  readonly productName: string
  /** Of the quantity attribute, if there is one; the unit in English, by which V1.0 tells disks and bandwidths. */
  readonly quantity?: { readonly count: number; readonly unit: string } | undefined
  /** What a buyer might give for what the product asks (R47a). */
  readonly given: readonly { readonly name: string; readonly value: string }[]
  /** How the product's seller wants two things said (saas-v2 §11, 6 and 7). */
  readonly expireDigits?: 14 | undefined
  readonly cancellationOrder?: 'renewal' | undefined
  /** The instance that an earlier call opened, and the scene that did. */
  readonly opened?: { readonly instanceId: string; readonly scene: string } | undefined
}

/** One kind of debugging call of a protocol (R244). */
export type Scene = {
  /** Ours, the same in each protocol that has it. */
  readonly name: string
  /** The interface as the protocol names it. */
  readonly activity: string
  /** It is to be debugged where the product has one of these; with none it is there for who wants it. */
  readonly neededFor: readonly Trait[]
  /** Members that make the scene what it is, and cannot be edited. */
  readonly fixed?: Readonly<Record<string, string>>
  /** What stands in the form at first, by the member’s name; a member inside another one as `productInfo.skuCode`. */
  readonly preset: (of: Presets) => Readonly<Record<string, string | undefined>>
  /** The scene that opened the instance this one is about, where any other would not do. */
  readonly follows?: string
}

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
