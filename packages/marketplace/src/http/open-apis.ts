import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { Problem } from '@loggia/kernel'
import { openApis } from '@loggia/protocol/open-apis'
import type { OpenApiKey, OpenApiRoute } from '@loggia/protocol/open-apis'
import { gatewayCodes } from '@loggia/protocol/orders'
import type { GatewayCode } from '@loggia/protocol/orders'
import { createRefusal } from '../open-api/index.ts'
import type { Admission, OpenApiHandlers } from '../open-api/index.ts'
import type { AkSkRequest } from '@loggia/signing'
import { requireSame } from './any-handlers.ts'
import type { Edge } from './edge.ts'
import { logFault } from './fault-log.ts'

/** The part of *open-api* behind HTTP: admission by the key that signed, and the handlers. */
export type OpenApiAnswers = {
  admit(request: AkSkRequest, address: string): Promise<Admission>
  readonly handlers: OpenApiHandlers
}
type Asker = Extract<Admission, { admitted: true }>['sellerId']

const prefix = '/api/mkp-openapi-public'
const mostBodyBytes = 64 * 1024

/**
 * Serves the open APIs the way a gateway does: a refusal before an API is reached has the gateway's shape, a refusal by
 * the API has the API's. Signatures are checked over the received bytes. Rejects, with the list, if an API has no
 * handler or a handler no API.
 */
export async function registerOpenApis(
  server: FastifyInstance,
  edge: Edge,
  answers: OpenApiAnswers,
): Promise<void> {
  requireSame(Object.keys(openApis), Object.keys(answers.handlers))
  await server.register(
    async (gateway) => {
      gateway.setErrorHandler((error, request, reply) => refuseFault(edge, error, { request, reply }))
      const missing = { preHandler: gateway.rateLimit() }
      gateway.setNotFoundHandler(missing, (request, reply) => refuse({ request, reply }, 'APIGW.0101'))
      // The body of a request to an unknown address stays unread.
      gateway.removeAllContentTypeParsers()
      gateway.addContentTypeParser('*', (_request, _payload, done) => done(null))
      for (const key of Object.keys(openApis) as OpenApiKey[]) registerOne(gateway, edge, { key, answers })
    },
    { prefix },
  )
}

type One = { readonly key: OpenApiKey; readonly answers: OpenApiAnswers }

function registerOne(gateway: FastifyInstance, edge: Edge, { key, answers }: One): void {
  const route: OpenApiRoute = openApis[key]
  const handler = answers.handlers[key]
  const [method = '', url = ''] = key.split(' ')
  const pace = createPace(edge, route)
  /**
   * A fault within an API has the API's shape; the gateway's is for requests that never reached it (open-apis §4, §5).
   */
  const ask = (sellerId: Asker, request: FastifyRequest) =>
    handler(sellerId, request.query as Readonly<Record<string, unknown>>).catch((error: unknown) => {
      logFault(edge, error, request)
      return createRefusal('MKT.0999', 'the query failed and may be repeated')
    })
  gateway.route({
    method: method as HTTPMethods,
    url: url.slice(prefix.length),
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const admission = await answers.admit(await signedRequest(request), request.ip)
      if (!admission.admitted)
        return refuse(
          { request, reply },
          'APIGW.0301',
          `${gatewayCodes['APIGW.0301'].message}: ${admission.because}`,
        )
      const { sellerId } = admission
      const answer = pace.admits(sellerId)
        ? await ask(sellerId, request)
        : createRefusal('MKT.0250', `at most ${pace.mostAMinute} ${route.pace.of} a minute are answered`)
      return send(reply, route.resultCodes[answer.resultCode]?.status ?? 200, answer)
    },
  })
}

/** Limits how often one seller may ask, from all its servers together; counted per node. */
function createPace({ options, platform }: Edge, { pace }: OpenApiRoute) {
  const mostAMinute = options.limits?.openApis ?? pace.mostAMinute
  const counts = new Map<Asker, { readonly minute: number; readonly count: number }>()
  return {
    mostAMinute,
    admits(sellerId: Asker): boolean {
      const minute = Math.floor(platform.wall.now() / 60_000)
      const last = counts.get(sellerId)
      const count = last?.minute === minute ? last.count + 1 : 1
      counts.set(sellerId, { minute, count })
      return count <= mostAMinute
    },
  }
}

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** Reads the body itself, also of a GET if its signer sent one; nothing else reads it. */
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
