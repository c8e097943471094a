import { request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { performance } from 'node:perf_hooks'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'
import { CannotRun } from '../io.ts'
import type { SignedRequest } from './sign-request.ts'

/** A reply as received; `lines` are its headers in their original order and case. */
export type Reply = ReceivedReply & { readonly lines: readonly string[] }
/** The result of one request. `verdict` says why there is no complete reply. */
export type Sent = { readonly tookMs: number } & ({ readonly reply: Reply } | { readonly verdict: Verdict })

const mostBytes = 4 * 1024 * 1024

/**
 * Sends one request unchanged. Redirects are not followed, and bodies are not decompressed. Throws {@link CannotRun} if
 * the server cannot be reached. If the server is too slow, closes the connection or does not speak HTTP, the result is
 * a verdict.
 */
export async function send(request: SignedRequest, limitMs: number): Promise<Sent> {
  const startedAt = performance.now()
  const took = (): number => Math.round(performance.now() - startedAt)
  const limit = AbortSignal.timeout(limitMs)
  const outgoing = begin(request)
  const progress = { phase: 'connect' as 'connect' | 'headers' | 'body' }
  outgoing.on('socket', (socket) => socket.once('connect', () => (progress.phase = 'headers')))
  const abort = (): void => void outgoing.destroy(new Error('ABORTED'))
  limit.addEventListener('abort', abort)
  try {
    outgoing.end(request.body)
    const head = await headOf(outgoing)
    progress.phase = 'body'
    const reply = await readReply(head)
    return { reply, tookMs: took() }
  } catch (error) {
    if (limit.aborted)
      return { tookMs: took(), verdict: { code: 'timed_out', phase: progress.phase, ms: limitMs } }
    return { tookMs: took(), verdict: verdictOn(error, request.url) }
  } finally {
    limit.removeEventListener('abort', abort)
    outgoing.destroy()
  }
}

function begin({ method, url, headers, body }: SignedRequest): ClientRequest {
  const { origin, protocol } = new URL(url)
  const options = {
    method,
    headers: body.length > 0 ? { ...headers, 'content-length': String(body.length) } : headers,
    // The path as it was signed; `URL` would escape it differently.
    path: pathOf(url),
    agent: false,
  } as const
  return protocol === 'https:' ? httpsRequest(origin, options) : httpRequest(origin, options)
}

/** The path and query of an address, unchanged. */
function pathOf(url: string): string {
  const rest = url.slice(url.indexOf('//') + 2).replace(/^[^/?]*/, '')
  return rest.startsWith('/') ? rest : `/${rest}`
}

const headOf = (outgoing: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', resolve)
  })

async function readReply(head: IncomingMessage): Promise<Reply> {
  const { chunks, truncated } = await readChunks(head)
  const pairs = head.rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, head.rawHeaders[at + 1] ?? ''] as const] : [],
  )
  const headers: Record<string, string[]> = {}
  for (const [name, value] of pairs) (headers[name.toLowerCase()] ??= []).push(value)
  return {
    status: head.statusCode ?? 0,
    headers,
    lines: pairs.map(([name, value]) => `${name}: ${value}`),
    body: Buffer.concat(chunks),
    truncated,
  }
}

async function readChunks(head: IncomingMessage): Promise<{ chunks: Buffer[]; truncated: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of head as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length > mostBytes) return { chunks, truncated: true }
    }
  } catch (error) {
    if (codeOf(error) !== 'ECONNRESET') throw error
    return { chunks, truncated: true }
  }
  return { chunks, truncated: !head.complete }
}

function verdictOn(error: unknown, url: string): Verdict {
  const code = codeOf(error)
  if (code === 'ECONNRESET' || code === 'EPIPE') return { code: 'connection_reset' }
  if (code.startsWith('HPE_')) return { code: 'not_http', reason: code }
  throw new CannotRun(`${new URL(url).host} cannot be reached (${code})`, { cause: error })
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
