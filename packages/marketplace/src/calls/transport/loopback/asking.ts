import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Verdict, VerdictCode, VerdictOf } from '@loggia/protocol/wire'
import { dialects } from '../../../dialects/index.ts'
import type { Operation } from '../../../dialects/index.ts'
import type { Outgoing, Sent } from '../send.ts'
import { answer, http, outgoing } from './sellers.ts'
import type { Loopback, Serve, Surroundings } from './sellers.ts'

export const dialect = dialects['saas-v2']

/** Puts a seller up, sends it a request and judges what comes of it. */
export type Ask = (world: Loopback) => Promise<Verdict>
/** What a seller does, and the values of the verdict that is due. */
export type Case<Code extends VerdictCode> = readonly [
  seller: string,
  ask: Ask,
  values: Omit<VerdictOf<Code>, 'code'>,
]
export type Cases<Code extends VerdictCode> = { readonly [C in Code]: readonly Case<C>[] }

type Details = Partial<Outgoing> & Surroundings & { readonly operation?: Operation }

export const create: Operation = { kind: 'create_instance', orderNumber: 'CS1', lineNumber: 'CS1-000001' }
export const query: Operation = { kind: 'query_instance', references: ['i-1'] }
export const release: Operation = { kind: 'release_instance', reference: 'i-1' }

/** The verdict on an exchange as the engine comes to it: the transport's, or the reader's on what it brought. */
export const judge = (sent: Sent, operation: Operation = create): Verdict =>
  'received' in sent ? dialect.fromWire(operation, sent.received, 'test-access-key').verdict : sent.verdict

export const asking =
  (url: string, { operation, lookup, allow, stopping, ...more }: Details = {}): Ask =>
  async (world) => {
    const request = outgoing(url, { replyLimitBytes: dialect.replyLimitBytes, ...more })
    return judge(await world.transport({ allow, lookup, stopping }).send(request), operation)
  }

/** A seller without TLS that serves so. */
export const served =
  (serve: Serve, details?: Details): Ask =>
  async (world) =>
    asking(`http://127.0.0.1:${(await world.plain(serve)).port}/`, details)(world)
/** A seller that answers with these bytes. */
export const raw = (bytes: string | Uint8Array, details?: Details): Ask => served(answer(bytes), details)
/** … and closes then. */
export const rawEnd = (bytes: string, details?: Details): Ask =>
  served(
    answer(bytes, (socket) => void socket.end()),
    details,
  )
/** A seller whose reply has this body. */
export const body = (content: unknown, operation?: Operation): Ask =>
  raw(http(200, typeof content === 'string' ? content : JSON.stringify(content)), operation && { operation })

/** A seller with TLS, called by its name. */
export const secure =
  (options: Parameters<Loopback['secure']>[1], serve: Serve = answer(http(200, '{}'))): Ask =>
  async (world) =>
    asking(`https://saas.test:${(await world.secure(serve, options)).port}/`)(world)
/** A seller whose port does this where TLS is expected. */
export const insteadOfTls =
  (serve: Serve, details?: Details): Ask =>
  async (world) =>
    asking(`https://saas.test:${(await world.plain(serve)).port}/`, details)(world)

/** Two exchanges over one kept connection; the verdict on the second. */
export const onKept =
  (serve: Serve): Ask =>
  async (world) => {
    const { port } = await world.plain(serve)
    const transport = world.transport()
    const send = () => transport.send(outgoing(`http://127.0.0.1:${port}/`))
    await send()
    await nextTurn()
    return judge(await send())
  }
