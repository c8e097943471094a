import type { Instant } from '@loggia/kernel'
import type { ReceivedReply } from '@loggia/protocol/wire'
import type { z } from 'zod'
import type { Outcome, Sending, WireRequest } from './schema.ts'

/**
 * Ways in which a product may be sold, and what it may promise; they decide which scenes it must debug (R246, R246a).
 */
export type Trait =
  | 'period'
  | 'one_time'
  | 'usage'
  | 'package'
  | 'trial'
  | 'upgrades'
  | 'changes'
  | 'joint'
  | 'orders'

/** What is known about a product when its forms are prefilled. */
export type Presets = {
  readonly now: Instant
  /** A price item on offer, by its published codes. */
  readonly offered?: { readonly skuCode: string; readonly productCode: string } | undefined
  readonly productName: string
  /** The quantity attribute, if there is one; V1.0 derives the parameter's name from the unit in English. */
  readonly quantity?: { readonly count: number; readonly unit: string } | undefined
  /** Sample values for the parameters that the product asks for (R47a). */
  readonly given: readonly { readonly name: string; readonly value: string }[]
  /** The seller's choices in V2.0 (saas-v2 §11, 6 and 7). */
  readonly expireDigits?: 14 | undefined
  readonly cancellationOrder?: 'renewal' | undefined
  /** What the seller's app credential says of the encryption of secrets, once there is one. */
  readonly encryption?: { readonly publicKey: string; readonly oaepHashes: string } | undefined
  /** The instance that an earlier call opened, and the scene of that call. */
  readonly opened?: { readonly instanceId: string; readonly scene: string } | undefined
}

/** One kind of debugging call of a protocol (R244). */
export type Scene = {
  /** Our name, the same in each protocol that has the scene. */
  readonly name: string
  /** The protocol's name of the interface. */
  readonly activity: string
  /** Products with one of these traits must debug the scene; empty: it is optional for all. */
  readonly neededFor: readonly Trait[]
  /** Members that define the scene and cannot be edited. */
  readonly fixed?: Readonly<Record<string, string>>
  /** Initial values of the form by member; nested members are written as `productInfo.skuCode`. */
  readonly preset: (of: Presets) => Readonly<Record<string, string | undefined>>
  /** Members that a repetition presets whatever was typed, once their preset is known. */
  readonly current?: ReadonlySet<string>
  /** The only scene that may have opened the instance; absent: it follows from `neededFor`. */
  readonly follows?: string
  /** Whether a pending answer passes the scene too: the market queries again until the operation is done. */
  readonly passesPending?: true
}

/** A debugging call as its author wrote it, in the protocol's words and without the flag that marks it (R245, R247). */
export type TestRequest = { readonly activity: string } & Readonly<Record<string, unknown>>
/** The input of a debugging request; `businessId` is used unless the request names one. */
export type TestSending = Omit<Sending, 'operation' | 'facts'> & { readonly request: TestRequest }

/**
 * Members that people write in clear but the request carries in another form.
 */
export type Clear = {
  readonly kind: 'sealed' | 'list'
  /**
   * Whether the value is too long in the form that the request carries, which the table describes; absent if it
   * describes the clear form.
   */
  isTooLong?(value: unknown): boolean
}

/** The debugging calls of a protocol. */
export type TestCalls = {
  /** In the order of a service's life. */
  readonly scenes: readonly Scene[]
  /** The schemas that real requests are checked with, or else those of what people write, by activity. */
  readonly requests: Readonly<Record<string, z.ZodObject>>
  /** Members that get a new value in each call unless one is given. */
  readonly fresh?: ReadonlySet<string>
  readonly clear?: Readonly<Record<string, Clear>>
  /** Members that mark a debugging call; nobody may edit them (R247). */
  readonly flags: Readonly<Record<string, string>>
  /** The member that names what an earlier call opened. */
  readonly openedMember?: string
  /** Throws a TypeError for a request that the protocol's schemas forbid. */
  toWire(sending: TestSending): WireRequest
  fromWire(request: TestRequest, received: ReceivedReply, accessKey: string): Outcome
}
