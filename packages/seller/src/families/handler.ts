import type { Protocol } from '../protocol.ts'
import type { Refusal } from '../refusals.ts'

/** Common to all that handlers are asked. */
export type Asked = {
  readonly protocol: Protocol
  /** Asked by the debugging console or a dial test: no buyer stands behind it. */
  readonly isTest: boolean
}

/** What a handler answers; it may refuse instead, by return or by throw. */
export type Answer<T> = T | Refusal | Promise<T | Refusal>

/** The handlers of a family, in the order in which they are told of; of one that has to be there, what it is for. */
export type HandlerNeeds<Handlers> = { readonly [Name in keyof Handlers]-?: string | undefined }
