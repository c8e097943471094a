import type { IncomingMessage, ServerResponse } from 'node:http'

/** Returns the whole body, or undefined if it is longer than `mostBytes`. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  // The stream is not destroyed if the body is too long; otherwise the connection would be closed before the refusal is
  // sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A response. Default: HTML with status 200. */
export type Sent = {
  status?: number
  body: string
  type?: string
  cookie?: string
  cache?: boolean
  /** A form of the page leads to the marketplace. */
  leadsAway?: boolean
}

export function send(
  response: ServerResponse,
  { status = 200, body, type = 'text/html;charset=utf-8', cookie, cache, leadsAway }: Sent,
): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': cache ? 'max-age=300' : 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self'; ${leadsAway ? '' : "form-action 'self'; "}base-uri 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(cookie !== undefined && { 'set-cookie': cookie }),
  })
  response.end(body)
}
