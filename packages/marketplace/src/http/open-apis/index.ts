import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { Problem } from '@loggia/kernel'
import { openApis } from '@loggia/protocol/open-apis'
import type { OpenApiKey, OpenApiRoute } from '@loggia/protocol/open-apis'
import { gatewayCodes } from '@loggia/protocol/orders'
import type { GatewayCode } from '@loggia/protocol/orders'
import type { AkSkRequest } from '@loggia/signing'
import type { Admission } from '../../open-api/index.ts'
import { toNetwork } from '../../platform/index.ts'
import type { OpenApiHandlers } from '../../platform/index.ts'
import { requireSame } from '../any-handlers.ts'
import { createBodyBudget } from '../bodies.ts'
import type { BodyBudget } from '../bodies.ts'
import type { Edge } from '../edge.ts'
import { logFault } from '../fault-log.ts'
import { holdBody } from '../held-bodies.ts'
import { createPace } from '../pace.ts'
import type { Pace } from '../pace.ts'
import { computeRetryAfter } from '../problems.ts'
import { readBody } from './body.ts'
import type { ReadBody } from './body.ts'
import { findStatus, writeResult } from './result.ts'

/** The part of *open-api* behind HTTP: admission by the key that signed, and the handlers. */
export type OpenApiAnswers = {
  /** By the head alone, whose request it says to be. */
  recognise(request: Pick<AkSkRequest, 'headers'>, address: string): Promise<Admission>
  admit(
    request: AkSkRequest,
    address: string,
    how?: { readonly isBodyOptional?: boolean },
  ): Promise<Admission>
  readonly handlers: OpenApiHandlers
}
type Asker = Extract<Admission, { admitted: true }>['sellerId']
/** A handler whose API is known only at run time. */
type AnyHandler = (
  request: ReadBody & {
    readonly sellerId: Asker
    readonly params: unknown
    readonly query: unknown
  },
) => Promise<object>

const prefix = '/api/mkp-openapi-public'
const usualBodyBytes = 64 * 1024
/** Of its own, so that strangers who know the id of a key take no room from members. */
const bodyShares = { reader: 16 * 1024 * 1024, node: 64 * 1024 * 1024 }
const methods: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

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
  const budget = createBodyBudget(edge.options.bodies ?? bodyShares)
  await server.register(
    async (gateway) => {
      gateway.setErrorHandler((error, request, reply) => refuseFault(edge, error, { request, reply }))
      const missing = { preHandler: gateway.rateLimit() }
      gateway.setNotFoundHandler(missing, (request, reply) => refuse({ request, reply }, 'APIGW.0101'))
      // The body of a request to an unknown address stays unread.
      gateway.removeAllContentTypeParsers()
      gateway.addContentTypeParser('*', (_request, _payload, done) => done(null))
      for (const key of Object.keys(openApis) as OpenApiKey[])
        registerOne(gateway, edge, { key, answers, budget })
    },
    { prefix },
  )
}

type One = { readonly key: OpenApiKey; readonly answers: OpenApiAnswers; readonly budget: BodyBudget }
type Served = {
  readonly edge: Edge
  readonly route: OpenApiRoute
  readonly answers: OpenApiAnswers
  readonly handler: AnyHandler
  readonly pace: Pace
  readonly budget: BodyBudget
}

function registerOne(gateway: FastifyInstance, edge: Edge, { key, answers, budget }: One): void {
  const route: OpenApiRoute = openApis[key]
  const [method = '', url = ''] = key.split(' ')
  const handler = answers.handlers[key] as unknown as AnyHandler
  const pace = createPace(edge.platform, edge.options.limits?.openApis ?? route.pace.mostAMinute)
  const served: Served = { edge, route, answers, handler, pace, budget }
  const at = { url: url.slice(prefix.length), exposeHeadRoute: false }
  gateway.route({
    ...at,
    method: method as HTTPMethods,
    handler: (request, reply) => serve(served, { request, reply }),
  })
  const { method: fault } = route.faults
  // Without a code of its own the gateway answers that there is no such API.
  if (fault !== undefined)
    gateway.route({
      ...at,
      method: methods.filter((other) => other !== method),
      handler: (request, reply) => serve(served, { request, reply }, fault),
    })
}

/** Admits a request and answers it; `fault` is why the API does not, although it was admitted. */
async function serve(served: Served, asked: Asked, fault?: string): Promise<FastifyReply> {
  const { route, answers, pace } = served
  const { request, reply } = asked
  const mostBytes = route.mostBodyBytes ?? usualBodyBytes
  const refused = await refuseUnread(served, asked, mostBytes)
  if (refused) return refused
  const signed = await readSigned(request, mostBytes)
  const isBodyOptional = route.body?.kind === 'multipart'
  const admission = await answers.admit(signed, request.ip, { isBodyOptional })
  if (!admission.admitted) return refuseSigner(asked, admission)
  const { sellerId } = admission
  const { admitted, headers } = pace.admit(sellerId)
  reply.headers(headers)
  if (!admitted) return refuseBusy(served, asked)
  if (fault !== undefined) return answer(served, reply, writeResult(route, fault))
  return answer(served, reply, await ask(served, request, { sellerId, body: signed.body }))
}

/**
 * Refuses a request whose body is not worth reading: it is too large, or its head names no key that may sign, or one
 * whose seller has no requests left. Otherwise holds room for the body.
 */
async function refuseUnread(
  served: Served,
  asked: Asked,
  mostBytes: number,
): Promise<FastifyReply | undefined> {
  const { request, reply } = asked
  const { headers, ip } = request
  const length = Number(headers['content-length'] ?? 0)
  if (length > mostBytes) throw new TooLarge()
  if (length === 0 && headers['transfer-encoding'] === undefined) return undefined
  const sender = await served.answers.recognise({ headers }, ip)
  if (!sender.admitted) return refuseSigner(asked, sender)
  const next = served.pace.look(sender.sellerId)
  if (!next.admitted) {
    reply.headers(next.headers)
    return refuseBusy(served, asked)
  }
  // By address, too: who only knows a key's id takes no room from the servers of its seller.
  holdBody(request, served.budget, { reader: `${sender.sellerId} ${toNetwork(ip)}`, mostBytes })
  return undefined
}

function refuseBusy(served: Served, asked: Asked): FastifyReply {
  const { route, pace } = served
  const { busy } = route.faults
  if (busy === undefined) return refuse(asked, 'APIGW.0308')
  const most = `at most ${pace.mostAMinute} ${route.pace.of} a minute are answered`
  return answer(served, asked.reply, writeResult(route, busy, most))
}

const refuseSigner = (asked: Asked, { because }: { readonly because: string }): FastifyReply =>
  refuse(asked, 'APIGW.0301', `${gatewayCodes['APIGW.0301'].message}: ${because}`)

type Admitted = { readonly sellerId: Asker; readonly body: Buffer }

/** Checks what was sent and asks the API. A fault within it has the API's shape (open-apis §4, §5). */
async function ask(
  { edge, route, handler }: Served,
  request: FastifyRequest,
  { sellerId, body }: Admitted,
): Promise<object> {
  const read = readBody(route, request, body)
  if ('fault' in read) return writeResult(route, read.fault, read.details)
  try {
    return await handler({ sellerId, query: request.query, ...read })
  } catch (error) {
    logFault(edge, error, request)
    return writeResult(route, route.faults.failed, 'the request failed and may be repeated')
  }
}

const answer = ({ route }: Pick<Served, 'route'>, reply: FastifyReply, body: object): FastifyReply =>
  send(reply, findStatus(route, body), body)

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** Reads the body itself, also of a GET if its signer sent one; nothing else reads it. */
async function readSigned(
  { method, raw, headers }: FastifyRequest,
  mostBytes: number,
): Promise<AkSkRequest & { readonly body: Buffer }> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of raw as AsyncIterable<Buffer>) {
    length += part.length
    if (length > mostBytes) throw new TooLarge()
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
  if (error instanceof Problem && error.kind === 'limited') {
    const retryAfter = computeRetryAfter(error)
    if (retryAfter !== undefined) asked.reply.header('retry-after', retryAfter)
    return refuse(asked, 'APIGW.0308')
  }
  if (error instanceof Problem && error.kind === 'invalid') return refuse(asked, 'APIGW.0101')
  if (error instanceof Problem && error.kind === 'forbidden') return refuse(asked, 'APIGW.0306')
  logFault(edge, error, asked.request)
  return refuse(asked, 'APIGW.0601')
}
