import type { Exchange, SeenReply, SeenRequest } from './exchange.ts'
import type { Protocol } from './findings.ts'
import type { KeyBytes } from './key-ways.ts'
import type { Budget, Depth, Way } from './search.ts'
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
  readonly budget: Budget
}
export type RequestContext = Context & { readonly request: SeenRequest }
export type ReplyContext = Context & { readonly reply: SeenReply }

/** What one question may cost, in digests of a short text: half a second to one second of one processor. */
export const searchCost = 130_000
/** Beyond so many bytes only one mistake is looked for, so that an answer comes soon. */
export const largeBody = 32 * 1024
/** Beyond so many bytes two mistakes are looked for only among the frequent ones. */
const longBody = 4 * 1024

const every = (count: number): Depth => ({ count, commonOnly: false })
const common = (count: number): Depth => ({ count, commonOnly: true })
/** How far to look, by how much there is to hash for each try. */
export function listDepths(bytes: number): Depth[] {
  if (bytes > largeBody) return [every(0), common(1), every(1)]
  if (bytes > longBody) return [every(0), every(1), common(2)]
  return [every(0), every(1), every(2), common(3)]
}
/** A target is signed by V1.0 and taken to pieces by the open APIs’ signature; it is large sooner. */
export const isLargeTarget = (target: string): boolean => target.length > 8 * 1024
