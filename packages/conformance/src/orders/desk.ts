import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gatewayCodes, orderQueryPath, orderResultCodes } from '@loggia/protocol/orders'
import type { GatewayCode, OrderResultCode } from '@loggia/protocol/orders'
import { readAkSk, verifyAkSk } from '@loggia/signing'
import type { AkSkRefusal } from '@loggia/signing'
import type { AskedOrder, OrderDesk } from '../engine/order-desk.ts'
import { createOrderBook } from './book.ts'

export type OrderDeskOptions = {
  /** 0 uses a free port. */
  readonly port: number
  readonly accessKeyId: string
  readonly secretKey: string
  readonly nowMs: () => number
}

/** Answers the order query on this machine for the orders of a run, like the marketplace (open-apis §3). */
export async function startOrderDesk(
  options: OrderDeskOptions,
): Promise<OrderDesk & { close(): Promise<void> }> {
  const book = createOrderBook()
  const asked: AskedOrder[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const answer = answerTo(request, body, options, book)
      if (answer.told) asked.push(answer.told)
      send(response, answer)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    expect: book.expect,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Answer = { readonly status: number; readonly body: object; readonly told?: AskedOrder }

const mostBytes = 64 * 1024

/** Reads the beginning of a body, because no query has a long one. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length <= mostBytes) chunks.push(chunk)
    }
  } catch {
    // The client is gone, so there is nobody to answer.
  }
  return Buffer.concat(chunks)
}

function answerTo(
  { method = '', url: target = '/', headers }: IncomingMessage,
  body: Buffer,
  { accessKeyId, secretKey, nowMs }: OrderDeskOptions,
  book: ReturnType<typeof createOrderBook>,
): Answer {
  const [path = '', query = ''] = target.split(/\?(.*)/s)
  const searchParams = new URLSearchParams(query)
  const orderId = searchParams.get('orderId') || undefined
  if (path !== orderQueryPath || method !== 'GET')
    return { ...byGateway('APIGW.0101'), told: { orderId, refusal: elsewhere(method, path) } }
  const read = readAkSk(headers['authorization'])
  if (!read.ok) return refuseProof(orderId, read.reason)
  if (read.claim.accessKeyId !== accessKeyId)
    return refuseProof(orderId, `the access key ID is ${read.claim.accessKeyId}, not ${accessKeyId}`)
  const request = { method, target, headers, body }
  const verdict = verifyAkSk({ claim: read.claim, secretKey, request, nowMs: nowMs() })
  if (!verdict.ok) return refuseProof(orderId, verdict.reason)
  if (orderId === undefined) return byApi('MKT.0101', orderId, 'it has no orderId')
  const orderInfo = book.find(orderId, searchParams.get('orderLineId') || undefined, nowMs())
  if (!orderInfo) return byApi('MKT.0150', orderId, 'no request of this run has that order and line')
  const { status, message } = orderResultCodes['MKT.0000']
  return {
    status,
    body: { resultCode: 'MKT.0000', resultMsg: message, orderInfo },
    told: { orderId, refusal: undefined },
  }
}

/** A query to the wrong address counts as a query, too. */
const elsewhere = (method: string, path: string): string =>
  `it was sent to ${method} ${path.slice(0, 120)}, not to GET ${orderQueryPath}`

const byGateway = (code: GatewayCode): Answer => ({
  status: gatewayCodes[code].status,
  body: { error_code: code, error_msg: gatewayCodes[code].message, request_id: 'loggia-check' },
})

function refuseProof(orderId: string | undefined, reason: AkSkRefusal | string): Answer {
  const why =
    typeof reason === 'string'
      ? reason
      : `its signature was refused (${reason.code.replaceAll('_', ' ')}): the AK, the SK or the signature algorithm is wrong`
  return { ...byGateway('APIGW.0301'), told: { orderId, refusal: why } }
}

function byApi(code: OrderResultCode, orderId: string | undefined, refusal: string): Answer {
  const { status, message } = orderResultCodes[code]
  return {
    status,
    body: { resultCode: code, resultMsg: `${message}: ${refusal}` },
    told: { orderId, refusal },
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, {
    'Content-Type': 'application/json;charset=UTF-8',
    'Cache-Control': 'no-store',
  })
  response.end(JSON.stringify(body))
}
