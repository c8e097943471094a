import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Fault, Outgoing, Sent } from '../exchange.ts'
import { answerWith, formatReply, createOutgoing } from './servers.ts'
import type { Loopback, Serve, Surroundings } from './servers.ts'

/** Starts a server, sends a request to it and returns the result. */
export type Ask = (world: Loopback) => Promise<Sent>
/** How a server behaves, and the details of the expected fault. */
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

/** Calls a server without TLS. */
export const askServer =
  (serve: Serve, details?: AskDetails): Ask =>
  async (world) =>
    askUrl(`http://127.0.0.1:${(await world.plain(serve)).port}/`, details)(world)
/** Calls a server that answers with these bytes. */
export const askForBytes = (bytes: string | Uint8Array, details?: AskDetails): Ask =>
  askServer(answerWith(bytes), details)
/** Calls a server that answers with these bytes and closes the connection. */
export const askForBytesAndEnd = (bytes: string, details?: AskDetails): Ask =>
  askServer(
    answerWith(bytes, (socket) => void socket.end()),
    details,
  )

/** Calls a server with TLS by its name. */
export const askSecureServer =
  (options: Parameters<Loopback['secure']>[1], serve: Serve = answerWith(formatReply(200, '{}'))): Ask =>
  async (world) =>
    askUrl(`https://saas.test:${(await world.secure(serve, options)).port}/`)(world)
/** Calls a server by https that does not speak TLS but serves like this. */
export const askInsteadOfTls =
  (serve: Serve, details?: AskDetails): Ask =>
  async (world) =>
    askUrl(`https://saas.test:${(await world.plain(serve)).port}/`, details)(world)

/** Makes two exchanges over one kept connection and returns the result of the second. */
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
