import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Outgoing } from '@loggia/marketplace/embedded'
import { requestOf } from '../exchange-log.ts'

/**
 * Sends a request up to its middle and breaks the connection: half of the body, or, where there is none, a head without its
 * end. Resolves when it is broken, or when there was nobody to break with.
 */
export function sendBroken(outgoing: Outgoing): Promise<void> {
  const { url } = outgoing
  const { line, headers, body } = requestOf(outgoing)
  const head = [line, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n')
  const bytes = Buffer.from(body)
  const sent =
    bytes.length === 0
      ? Buffer.from(head)
      : Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes.subarray(0, Math.ceil(bytes.length / 2))])
  const isTls = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const at = { host, port: Number(url.port || (isTls ? 443 : 80)) }
  return new Promise((resolve) => {
    const socket = isTls ? connectTls({ ...at, servername: host }) : connect(at)
    // Whatever becomes of it, the exchange is over: that is what this is for.
    socket.once('error', () => resolve())
    socket.once('close', () => resolve())
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      socket.write(sent, () => socket.resetAndDestroy())
    })
  })
}
