import type { Protocol } from '../protocol.ts'
import type { Refusal } from '../refusals.ts'

/** The members of every handler's argument. */
export type Asked = {
  readonly protocol: Protocol
  /** True if the debugging console or a dial test made the call, so there is no buyer. */
  readonly isTest: boolean
}

/** What a handler returns. It may return or throw a refusal instead. */
export type Answer<T> = T | Refusal | Promise<T | Refusal>

/**
 * The handlers of a family in the order in which messages list them. The value of a required handler says what it is
 * for; that of an optional one is undefined.
 */
export type HandlerNeeds<Handlers> = { readonly [Name in keyof Handlers]-?: string | undefined }
