import { BlockList, isIP, isIPv6 } from 'node:net'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DurationMs } from '@loggia/kernel'
import { toNetwork } from '../platform/index.ts'
import type { ConnectionLimits, Edge } from './edge.ts'

/** An office behind one address has some dozens of readers, each with up to six connections. */
const defaultConnectionLimits: ConnectionLimits = { all: 10_000, perAddress: 256, stillMs: 30_000 }

export const getConnectionLimits = ({ options }: Edge): ConnectionLimits => ({
  ...defaultConnectionLimits,
  ...options.connections,
})

/** A connection is closed after this many requests, so that a load balancer can spread its clients again. */
export const mostRequestsOfConnection = 1_000
/**
 * Pipelined requests on one connection; browsers and proxies send one. Each answer stays in memory until it is its
 * turn.
 */
const mostAhead = 8

/** Limits connections: their number, pipelined requests on each, and replies that the client does not read. */
export function guardConnections(server: FastifyInstance, edge: Edge): void {
  const limits = getConnectionLimits(edge)
  const underWay = new WeakMap<Socket, number>()
  server.addHook('onRequest', async (request, reply) => {
    const { socket } = request.raw
    const count = (underWay.get(socket) ?? 0) + 1
    underWay.set(socket, count)
    reply.raw.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1))
    if (count > mostAhead) return breakOff(request, reply)
    reply.raw.on('timeout', () => judgeStillness(socket, limits.stillMs))
    return undefined
  })
  countAddresses(server, edge, limits)
}

function breakOff(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  reply.raw.destroy()
  return reply
}

/** Closes a connection whose reply is not read. Replies still being prepared, and quiet event streams, keep theirs. */
function judgeStillness(socket: Socket, stillMs: DurationMs): void {
  if (socket.writableLength > 0) socket.destroy()
  else socket.setTimeout(stillMs)
}

/**
 * Calls `call` once when the request's connection has closed, at once if it already has; returns the function that
 * cancels it. The reply's `close` event is not enough: a reply queued behind another gets none when the connection
 * breaks.
 */
export function watchConnectionEnd({ raw: { socket } }: FastifyRequest, call: () => void): () => void {
  if (socket.destroyed) {
    call()
    return () => undefined
  }
  socket.once('close', call)
  return () => void socket.off('close', call)
}

function countAddresses(
  server: FastifyInstance,
  { platform, options }: Edge,
  limits: ConnectionLimits,
): void {
  const isProxy = createProxyMatcher(options.trustedProxies ?? [])
  const counts = new Map<string, number>()
  const warn = createRareWarning(platform.wall.now)
  server.server.maxConnections = limits.all
  server.server.on('drop', () =>
    warn(() => platform.log.warn({ most: limits.all }, 'the server has its most connections')),
  )
  server.server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket
    // All readers behind a proxy have its address; limiting them is up to the proxy.
    if (remoteAddress === undefined || isProxy(remoteAddress)) return
    const address = toNetwork(remoteAddress)
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    socket.once('close', () => {
      const left = (counts.get(address) ?? 1) - 1
      if (left > 0) counts.set(address, left)
      else counts.delete(address)
    })
    if (count <= limits.perAddress) return
    warn(() => platform.log.warn({ most: limits.perAddress }, 'an address has its most connections'))
    socket.destroy()
  })
}

/** Logs one line a minute: a refused client may try a thousand times a second. */
function createRareWarning(now: () => number): (tell: () => void) => void {
  let next = 0
  return (tell) => {
    if (now() < next) return
    next = now() + 60_000
    tell()
  }
}

/** Returns a function that says whether an address is among these addresses and ranges. */
export function createProxyMatcher(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (isIP(address) === 0) continue
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}
