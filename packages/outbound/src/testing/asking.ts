import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Fault, Outgoing, Sent } from '../exchange.ts'
import { answerWith, formatReply, createOutgoing } from './servers.ts'
import type { Loopback, Serve, Surroundings } from './servers.ts'

/** Puts a server up, sends it a request and gives what comes of it. */
export type Ask = (world: Loopback) => Promise<Sent>
/** What a server does, and the values of the fault that is due. */
export type FaultCase<Code extends Fault['code']> = readonly [
  server: string,
  ask: Ask,
  values: Omit<Extract<Fault, { code: Code }>, 'code'>,
]
export type FaultCases<Code extends Fault['code']> = { readonly [C in Code]: readonly FaultCase<C>[] }

export type AskDetails = Partial<Outgoing> & Surroundings

export const askUrl =
  (url: string, { lookup, allow, stopping, ...more }: AskDetails = {}): Ask =>
  (world) =>
    world.transport({ allow, lookup, stopping }).send(createOutgoing(url, more))

/** A server without TLS that serves so. */
export const askServer =
  (serve: Serve, details?: AskDetails): Ask =>
  async (world) =>
    askUrl(`http://127.0.0.1:${(await world.plain(serve)).port}/`, details)(world)
/** A server that answers with these bytes. */
export const askForBytes = (bytes: string | Uint8Array, details?: AskDetails): Ask =>
  askServer(answerWith(bytes), details)
/** … and closes then. */
export const askForBytesAndEnd = (bytes: string, details?: AskDetails): Ask =>
  askServer(
    answerWith(bytes, (socket) => void socket.end()),
    details,
  )

/** A server with TLS, called by its name. */
export const askSecureServer =
  (options: Parameters<Loopback['secure']>[1], serve: Serve = answerWith(formatReply(200, '{}'))): Ask =>
  async (world) =>
    askUrl(`https://saas.test:${(await world.secure(serve, options)).port}/`)(world)
/** A server whose port does this where TLS is expected. */
export const askInsteadOfTls =
  (serve: Serve, details?: AskDetails): Ask =>
  async (world) =>
    askUrl(`https://saas.test:${(await world.plain(serve)).port}/`, details)(world)

/** Two exchanges over one kept connection; what comes of the second. */
export const askOnKept =
  (serve: Serve): Ask =>
  async (world) => {
    const { port } = await world.plain(serve)
    const transport = world.transport()
    const send = () => transport.send(createOutgoing(`http://127.0.0.1:${port}/`))
    await send()
    await nextTurn()
    return send()
  }
