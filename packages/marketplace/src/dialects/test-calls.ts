import type { Instant } from '@loggia/kernel'
import type { ReceivedReply } from '@loggia/protocol/wire'
import type { z } from 'zod'
import type { Outcome, Sending, WireRequest } from './schema.ts'

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
  /** An answer that it is accepted and goes on is as good as one that it is done: the market asks again until it is. */
  readonly passesPending?: true
}

/** A debugging call as a person wrote it: in the protocol’s own words, without the flag that says what it is (R245, R247). */
export type TestRequest = { readonly activity: string } & Readonly<Record<string, unknown>>
/** What the request of a debugging call is made of; its `businessId` is used unless the request names one. */
export type TestSending = Omit<Sending, 'operation' | 'facts'> & { readonly request: TestRequest }

/** What a person writes in clear and the request carries otherwise; judged in clear, since its table knows the other form. */
export type Clear = {
  readonly kind: 'sealed' | 'list'
  /** Whether the value is too long once it is written as the request has it. */
  isTooLong(value: unknown): boolean
}

/** What a protocol’s debugging calls look like. */
export type TestCalls = {
  /** In the order in which what is sold lives. */
  readonly scenes: readonly Scene[]
  /** The tables with which real requests are checked, by activity. */
  readonly requests: Readonly<Record<string, z.ZodObject>>
  /** Members that are made anew at each call unless a value is given. */
  readonly fresh?: ReadonlySet<string>
  readonly clear?: Readonly<Record<string, Clear>>
  /** Members that say it is a debugging call, which are not for anybody to edit (R247). */
  readonly flags: Readonly<Record<string, string>>
  /** The member that names what an earlier call opened. */
  readonly openedMember?: string
  /** Throws a TypeError on what the protocol’s tables forbid. */
  toWire(sending: TestSending): WireRequest
  fromWire(request: TestRequest, received: ReceivedReply, accessKey: string): Outcome
}
