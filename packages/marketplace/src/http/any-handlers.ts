import type { Language } from '@loggia/kernel'
import type { MemberActor, MemberRequest } from '../platform/index.ts'
import type { Exchange } from './session-routes.ts'

/** What a handler is called with once its route is known only at run time; `Handlers` of the platform fit. */
export type AnyRequest = {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly actor: MemberActor | undefined
  /** Who asks, with their key: for idempotent routes, which are for members alone. */
  readonly request?: MemberRequest
  readonly language: Language
}
export type AnyHandlers = Readonly<
  Record<string, (request: AnyRequest, exchange: Exchange) => Promise<unknown>>
>
