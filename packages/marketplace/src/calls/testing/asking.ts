import {
  answerWith,
  formatReply,
  askForBytes as rawOf,
  askForBytesAndEnd as rawEndOf,
  askSecureServer as secureOf,
  askServer as servedOf,
} from '@loggia/outbound/testing'
import type { Ask as Send, AskDetails, Loopback, Serve } from '@loggia/outbound/testing'
import type { Sent } from '@loggia/outbound'
import type { Verdict, VerdictCode, VerdictOf } from '@loggia/protocol/wire'
import { dialects } from '../../dialects/index.ts'
import type { Operation } from '../../dialects/index.ts'

export const dialect = dialects['saas-v2']

/** Starts a seller, sends it a request and gives the verdict on the exchange. */
export type Ask = (world: Loopback) => Promise<Verdict>
/** What a seller does, and the expected values of the verdict. */
export type Case<Code extends VerdictCode> = readonly [
  seller: string,
  ask: Ask,
  values: Omit<VerdictOf<Code>, 'code'>,
]
export type Cases<Code extends VerdictCode> = { readonly [C in Code]: readonly Case<C>[] }

type Details = AskDetails & { readonly operation?: Operation }

export const create: Operation = { kind: 'create_instance', orderNumber: 'CS1', lineNumber: 'CS1-000001' }
export const query: Operation = { kind: 'query_instance', references: ['i-1'] }
export const release: Operation = { kind: 'release_instance', reference: 'i-1' }

/** The verdict of the engine: the transport fault, or the dialect's verdict on the reply. */
export const judge = (sent: Sent, operation: Operation = create): Verdict =>
  'received' in sent ? dialect.fromWire(operation, sent.received, 'test-access-key').verdict : sent.fault

const judgeAsk =
  (send: Send, operation?: Operation): Ask =>
  async (world) =>
    judge(await send(world), operation)

const toAskDetails = ({ operation: _, ...details }: Details): AskDetails => ({
  replyLimitBytes: dialect.replyLimitBytes,
  ...details,
})

/** A seller without TLS with this server behaviour. */
export const askServer = (serve: Serve, details: Details = {}): Ask =>
  judgeAsk(servedOf(serve, toAskDetails(details)), details.operation)
/** A seller that answers with these bytes. */
export const askForBytes = (bytes: string | Uint8Array, details: Details = {}): Ask =>
  judgeAsk(rawOf(bytes, toAskDetails(details)), details.operation)
/** A seller that answers with these bytes and then closes the connection. */
export const askForBytesAndEnd = (bytes: string, details: Details = {}): Ask =>
  judgeAsk(rawEndOf(bytes, toAskDetails(details)), details.operation)
/** A seller whose reply has this body. */
export const askForBody = (content: unknown, operation?: Operation): Ask =>
  askForBytes(
    formatReply(200, typeof content === 'string' ? content : JSON.stringify(content)),
    operation && { operation },
  )
/** A seller with TLS, called by its name. */
export const askSecureServer = (
  options: Parameters<Loopback['secure']>[1],
  serve: Serve = answerWith(formatReply(200, '{}')),
): Ask => judgeAsk(secureOf(options, serve))
