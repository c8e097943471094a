import { randomBytes } from 'node:crypto'
import { Agent } from 'undici'
import type { Dispatcher } from 'undici'
import { encodeRequest } from '@loggia/protocol/saas/v2'
import { signSaasV2 } from '@loggia/signing'
import type { SeededSeller } from '../market/seed.ts'

export type SignedRequest = {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
export type Reply = {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

/** The engine's request for `set_instance_status`, byte for byte except for nonce and time. */
export function signRequest(seller: SeededSeller, reference: string): SignedRequest {
  const body = encodeRequest({ activity: 'updateInstanceStatus', instanceId: reference, status: 'FREEZE' })
  const nonce = randomBytes(16).toString('hex')
  const { query } = signSaasV2({ accessKey: seller.accessKey, body, nonce, timestampMs: Date.now() })
  const url = new URL(seller.url)
  url.search = `?${query}`
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json;charset=utf8',
    'user-agent': 'Loggia',
  }
  return { url, headers, body }
}

/** The engine's HTTP client with its settings, without its guard, deadline and second try. */
export function createClient() {
  const agent = new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 10_000,
    connections: 64,
    pipelining: 1,
    allowH2: false,
  })
  const send = ({ url, headers, body }: SignedRequest): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const options = {
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'POST',
        headers,
        body,
      } as const
      agent.dispatch(options, collect(resolve, reject))
    })
  return { send, close: () => agent.destroy() }
}

function collect(
  resolve: (reply: Reply) => void,
  reject: (error: unknown) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = []
  let status = 0
  let headers: [string, string][] = []
  return {
    onRequestStart: () => undefined,
    onResponseStart(controller, statusCode) {
      status = statusCode
      headers = pairs(controller.rawHeaders)
    },
    onResponseData: (_controller, chunk) => void chunks.push(chunk),
    onResponseEnd: () => resolve({ status, headers, body: Buffer.concat(chunks) }),
    onResponseError: (_controller, error) => reject(error),
  }
}

function pairs(raw: Dispatcher.DispatchController['rawHeaders']): [string, string][] {
  const texts = (Array.isArray(raw) ? raw : []).map(String)
  return Array.from({ length: texts.length / 2 }, (_, i) => [texts[2 * i] ?? '', texts[2 * i + 1] ?? ''])
}

/** Whether the seller confirmed the request. */
export function isDone({ status, body }: Reply): boolean {
  const reply = JSON.parse(body.toString()) as { resultCode?: string }
  return status === 200 && reply.resultCode === '000000'
}
