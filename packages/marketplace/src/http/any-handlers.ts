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

/** Throws, with the list, if a route of a contract has no handler or a handler no route. */
export function requireSame(routes: readonly string[], handled: readonly string[]): void {
  const missing = routes.filter((key) => !handled.includes(key)).map((key) => `no handler for ${key}`)
  const unknown = handled
    .filter((key) => !routes.includes(key))
    .map((key) => `no route in the contract for ${key}`)
  if (missing.length + unknown.length > 0)
    throw new Error(`Contract and handlers differ:\n${[...missing, ...unknown].join('\n')}`)
}
