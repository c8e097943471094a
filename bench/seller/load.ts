import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { signSaasV2 } from '@loggia/signing'

/** Requests as bytes, signed before the measurement, so that it measures the server and not the client. */
export function signAll(
  count: number,
  {
    accessKey,
    path,
    bodyOf,
  }: { accessKey: string; path: string; bodyOf: (nth: number, run: string) => string },
  run: string,
): Buffer[] {
  return Array.from({ length: count }, (_, nth) => {
    const body = bodyOf(nth, run)
    const nonce = `${run}-${String(nth).padStart(32, '0')}`
    const { query } = signSaasV2({ accessKey, body, nonce, timestampMs: Date.now() })
    const head = [
      `POST ${path}?${query} HTTP/1.1`,
      'Host: 127.0.0.1',
      'Accept: application/json',
      'Content-Type: application/json;charset=utf8',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
  })
}

/** One connection that sends a request and waits for its reply, repeatedly. */
export type Line = { ask(request: Buffer): Promise<Buffer>; end(): void }

export async function openLine(port: number): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return { ask: asking(socket), end: () => void socket.destroy() }
}

function asking(socket: Socket): Line['ask'] {
  let settle: ((reply: Buffer) => void) | undefined
  let fail: ((error: Error) => void) | undefined
  let got: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
    if (!isWhole(got)) return
    const reply = got
    got = Buffer.alloc(0)
    settle?.(reply)
  })
  socket.once('close', () => fail?.(new Error('The server closed the connection.')))
  return (request) =>
    new Promise((resolve, reject) => {
      settle = resolve
      fail = reject
      socket.write(request)
    })
}

const announced = /\r\ncontent-length: *(\d+)/i

function isWhole(reply: Buffer): boolean {
  const headEndsAt = reply.indexOf('\r\n\r\n')
  if (headEndsAt < 0) return false
  const [, length] = announced.exec(reply.toString('latin1', 0, headEndsAt)) ?? []
  if (length === undefined) throw new Error('The bench reads replies with a Content-Length only.')
  return reply.length >= headEndsAt + 4 + Number(length)
}

/** Sends all requests over some connections; returns the seconds. Throws unless every reply has the code `000000`. */
export async function askAll(
  port: number,
  requests: readonly Buffer[],
  connections: number,
): Promise<number> {
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(port)))
  let next = 0
  const sleep = stayAwake()
  const from = performance.now()
  await Promise.all(
    lines.map(async ({ ask }) => {
      for (let nth = next++; nth < requests.length; nth = next++)
        requireDone(await ask(requests[nth] as Buffer))
    }),
  )
  const seconds = (performance.now() - from) / 1000
  sleep()
  for (const line of lines) line.end()
  return seconds
}

export function requireDone(reply: Buffer): void {
  if (!reply.includes('"resultCode":"000000"')) throw new Error(`Refused: ${reply.toString()}`)
}

/**
 * Keeps this process from sleeping between replies. Waking a sleeping client costs the server more than everything else
 * that it does for a request, and a slower server has a client that sleeps more often.
 */
function stayAwake(): () => void {
  let isOver = false
  const turn = (): void => {
    if (!isOver) setImmediate(turn)
  }
  turn()
  return () => {
    isOver = true
  }
}
