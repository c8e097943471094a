import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { uploadErrorCodes } from '@loggia/protocol/license/open-apis'
import type { UploadErrorCode } from '@loggia/protocol/license/open-apis'
import { gatewayCodes, orderQueryPath, orderResultCodes } from '@loggia/protocol/orders'
import type { GatewayCode, OrderResultCode } from '@loggia/protocol/orders'
import { readAkSk, verifyAkSk } from '@loggia/signing'
import type { AkSkRefusal } from '@loggia/signing'
import type { AskedOrder, OrderDesk, Upload } from '../engine/order-desk.ts'
import { createOrderBook } from './book.ts'
import { findEvent, readUpload } from './uploads.ts'

export type OrderDeskOptions = {
  /** 0 uses a free port. */
  readonly port: number
  readonly accessKeyId: string
  readonly secretKey: string
  readonly nowMs: () => number
}

/**
 * Answers the order query on this machine for the orders of a run, like the marketplace (open-apis §3), and takes the
 * licenses that were applied for (license §3.6).
 */
export async function startOrderDesk(
  options: OrderDeskOptions,
): Promise<OrderDesk & { close(): Promise<void> }> {
  const book = createOrderBook()
  const asked: AskedOrder[] = []
  const uploads: Upload[] = []
  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const received = { request, body }
      const answer = (await answerUpload(received, options, book)) ?? answerTo(received, options, book)
      if (answer.told) asked.push(answer.told)
      // A server may still upload what an earlier run applied for, which is no fault of this run.
      if (answer.upload && book.hasApplication(answer.upload.eventId)) uploads.push(answer.upload)
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
    uploads,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Received = { readonly request: IncomingMessage; readonly body: Buffer }
type Answer = {
  readonly status: number
  readonly body: object
  readonly told?: AskedOrder
  readonly upload?: Upload
}

const mostBytes = 8 * 1024 * 1024

/** Reads the beginning of a body: a query has none, and no license is that long. */
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

/** Why the proof of a request is refused; undefined if it is right. */
function findProofFault(
  { request: { method = '', url: target = '/', headers }, body }: Received,
  { accessKeyId, secretKey, nowMs }: OrderDeskOptions,
  isMultipart = false,
): string | undefined {
  const read = readAkSk(headers['authorization'])
  if (!read.ok) return describeRefusal(read.reason)
  if (read.claim.accessKeyId !== accessKeyId)
    return `the access key ID is ${read.claim.accessKeyId}, not ${accessKeyId}`
  const verify = (signed: Uint8Array): AkSkRefusal | undefined => {
    const request = { method, target, headers, body: signed }
    const verdict = verifyAkSk({ claim: read.claim, secretKey, request, nowMs: nowMs() })
    return verdict.ok ? undefined : verdict.reason
  }
  const fault = verify(body)
  // How a multipart body enters the signature is not published, so it may also be signed as if it was empty.
  const isRight = fault === undefined || (isMultipart && verify(new Uint8Array()) === undefined)
  return isRight ? undefined : describeRefusal(fault)
}

const describeRefusal = ({ code }: AkSkRefusal): string =>
  `its signature was refused (${code.replaceAll('_', ' ')}): the AK, the SK or the signature algorithm is wrong`

function answerTo(
  received: Received,
  options: OrderDeskOptions,
  book: ReturnType<typeof createOrderBook>,
): Answer {
  const { method = '', url: target = '/' } = received.request
  const [path = '', query = ''] = target.split(/\?(.*)/s)
  const searchParams = new URLSearchParams(query)
  const orderId = searchParams.get('orderId') || undefined
  if (path !== orderQueryPath || method !== 'GET')
    return { ...byGateway('APIGW.0101'), told: { orderId, refusal: elsewhere(method, path) } }
  const refusal = findProofFault(received, options)
  if (refusal !== undefined) return { ...byGateway('APIGW.0301'), told: { orderId, refusal } }
  if (orderId === undefined) return byApi('MKT.0101', orderId, 'it has no orderId')
  const orderInfo = book.find(orderId, searchParams.get('orderLineId') || undefined, options.nowMs())
  if (!orderInfo) return byApi('MKT.0150', orderId, 'no request of this run has that order and line')
  const { status, message } = orderResultCodes['MKT.0000']
  return {
    status,
    body: { resultCode: 'MKT.0000', resultMsg: message, orderInfo },
    told: { orderId, refusal: undefined },
  }
}

/** The answer to an upload of a license; undefined if the request is none. */
async function answerUpload(
  received: Received,
  options: OrderDeskOptions,
  book: ReturnType<typeof createOrderBook>,
): Promise<Answer | undefined> {
  const { method, url = '/', headers } = received.request
  const eventId = findEvent(url.split('?')[0] ?? '')
  if (eventId === undefined || method !== 'POST') return undefined
  const refused = (answer: Answer, refusal: string): Answer => ({
    ...answer,
    upload: { eventId, refusal, content: undefined },
  })
  const fault = findProofFault(received, options, true)
  if (fault !== undefined) return refused(byGateway('APIGW.0301'), fault)
  const read = await readUpload(headers, received.body)
  if (!read.ok) return refused(byUpload(read.code), read.why)
  if (!book.hasApplication(eventId))
    return refused(byUpload('91381034'), 'no application of this run has that eventId')
  return { ...byUpload('CBC.0000'), upload: { eventId, refusal: undefined, content: read.content } }
}

/** A query to the wrong address counts as a query, too. */
const elsewhere = (method: string, path: string): string =>
  `it was sent to ${method} ${path.slice(0, 120)}, not to GET ${orderQueryPath}`

const byGateway = (code: GatewayCode): Answer => ({
  status: gatewayCodes[code].status,
  body: { error_code: code, error_msg: gatewayCodes[code].message, request_id: 'loggia-check' },
})

const byUpload = (code: UploadErrorCode): Answer => ({
  status: uploadErrorCodes[code].status,
  body: { error_code: code, error_msg: uploadErrorCodes[code].message },
})

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
