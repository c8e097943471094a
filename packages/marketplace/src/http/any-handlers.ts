import type { Language } from '@loggia/kernel'
import type { MemberActor, MemberRequest } from '../platform/index.ts'
import type { Exchange } from './session-routes.ts'

/** The request of a handler whose route is known only at run time; the platform's `Handlers` accept it. */
export type AnyRequest = {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly actor: MemberActor | undefined
  /** The actor with the idempotency key; set on idempotent routes, which are for members only. */
  readonly request?: MemberRequest
  readonly language: Language
}
export type AnyHandlers = Readonly<
  Record<string, (request: AnyRequest, exchange: Exchange) => Promise<unknown>>
>

/** Throws, with the list, if a route of the contract has no handler, or a handler has no route. */
export function requireSame(routes: readonly string[], handled: readonly string[]): void {
  const missing = routes.filter((key) => !handled.includes(key)).map((key) => `no handler for ${key}`)
  const unknown = handled
    .filter((key) => !routes.includes(key))
    .map((key) => `no route in the contract for ${key}`)
  if (missing.length + unknown.length > 0)
    throw new Error(`Contract and handlers differ:\n${[...missing, ...unknown].join('\n')}`)
}
