import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { omitUndefined, Problem } from '@loggia/kernel'
import {
  describeProvider,
  describeResourceTypes,
  describeSchemas,
  formatList,
  formatScimError,
  ScimError,
} from '@loggia/protocol/scim'
import type { JsonObject, ScimType } from '@loggia/protocol/scim'
import type { Directory, ScimClient } from '../../directory/index.ts'
import { createBodyBudget, hasTooManyMarks } from '../bodies.ts'
import type { Edge } from '../edge.ts'
import { logFault } from '../fault-log.ts'
import { holdBody } from '../held-bodies.ts'
import { createPace } from '../pace.ts'
import { computeRetryAfter, statusOf } from '../problems.ts'
import { readQuery } from './query.ts'

const prefix = '/scim/v2'
const mostBodyBytes = 1_000_000
/** Of its own, so that identity providers take no room from members. */
const bodyShares = { reader: 8 * 1024 * 1024, node: 64 * 1024 * 1024 }
/** Of one token. Entra sends up to 25 requests a second. */
const mostAMinute = 2_400

type Served = {
  readonly edge: Edge
  readonly scim: Directory['scim']
  readonly base: string
  readonly clientOf: (request: FastifyRequest) => ScimClient
}

/** SCIM 2.0 (RFC 7644): identity providers keep the people of a company, each with a token of its own. */
export async function registerScim(
  server: FastifyInstance,
  edge: Edge,
  scim: Directory['scim'],
): Promise<void> {
  const clients = new WeakMap<FastifyRequest, ScimClient>()
  const budget = createBodyBudget(edge.options.bodies ?? bodyShares)
  const pace = createPace(edge.platform, edge.options.limits?.scim ?? mostAMinute)
  const clientOf = (request: FastifyRequest): ScimClient => {
    const client = clients.get(request)
    if (!client) throw new Error('A request was served that was not admitted')
    return client
  }
  await server.register(
    async (scope) => {
      scope.setErrorHandler((error, request, reply) => refuse(edge, error, { request, reply }))
      scope.setNotFoundHandler({ preHandler: scope.rateLimit() }, (request, reply) =>
        refuse(edge, new ScimError(404, 'There is no such endpoint.'), { request, reply }),
      )
      readBodies(scope)
      // By the head alone: the body of nobody is not read.
      scope.addHook('onRequest', async (request, reply) => {
        const client = await admit(scim, request)
        const { admitted, headers } = pace.admit(client.token.id)
        reply.headers(headers)
        if (!admitted) throw new ScimError(429, 'The token has been used too often. Try again later.')
        clients.set(request, client)
        holdBody(request, budget, { reader: client.enterprise.id, mostBytes: mostBodyBytes })
      })
      const served: Served = { edge, scim, base: `${edge.options.baseUrl}${prefix}`, clientOf }
      registerDiscovery(scope, served)
      registerUsers(scope, served)
      registerGroups(scope, served)
    },
    { prefix },
  )
}

async function admit(scim: Directory['scim'], { headers }: FastifyRequest): Promise<ScimClient> {
  const [, secret] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? []
  const client = secret === undefined ? undefined : await scim.admit(secret)
  if (!client) throw new ScimError(401, 'A bearer token of a company is needed.')
  return client
}

function readBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  const types = ['application/scim+json', 'application/json']
  scope.addContentTypeParser<string>(
    types,
    { parseAs: 'string', bodyLimit: mostBodyBytes },
    (_request, text, done) => {
      try {
        done(null, text === '' ? undefined : parseBody(text))
      } catch (error) {
        done(error as Error)
      }
    },
  )
}

function parseBody(text: string): unknown {
  // No text of ours holds a NUL.
  if (hasTooManyMarks(text) || /\\u0000/i.test(text) || text.includes('\u0000'))
    throw new ScimError(400, 'The body cannot be read.', 'invalidSyntax')
  try {
    return JSON.parse(text)
  } catch {
    throw new ScimError(400, 'The body is no JSON.', 'invalidSyntax')
  }
}

const send = (reply: FastifyReply, status: number, body?: JsonObject): FastifyReply => {
  void reply.status(status).header('cache-control', 'no-store')
  return body === undefined
    ? reply.send()
    : reply.type('application/scim+json; charset=utf-8').send(JSON.stringify(body))
}

function registerDiscovery(scope: FastifyInstance, { edge, base }: Served): void {
  const lists = { Schemas: describeSchemas(base), ResourceTypes: describeResourceTypes(base) }
  for (const [name, all] of Object.entries(lists)) {
    scope.get(`/${name}`, async (request, reply) => {
      if (readQuery(request).filter !== undefined)
        throw new ScimError(403, 'What is described cannot be filtered.')
      return send(reply, 200, formatList(all, { total: all.length, startIndex: 1 }))
    })
    scope.get<{ Params: { id: string } }>(`/${name}/:id`, async ({ params }, reply) => {
      const found = all.find(({ id }) => id === params.id)
      if (!found) throw new ScimError(404, `There is no ${JSON.stringify(params.id)} in ${name}.`)
      return send(reply, 200, found)
    })
  }
  const provider = describeProvider(base, `${edge.options.baseUrl}/api/docs`)
  scope.get('/ServiceProviderConfig', async (_, reply) => send(reply, 200, provider))
}

type One = { readonly Params: { readonly id: string } }

function registerUsers(scope: FastifyInstance, { scim, base, clientOf }: Served): void {
  scope.get('/Users', async (request, reply) =>
    send(reply, 200, await scim.listUsers(clientOf(request), { base, ...readQuery(request) })),
  )
  scope.post('/Users', async (request, reply) => {
    const asked = { base, ...readQuery(request) }
    return sendCreated(reply, `${base}/Users`, await scim.createUser(clientOf(request), request.body, asked))
  })
  scope.get<One>('/Users/:id', async (request, reply) => {
    const asked = { base, ...readQuery(request) }
    return send(reply, 200, await scim.getUser(clientOf(request), request.params.id, asked))
  })
  scope.put<One>('/Users/:id', async (request, reply) =>
    send(reply, 200, await scim.replaceUser(clientOf(request), readChange(request, base))),
  )
  scope.patch<One>('/Users/:id', async (request, reply) =>
    send(reply, 200, await scim.patchUser(clientOf(request), readChange(request, base))),
  )
  scope.delete<One>('/Users/:id', async (request, reply) => {
    await scim.deleteUser(clientOf(request), request.params.id)
    return send(reply, 204)
  })
}

function registerGroups(scope: FastifyInstance, { scim, base, clientOf }: Served): void {
  scope.get('/Groups', async (request, reply) =>
    send(reply, 200, await scim.listGroups(clientOf(request), { base, ...readQuery(request) })),
  )
  scope.post('/Groups', async (request, reply) => {
    const asked = { base, ...readQuery(request) }
    return sendCreated(
      reply,
      `${base}/Groups`,
      await scim.createGroup(clientOf(request), request.body, asked),
    )
  })
  scope.get<One>('/Groups/:id', async (request, reply) => {
    const asked = { base, ...readQuery(request) }
    return send(reply, 200, await scim.getGroup(clientOf(request), request.params.id, asked))
  })
  scope.put<One>('/Groups/:id', async (request, reply) =>
    send(reply, 200, await scim.replaceGroup(clientOf(request), readChange(request, base))),
  )
  scope.patch<One>('/Groups/:id', async (request, reply) =>
    send(reply, 200, await scim.patchGroup(clientOf(request), readChange(request, base))),
  )
  scope.delete<One>('/Groups/:id', async (request, reply) => {
    await scim.deleteGroup(clientOf(request), request.params.id)
    return send(reply, 204)
  })
}

const readChange = (request: FastifyRequest<One>, base: string) => ({
  base,
  ...readQuery(request),
  id: request.params.id,
  body: request.body,
})

function sendCreated(reply: FastifyReply, endpoint: string, resource: JsonObject): FastifyReply {
  const { id } = resource
  if (typeof id === 'string') void reply.header('location', `${endpoint}/${id}`)
  return send(reply, 201, resource)
}

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** Refusals of the directory, and of the edge, in the words of SCIM. Anything else is our fault, and says nothing of it. */
function refuse(edge: Edge, error: unknown, { request, reply }: Asked): FastifyReply {
  const refusal = toScimError(error, request)
  if (refusal.status === 401) void reply.header('www-authenticate', 'Bearer realm="SCIM"')
  const retryAfter = computeRetryAfter(error)
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
  if (refusal.status >= 500) logFault(edge, error, request)
  return send(reply, refusal.status, formatScimError(refusal))
}

function toScimError(error: unknown, { headers, language }: FastifyRequest): ScimError {
  if (error instanceof ScimError) return error
  if (error instanceof Problem) {
    const { kind, code, sentences } = error
    // Programs name no language; people read their logs.
    const detail = sentences[headers['accept-language'] === undefined ? 'en-US' : language]
    const { status, scimType } = { status: statusOf[kind], ...findScimStatus(kind, code) }
    return new ScimError(status, detail, scimType)
  }
  const { statusCode, code } = omitUndefined(error as { statusCode?: number; code?: string })
  if (statusCode === 413) return new ScimError(413, `A body has at most ${mostBodyBytes} bytes.`)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new ScimError(400, 'The body is application/scim+json.', 'invalidSyntax')
  return new ScimError(500, 'Something went wrong on the server. The error has been recorded.')
}

/** What a resource refers to and is not there is a wrong value, not an unknown resource. */
function findScimStatus(
  kind: Problem['kind'],
  code: string,
): { readonly status?: number; readonly scimType?: ScimType } {
  // The value is right: it would be taken at another time.
  if (code === 'parties.buyer_suspended') return { status: 403 }
  if (code.endsWith('_taken')) return { status: 409, scimType: 'uniqueness' }
  return kind === 'invalid' || kind === 'refused' || kind === 'not_found'
    ? { status: 400, scimType: 'invalidValue' }
    : {}
}
