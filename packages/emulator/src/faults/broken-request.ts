import { addAbortListener } from 'node:events'
import { connect, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { omitUndefined } from '@loggia/kernel'
import type { Outgoing } from '@loggia/marketplace/embedded'
import { toRequest } from '../exchange-log.ts'

/**
 * Sends a request up to its middle and breaks the connection: half of the body or, without a body, an incomplete head.
 * Resolves when the connection is broken, when it could not be opened within the time limit of a call, or on `signal`.
 */
export function sendBroken(outgoing: Outgoing, signal: AbortSignal): Promise<void> {
  const { url } = outgoing
  const { line, headers, body } = toRequest(outgoing)
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
    const socket = isTls
      ? connectTls(omitUndefined({ ...at, servername: isIP(host) === 0 ? host : undefined }))
      : connect(at)
    // Errors do not matter: the exchange is meant to fail.
    socket.once('error', () => resolve())
    socket.setTimeout(outgoing.timeLimitMs, () => socket.destroy())
    const listening = addAbortListener(signal, () => socket.destroy())
    socket.once('close', () => {
      listening[Symbol.dispose]()
      resolve()
    })
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      socket.write(sent, () => socket.resetAndDestroy())
    })
  })
}
