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

/** A connection is made anew after so many requests, so that a balancer can spread its clients again. */
export const mostRequestsOfConnection = 1_000
/** Requests sent ahead of their answers; browsers and proxies send one. Each holds its answer in memory until it is its turn. */
const mostAhead = 8

/** Bounds what connections hold: how many there are, what is asked ahead on one, and replies that nobody reads. */
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

/** A reply that is not taken ends the connection; one that is still being worked out, or a quiet stream of events, does not. */
function judgeStillness(socket: Socket, stillMs: DurationMs): void {
  if (socket.writableLength > 0) socket.destroy()
  else socket.setTimeout(stillMs)
}

/**
 * Calls once when the connection of a request is gone, at once if it is already; its function takes that back. The reply's own
 * `close` is not enough: one that waits behind another has none when its connection breaks.
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
    // All readers behind a proxy are one address here; it is the proxy's to count them.
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

/** One line a minute: whoever is refused may try a thousand times a second. */
function createRareWarning(now: () => number): (tell: () => void) => void {
  let next = 0
  return (tell) => {
    if (now() < next) return
    next = now() + 60_000
    tell()
  }
}

/** Whether an address is one of these addresses or in one of these ranges. */
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
