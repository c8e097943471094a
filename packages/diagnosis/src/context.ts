import type { Exchange, SeenReply, SeenRequest } from './exchange.ts'
import type { Protocol } from './findings.ts'
import type { KeyBytes } from './key-ways.ts'
import type { Budget, Depth, Way } from './search.ts'
import type { ReceivedAt } from './stamps.ts'

/** What the check of a request or reply knows. */
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

/** The budget of one diagnosis, in digests of a short text: half a second to one second on one processor. */
export const searchCost = 130_000
/** Above this size in bytes, only single mistakes are searched, so that the answer comes soon. */
export const largeBody = 32 * 1024
/** Above this size in bytes, pairs are searched only among the frequent mistakes. */
const longBody = 4 * 1024

const every = (count: number): Depth => ({ count, commonOnly: false })
const common = (count: number): Depth => ({ count, commonOnly: true })
/** The depths of a search, by the number of bytes that each try has to hash. */
export function listDepths(bytes: number): Depth[] {
  if (bytes > largeBody) return [every(0), common(1), every(1)]
  if (bytes > longBody) return [every(0), every(1), common(2)]
  return [every(0), every(1), every(2), common(3)]
}
/**
 * Whether a target is large. Its limit is lower than for bodies, because V1.0 signs it and the open APIs’ signature
 * splits it into parts.
 */
export const isLargeTarget = (target: string): boolean => target.length > 8 * 1024
