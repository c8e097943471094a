import type { z } from 'zod'
import type { ReceivedReply } from './wire/read-reply.ts'
import type { ProofFault, Verdict } from './wire/verdicts.ts'
import type { BodySignCheck } from './saas/v1/read-reply.ts'

/** An unsigned request: a body, or the parameters of a query. */
export type UnsignedRequest =
  | { readonly body: string }
  | { readonly parameters: Readonly<Record<string, string>> }

/** The members of a request as text, including `activity`. */
export type TextMembers = Readonly<Record<string, string>>
export type TextOptions = {
  /** Whether members are checked against the tables; unchecked, a forbidden request can be written too. */
  readonly isChecked: boolean
  /** Seals members that are given in clear; without it they are taken as sealed already. */
  readonly seal?: ((plaintext: string) => string) | undefined
}

/** Values of a sample that differ between requests. */
export type FreshValues = { readonly nowMs: number; readonly randomId: () => string }
/** The members that complete a request of one activity, without the instance that it is about. */
export type Sample = (fresh: FreshValues) => Readonly<Record<string, string>>

/** A received reply with the check of its signature, for protocols whose replies are signed. */
export type CheckedReply = ReceivedReply & {
  readonly limitBytes?: number
  readonly verifyBodySign: (header: readonly string[], body: Uint8Array) => BodySignCheck
}
/**
 * A valid reply with its result code, which need not be success; or the verdict on a reply that breaks the protocol.
 */
export type ReadAnyReply =
  | {
      readonly ok: true
      readonly code: string
      readonly reply: object & { readonly resultMsg?: string | undefined }
      /** Whether a trustworthy reply says that the operation is being processed. */
      readonly isUnderWay: boolean
      /** What is wrong with the signature of a reply that counts without one. */
      readonly unproven?: ProofFault
    }
  | { readonly ok: false; readonly verdict: Verdict }

/** The messages of one protocol, for code that handles any protocol. */
export type MessageSet = {
  /** Name of a request in a sentence, such as `an order notification`. */
  readonly requestName: string
  /** The values of the member `activity`, or the names in {@link subPathOf}. */
  readonly activities: readonly string[]
  /** What is appended to the address for an activity; absent if all are sent to the address itself. */
  readonly subPathOf?: (activity: string) => string
  /** Schemas of requests as they are sent, by activity. */
  readonly requestsToSend: Readonly<Record<string, z.ZodObject>>
  /** Sample requests of the debugging console, by activity. */
  readonly samples: Readonly<Record<string, Sample>>
  /** Throws a TypeError that lists every fault against the tables, or a RangeError on text that cannot be written. */
  readonly writeRequest: (members: TextMembers, options: TextOptions) => UnsignedRequest
  /** Reads a reply; for an unknown activity, only its result. */
  readonly readReply: (activity: string, received: CheckedReply) => ReadAnyReply
  readonly isResultCode: (code: string) => boolean
  /** The default limit of a reply, in bytes. */
  readonly replyLimitBytes: number
}
