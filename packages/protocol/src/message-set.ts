import type { z } from 'zod'
import type { ReceivedReply } from './wire/read-reply.ts'
import type { ProofFault, Verdict } from './wire/verdicts.ts'
import type { BodySignCheck } from './saas/v1/read-reply.ts'

/** A request before it is proven: a body, or the parameters of a query. */
export type UnsignedRequest =
  | { readonly body: string }
  | { readonly parameters: Readonly<Record<string, string>> }

/** The members of a request as texts, its activity among them. */
export type TextMembers = Readonly<Record<string, string>>
export type TextOptions = {
  /** Whether the members are held to the tables; what they forbid can be written if they are not. */
  readonly isChecked: boolean
  /** Seals those that are given in clear; without it they are taken as sealed. */
  readonly seal?: ((plaintext: string) => string) | undefined
}

/** What a sample needs that differs from request to request. */
export type FreshValues = { readonly nowMs: number; readonly randomId: () => string }
/** Members that make a request of one activity whole, but for the instance that it is about. */
export type Sample = (fresh: FreshValues) => Readonly<Record<string, string>>

/** A reply as it came, and the check of its proof, which protocols ask for whose replies are signed. */
export type CheckedReply = ReceivedReply & {
  readonly limitBytes?: number
  readonly verifyBodySign: (header: readonly string[], body: Uint8Array) => BodySignCheck
}
/** A reply with its result code, which need not be success; or the verdict on one that is not as the protocol demands. */
export type ReadAnyReply =
  | {
      readonly ok: true
      readonly code: string
      readonly reply: object & { readonly resultMsg?: string | undefined }
      /** It says that what was asked for is being processed, in a way that may be believed. */
      readonly isUnderWay: boolean
      /** What is wrong with the proof of a reply that counts without one. */
      readonly unproven?: ProofFault
    }
  | { readonly ok: false; readonly verdict: Verdict }

/** What the messages of a protocol have in common with those of the others, for who handles any of them. */
export type MessageSet = {
  /** A request of it in a sentence, such as `an order notification`. */
  readonly requestName: string
  /** What its requests can ask for, by their member `activity`. */
  readonly activities: readonly string[]
  /** The requests as they are sent, by activity. */
  readonly requestsToSend: Readonly<Record<string, z.ZodObject>>
  /** What a debugging console sends, by activity. */
  readonly samples: Readonly<Record<string, Sample>>
  /** Throws a TypeError that lists every fault against the tables, and a RangeError on a text that cannot be written. */
  readonly writeRequest: (members: TextMembers, options: TextOptions) => UnsignedRequest
  /** A reply to an activity that no table has is read as one that tells its result and nothing else. */
  readonly readReply: (activity: string, received: CheckedReply) => ReadAnyReply
  readonly isResultCode: (code: string) => boolean
  /** The longest reply that is read unless told. */
  readonly replyLimitBytes: number
}
