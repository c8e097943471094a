import type { Protocol } from '../protocol.ts'
import type { GeneralRefusalName, Refusal, RefusalName } from '../refusals.ts'

/** The members of every handler's argument. */
export type Asked = {
  readonly protocol: Protocol
  /** True if the debugging console or a dial test made the call, so there is no buyer. */
  readonly isTest: boolean
}

/** What a handler returns. It may return or throw a refusal instead, with one of these names. */
export type Answer<T, Name extends RefusalName = GeneralRefusalName> =
  | T
  | Refusal<Name>
  | Promise<T | Refusal<Name>>

/**
 * The handlers of a family in the order in which messages list them. The value of a required handler says what it is
 * for; that of an optional one is undefined.
 */
export type HandlerNeeds<Handlers> = { readonly [Name in keyof Handlers]-?: string | undefined }
