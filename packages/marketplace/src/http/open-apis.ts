import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '@loggia/kernel'
import { gatewayCodes, orderQueryPath, orderResultCodes } from '@loggia/protocol/orders'
import type { GatewayCode } from '@loggia/protocol/orders'
import type { Admission, OrderAnswer } from '../open-api/index.ts'
import type { AkSkRequest } from '@loggia/signing'
import type { Edge } from './edge.ts'
import { logFault } from './fault-log.ts'

/** What sellers' servers ask, by the key that signed: the part of *open-api* that HTTP is put in front of. */
export type OpenApiAnswers = {
  admit(request: AkSkRequest, address: string): Promise<Admission>
  queryOrder(
    sellerId: Extract<Admission, { admitted: true }>['sellerId'],
    ask: Readonly<Record<string, unknown>>,
  ): Promise<OrderAnswer>
}

const prefix = '/api/mkp-openapi-public'
const mostBodyBytes = 64 * 1024

/**
 * The open APIs as a gateway has them: whatever is refused before an API is reached has the gateway's shape, and what the API
 * itself refuses has the API's. Signatures are checked over the bytes received.
 */
export async function registerOpenApis(
  server: FastifyInstance,
  edge: Edge,
  answers: OpenApiAnswers,
): Promise<void> {
  await server.register(
    async (gateway) => {
      gateway.setErrorHandler((error, request, reply) => refuseFault(edge, error, { request, reply }))
      const missing = { preHandler: gateway.rateLimit() }
      gateway.setNotFoundHandler(missing, (request, reply) => refuse({ request, reply }, 'APIGW.0101'))
      // Whatever comes to an address that is none is left unread.
      gateway.removeAllContentTypeParsers()
      gateway.addContentTypeParser('*', (_request, _payload, done) => done(null))
      gateway.get(orderQueryPath.slice(prefix.length), { exposeHeadRoute: false }, async (request, reply) => {
        const admission = await answers.admit(await signedRequest(request), request.ip)
        if (!admission.admitted)
          return refuse(
            { request, reply },
            'APIGW.0301',
            `${gatewayCodes['APIGW.0301'].message}: ${admission.because}`,
          )
        const answer = await answers.queryOrder(
          admission.sellerId,
          request.query as Readonly<Record<string, unknown>>,
        )
        return send(reply, orderResultCodes[answer.resultCode].status, answer)
      })
    },
    { prefix },
  )
}

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** A GET has a body too, if its signer sends one: nobody else reads it. */
async function signedRequest({ method, raw, headers }: FastifyRequest): Promise<AkSkRequest> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of raw as AsyncIterable<Buffer>) {
    length += part.length
    if (length > mostBodyBytes) throw new TooLarge()
    parts.push(part)
  }
  return { method, target: raw.url ?? '/', headers, body: Buffer.concat(parts) }
}

class TooLarge extends Error {
  constructor() {
    super('The body of a request to the open APIs is too large')
  }
}

const send = (reply: FastifyReply, status: number, body: unknown): FastifyReply =>
  reply
    .status(status)
    .header('cache-control', 'no-store')
    .type('application/json;charset=UTF-8')
    .send(JSON.stringify(body))

function refuse(
  { request, reply }: Asked,
  code: GatewayCode,
  message: string = gatewayCodes[code].message,
): FastifyReply {
  return send(reply, gatewayCodes[code].status, {
    error_code: code,
    error_msg: message,
    request_id: request.id,
  })
}

function refuseFault(edge: Edge, error: unknown, asked: Asked): FastifyReply {
  if (error instanceof TooLarge) return refuse(asked, 'APIGW.0201')
  if (error instanceof Problem && error.kind === 'limited') return refuse(asked, 'APIGW.0308')
  if (error instanceof Problem && error.kind === 'invalid') return refuse(asked, 'APIGW.0101')
  if (error instanceof Problem && error.kind === 'forbidden') return refuse(asked, 'APIGW.0306')
  logFault(edge, error, asked.request)
  return refuse(asked, 'APIGW.0601')
}
