import type { Exchange, SeenReply, SeenRequest } from './exchange.ts'
import type { Protocol } from './findings.ts'
import type { KeyBytes } from './key-ways.ts'
import type { Way } from './search.ts'
import type { ReceivedAt } from './stamps.ts'

/** What a check of a request or a reply knows. */
export type Context = {
  readonly protocol: Protocol
  readonly exchange: Exchange
  readonly keys: readonly Way<KeyBytes>[]
  readonly accessKey: string
  readonly accessKeyId: string | undefined
  readonly receivedAt: ReceivedAt | undefined
  readonly computed: string | undefined
  readonly sentBody: Uint8Array | undefined
  readonly noncesSeen: readonly string[]
}
export type RequestContext = Context & { readonly request: SeenRequest }
export type ReplyContext = Context & { readonly reply: SeenReply }

/** Beyond so many bytes only one mistake is looked for, so that an answer comes soon. */
export const largeBody = 32 * 1024
export const mostMistakes = (body: Uint8Array): number => (body.length > largeBody ? 1 : 2)
/** A target is signed by V1.0 and taken to pieces by the open APIs’ signature; it is large sooner. */
export const isLargeTarget = (target: string): boolean => target.length > 8 * 1024
