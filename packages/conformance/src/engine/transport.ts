import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { performance } from 'node:perf_hooks'
import { omitUndefined } from '@loggia/kernel'
import type { CallPhase } from '@loggia/protocol/wire'
import type { NoReply, ReceivedReply, SentRequest } from './exchange.ts'

/** The result of one request. */
export type Sending = { reply?: ReceivedReply; noReply?: NoReply; tookMs: number }

export type Transport = {
  /** Sends one request unchanged. Never rejects: a failure is a `noReply`. */
  send(request: SentRequest, limitMs: number, stop: AbortSignal): Promise<Sending>
  close(): void
}

/** More than a hundred instances with full access data need. */
const mostBytes = 4 * 1024 * 1024

/** Connections are kept, so that a run needs one connection per request in flight and not one per request. */
export function createTransport(): Transport {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true }),
  }

  function begin(request: SentRequest): ClientRequest {
    const url = new URL(request.url)
    const options = {
      method: request.method,
      headers: { ...request.headers, 'Content-Length': String(request.body.length) },
      // The path as the check wrote it: `URL` would encode it again, and some checks test decoding.
      path: pathOf(request.url),
    }
    return url.protocol === 'https:'
      ? httpsRequest(url, { ...options, agent: agents['https:'] })
      : httpRequest(url, { ...options, agent: agents['http:'] })
  }

  async function once(
    request: SentRequest,
    signal: AbortSignal,
    progress: Progress,
  ): Promise<ReceivedReply | 'stale'> {
    const sending = begin(request)
    let answered = false
    watch(sending, progress)
    const abort = (): void => void sending.destroy(new Error('ABORTED'))
    signal.addEventListener('abort', abort)
    try {
      if (signal.aborted) abort()
      sending.end(request.body)
      const head = await headOf(sending)
      answered = true
      progress.phase = 'body'
      return await readReply(head)
    } catch (error) {
      // A server may close a kept connection at the moment at which it is used again. It has read nothing, so the
      // request is sent again.
      if (sending.reusedSocket && codeOf(error) === 'ECONNRESET' && !answered) return 'stale'
      throw error
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  return {
    async send(request, limitMs, stop) {
      const startedAt = performance.now()
      const took = (): number => Math.round(performance.now() - startedAt)
      const limit = AbortSignal.timeout(limitMs)
      const signal = AbortSignal.any([limit, stop])
      const progress: Progress = { phase: 'connect', wasTaken: false }
      try {
        let reply = await once(request, signal, progress)
        while (reply === 'stale') {
          progress.wasTaken = true
          reply = await once(request, signal, progress)
        }
        return { reply, tookMs: took() }
      } catch (error) {
        const noReply: NoReply = signal.aborted
          ? { code: 'timed_out', phase: progress.phase }
          : failureOf(error, progress)
        return { noReply, tookMs: took() }
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

/** How far a request has come. `wasTaken`: an earlier connection was open and ended with this request. */
type Progress = { phase: CallPhase; wasTaken: boolean }

function watch(sending: ClientRequest, progress: Progress): void {
  progress.phase = 'connect'
  sending.on('socket', (socket) => {
    const noteSent = (): void => void (progress.phase = 'headers')
    if (!socket.connecting) return noteSent()
    const isSecured = sending.protocol === 'https:'
    socket.once('connect', () => (progress.phase = isSecured ? 'tls' : 'headers'))
    if (isSecured) socket.once('secureConnect', noteSent)
  })
}

/** If the server is gone when a request is sent again, the first try had reached it and was broken off. */
function failureOf(error: unknown, { wasTaken }: Progress): NoReply {
  const reason = codeOf(error)
  if (wasTaken && reason === 'ECONNREFUSED') return { code: 'failed', reason: 'ECONNRESET' }
  const names = namesOf(error)
  return omitUndefined({ code: 'failed', reason, names })
}

/** The names of a certificate that is for another host. */
function namesOf(error: unknown): string | undefined {
  if (codeOf(error) !== 'ERR_TLS_CERT_ALTNAME_INVALID') return undefined
  const { cert } = error as { cert?: { subjectaltname?: string; subject?: { CN?: string } } }
  return (cert?.subjectaltname?.replaceAll('DNS:', '') ?? cert?.subject?.CN ?? '—').slice(0, 200)
}

/** The part after the host, unchanged: `URL` would rewrite the host in lower case and drop a default port. */
function pathOf(address: string): string {
  const rest = address.slice(address.indexOf('//') + 2).replace(/^[^/?]*/, '')
  return rest.startsWith('/') ? rest : `/${rest}`
}

const headOf = (sending: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    sending.on('error', reject)
    sending.on('response', resolve)
  })

async function readReply(head: IncomingMessage): Promise<ReceivedReply> {
  const chunks: Buffer[] = []
  let length = 0
  let truncated = false
  try {
    for await (const chunk of head as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length <= mostBytes) continue
      truncated = true
      break
    }
  } catch (error) {
    if (codeOf(error) !== 'ECONNRESET') throw error
    truncated = true
  }
  const headers = head.rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, head.rawHeaders[at + 1] ?? ''] as const] : [],
  )
  return { status: head.statusCode ?? 0, headers, body: Buffer.concat(chunks), truncated }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
