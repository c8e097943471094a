import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'

const hmac = (key: string, data: Uint8Array | string, form: 'hex' | 'base64' = 'hex'): string =>
  createHmac('sha256', key).update(data).digest(form)

/**
 * The minimum work of a server: reads the body, computes two HMACs of the request and one of the reply. It parses
 * nothing.
 */
export function createBare(accessKey: string, reply: string): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const query = new URLSearchParams((request.url ?? '').split('?')[1])
      const bodyHash = hmac(accessKey, Buffer.concat(chunks))
      const text = `${accessKey}${query.get('nonce')}${query.get('timestamp')}${bodyHash}`
      const expected = Buffer.from(hmac(accessKey, text).toUpperCase())
      const given = Buffer.from(query.get('signature') ?? '')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        response.writeHead(401).end()
        return
      }
      response.writeHead(200, {
        'Content-Type': 'application/json;charset=utf-8',
        'Body-Sign': `sign_type="HMAC-SHA256", signature="${hmac(accessKey, reply, 'base64')}"`,
        'Content-Length': Buffer.byteLength(reply),
      })
      response.end(reply)
    })
  })
}
