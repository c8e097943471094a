import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { z } from 'zod'
import { omitUndefined } from '@loggia/kernel'
import { consoleApi } from '@loggia/protocol/console'
import type { Route, RouteKey } from '@loggia/protocol/console'
import type { MemberRequest, SavedFile, Table } from '../platform/index.ts'
import { requireSame } from './any-handlers.ts'
import type { AnyHandlers, AnyRequest } from './any-handlers.ts'
import { createBodyBudget, defaultBodyShares, guestBodyBytes, memberBodyBytes } from './bodies.ts'
import type { BodyBudget } from './bodies.ts'
import { sendCsv } from './csv.ts'
import type { Edge } from './edge.ts'
import type { SendStream } from './events.ts'
import { holdBody } from './held-bodies.ts'
import { admit, identify } from './identity.ts'
import type { SignedIn } from '../parties/index.ts'
import { edgeProblems } from './problems.ts'
import { sendSavedFile } from './saved-file.ts'
import { isSafe, nulSentences, requireCsrfToken } from './security.ts'
import { requireNotSuspended } from './suspended.ts'

export type { AnyHandlers } from './any-handlers.ts'

const contract: Readonly<Record<string, Route>> = consoleApi

/**
 * Used by people who are not signed in and so have no CSRF token: these routes need none, and their origin is checked as
 * usual. One address may request each of them only so often.
 */
const withoutCsrfToken: ReadonlySet<string> = new Set<RouteKey>([
  'POST /api/session',
  'POST /api/session/second-factor',
  'POST /api/session/second-factor/challenge',
  'POST /api/session/passkey',
  'POST /api/session/passkey/challenge',
  'POST /api/sign-up',
  'POST /api/password-reset-requests',
  'POST /api/password-resets',
  'POST /api/password-resets/owner',
  'POST /api/email-confirmations',
  'POST /api/mail-subscription',
  'POST /api/mail-subscription/confirmation',
  'POST /api/mail-subscription/end',
])

/** Strangers could try many values here: passwords, or which companies are customers. */
const isGuessed = (key: string): boolean => withoutCsrfToken.has(key) || key === 'GET /api/company-sign-in'

/** Registers every route of the contract with its handler. Throws, with the list, if one is missing on either side. */
export function registerContract(
  server: FastifyInstance,
  edge: Edge,
  { handlers, sendStream }: { handlers: AnyHandlers; sendStream: SendStream },
): void {
  requireSame(Object.keys(contract), Object.keys(handlers))
  const budget = createBodyBudget(edge.options.bodies ?? defaultBodyShares)
  for (const [key, route] of Object.entries(contract)) {
    const handler = handlers[key]
    if (!handler) continue
    const [method = '', url = ''] = key.split(' ')
    const limit = edge.options.limits?.signIn ?? 60
    server.route({
      method: method as HTTPMethods,
      url,
      bodyLimit: bodyLimitOf(route),
      // HEAD would produce the whole table, file or stream.
      exposeHeadRoute: (route.answers ?? 'json') === 'json',
      ...omitUndefined({ config: isGuessed(key) ? { rateLimit: { max: limit } } : undefined }),
      // After the rate limits and before any byte of the body: admission depends on the headers only.
      preParsing: (request) => admitRequest({ edge, budget }, { key, route }, request),
      handler: (request, reply) => serve({ edge, sendStream }, { key, route, handler }, { request, reply }),
    })
  }
}

function bodyLimitOf({ role, body, mostBodyBytes }: Route): number {
  if (mostBodyBytes !== undefined) return mostBodyBytes
  return role === 'anyone' || body === undefined ? guestBodyBytes : memberBodyBytes
}

/** Admits or refuses the request by its headers alone, and reserves memory for its body. */
async function admitRequest(
  { edge, budget }: { edge: Edge; budget: BodyBudget },
  { key, route }: Pick<Served, 'key' | 'route'>,
  request: FastifyRequest,
): Promise<void> {
  const who = await identifyAdmitted(edge, { key, route }, request)
  request.bodyIsLate = request.raw.complete === false
  if (who && !isSafe(request.method) && !withoutCsrfToken.has(key)) requireCsrfToken(request, who.csrfToken)
  if (who && route.body) holdBody(request, budget, { reader: who.member.id, mostBytes: bodyLimitOf(route) })
}

/** Who asks; throws if this route is not theirs. */
async function identifyAdmitted(
  edge: Edge,
  { key, route }: Pick<Served, 'key' | 'route'>,
  request: FastifyRequest,
): Promise<SignedIn | undefined> {
  const who = await identify(edge, request)
  admit({ ...route, path: pathOf(key) }, who)
  requireNotSuspended(edge, { key, route }, who)
  return who
}

const pathOf = (key: string): string => key.split(' ')[1] ?? ''

type Served = { key: string; route: Route; handler: AnyHandlers[string] }

async function serve(
  { edge, sendStream }: { edge: Edge; sendStream: SendStream },
  served: Served,
  exchange: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const { key, route, handler } = served
  const { request, reply } = exchange
  // While a body arrives, the session may end, and its member may lose a right.
  if (request.bodyIsLate) request.signedIn = undefined
  const who = await identifyAdmitted(edge, served, request)
  const parts = readParts(route, request)
  const actor = who?.actor
  const asked: AnyRequest = {
    ...parts,
    actor,
    language: request.language,
    ...omitUndefined({
      request:
        route.idempotent && actor ? { actor, idempotency: readIdempotency(key, request, parts) } : undefined,
    }),
  }
  const answer = () => handler(asked, { ...exchange, who })
  switch (route.answers) {
    case undefined:
    case 'json':
      return send(reply, { key, route }, await answer())
    case 'csv':
      return sendCsv(reply, (await answer()) as Table, {
        language: request.language,
        zone: edge.platform.zone,
      })
    case 'file':
      return sendSavedFile(reply, (await answer()) as SavedFile)
    case 'stream':
      return sendStream({ ...route, path: pathOf(key) }, { ...exchange, who }, answer)
    default:
      return route satisfies never
  }
}

type Parts = { params: unknown; query: unknown; body: unknown }
type Fault = { readonly path: string; readonly message: string }

const errorMaps = { 'zh-CN': z.locales.zhCN().localeError, 'en-US': z.locales.en().localeError }

/** Paths of texts that hold a NUL: no text column accepts one, so the statement would fail later. */
function placesOfNul(value: unknown, place: string): string[] {
  if (typeof value === 'string') return value.includes('\u0000') ? [place] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => placesOfNul(member, `${place}.${name}`))
}

/** Parses the parts that the route declares; throws `request.invalid` with every fault. */
function readParts(route: Route, request: FastifyRequest): Parts {
  const faults: Fault[] = []
  const read = (name: keyof Parts, schema: z.ZodType | undefined): unknown => {
    if (!schema) return undefined
    const result = schema.safeParse(request[name], { error: errorMaps[request.language] })
    if (result.success) {
      const places = placesOfNul(result.data, name)
      faults.push(...places.map((path) => ({ path, message: nulSentences[request.language] })))
      return result.data
    }
    faults.push(
      ...result.error.issues.map(({ path, message }) => ({ path: [name, ...path].join('.'), message })),
    )
    return undefined
  }
  const parts = {
    params: read('params', route.params),
    query: read('query', route.query),
    body: read('body', route.body),
  }
  if (faults.length > 0) throw edgeProblems.invalid({ faults })
  return parts
}

function readIdempotency(
  key: string,
  request: FastifyRequest,
  parts: Parts,
): MemberRequest['idempotency'] & object {
  const given = request.headers['idempotency-key']
  if (typeof given !== 'string' || given.length < 1 || given.length > 255) throw edgeProblems.key_missing()
  return { key: given, input: { route: key, params: parts.params, body: parts.body } }
}

/** Checks the answer against the contract: unknown members are dropped, a wrong member is a server fault. */
function send(
  reply: FastifyReply,
  { key, route }: { key: string; route: Route & { reply: z.ZodType } },
  answer: unknown,
): FastifyReply {
  const checked = route.reply.safeParse(answer)
  if (!checked.success)
    throw new Error(`The answer to ${key} is not as the contract says: ${z.prettifyError(checked.error)}`)
  void reply.status(route.status ?? 200).header('cache-control', 'no-store')
  return route.status === 204
    ? reply.send()
    : reply.type('application/json; charset=utf-8').send(JSON.stringify(checked.data))
}
