import { z } from 'zod'
import { consoleApi, historyEntrySchema, problemSchema } from '@loggia/protocol/console'
import type { Route } from '@loggia/protocol/console'
import { gatewayRefusalSchema, orderQueryPath, orderQueryReplySchema } from '@loggia/protocol/orders'
import { eventsUrl } from './events.ts'
import { exportUrl } from './export.ts'
import { sessionCookie } from './identity.ts'
import { isSafe } from './security.ts'

type Json = { readonly [key: string]: unknown }
type Operation = Json & { readonly responses: Json }

const contract: Readonly<Record<string, Route>> = consoleApi

/** OpenAPI 3.1 of everything under `/api`, made from the contract: what the server checks is what this says. */
export function openApiDocument(baseUrl: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  const add = (method: string, url: string, operation: Operation): void => {
    const path = url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation }
  }
  for (const [key, route] of Object.entries(contract)) {
    const [method = '', url = ''] = key.split(' ')
    add(method, url, operationOf(method, url, route))
  }
  for (const audience of ['buyer', 'seller', 'operator'] as const)
    add('GET', eventsUrl(audience), eventsOperation(audience))
  add('GET', exportUrl, exportOperation())
  add('GET', orderQueryPath, orderQueryOperation())
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loggia console API',
      version: '1',
      description:
        'What the pages of this marketplace use. Amounts are decimal strings, times are UTC; every refusal is RFC 9457 problem+json with a stable code.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie(baseUrl.startsWith('https:')),
          description: 'Set by POST /api/session',
        },
        akSk: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'SDK-HMAC-SHA256 with an API key of the seller; X-Sdk-Date goes with it',
        },
      },
      schemas: {
        Problem: schemaOf(problemSchema, 'output'),
        HistoryEntry: schemaOf(historyEntrySchema, 'output'),
      },
      responses: Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [
          `Problem${status}`,
          problemResponse(description),
        ]),
      ),
    },
  }
}

const problems: Readonly<Record<string, string>> = {
  400: 'The request is not as the interface demands',
  401: 'Nobody is signed in, or the sign-in was refused',
  403: 'Signed in, but not for this; or the request is not from a page of this session',
  404: 'There is no such thing, or it is somebody else’s',
  409: 'In conflict with the present state, or the Idempotency-Key was used for another request',
  422: 'A rule refuses it; the code names the rule',
  429: 'Too many requests; Retry-After says when the next is possible',
  500: 'A fault of the server',
}

const problemResponse = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}

function operationOf(method: string, url: string, route: Route): Operation {
  const status = route.status ?? 200
  const content =
    status === 204 ? {} : { content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } }
  return {
    operationId: operationId(method, url),
    summary: route.summary,
    tags: [tagOf(url)],
    ...securityOf(route.role),
    parameters: [
      ...parametersOf('path', route.params),
      ...parametersOf('query', route.query),
      ...headersOf(method, route),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    responses: { [status]: { description: 'Done', ...content }, ...problemsOf(statusesOf(method, route)) },
  }
}

/** `GET /api/buyer/orders/:orderId` → `getBuyerOrdersOrderId` */
const operationId = (method: string, url: string): string =>
  method.toLowerCase() +
  url
    .replace(/^\/api/, '')
    .split(/[/:-]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** Whose it is: `buyer`, `seller`, `operator`, or `public`. */
export const tagOf = (url: string): string => /^\/api\/(buyer|seller|operator)\//.exec(url)?.[1] ?? 'public'

const securityOf = (role: Route['role']): Json => ({
  'x-role': role,
  security: role === 'anyone' ? [] : [{ session: [] }],
})

function parametersOf(place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function headersOf(method: string, route: Route): Json[] {
  const csrf = {
    name: 'x-loggia-csrf',
    in: 'header',
    required: true,
    schema: { type: 'string' },
    description: 'csrfToken of the session',
  }
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    description: 'A new value for each new request; the same one again gets the first answer',
  }
  return [...(!isSafe(method) && route.role !== 'anyone' ? [csrf] : []), ...(route.idempotent ? [key] : [])]
}

function statusesOf(method: string, route: Route): number[] {
  const isChange = !isSafe(method)
  const takesParts = route.params || route.query || route.body || route.idempotent
  const signsIn = route.role === 'anyone' && isChange
  return [
    ...(takesParts ? [400] : []),
    ...(route.role !== 'anyone' || signsIn ? [401] : []),
    ...((route.role !== 'anyone' && route.role !== 'member') || isChange ? [403] : []),
    ...(route.params ? [404] : []),
    ...(isChange && route.role !== 'anyone' ? [409, 422] : []),
    429,
    500,
  ]
}

const problemsOf = (statuses: readonly number[]): Json =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]))

const eventsOperation = (audience: 'buyer' | 'seller' | 'operator'): Operation => ({
  operationId: operationId('GET', eventsUrl(audience)),
  summary: 'New history of an order as server-sent events: id is the sequence, data a HistoryEntry',
  tags: [audience],
  ...securityOf(audience),
  parameters: [
    { name: 'orderId', in: 'path', required: true, schema: { type: 'string' } },
    {
      name: 'after',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 0 },
      description: 'Entries after this sequence',
    },
    {
      name: 'Last-Event-ID',
      in: 'header',
      required: false,
      schema: { type: 'integer', minimum: 0 },
      description: 'The same, sent by a browser that connects again',
    },
  ],
  responses: {
    200: {
      description: 'A stream that ends with the session or the server',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    ...problemsOf([400, 401, 403, 404, 429, 500]),
  },
})

const exportOperation = (): Operation => ({
  operationId: operationId('GET', exportUrl),
  summary: 'Orders, postings, calls, instances and messages as NDJSON: one object with table and row a line',
  tags: ['operator'],
  ...securityOf('operator'),
  parameters: [],
  responses: {
    200: {
      description: 'One row a line',
      content: { 'application/x-ndjson': { schema: { type: 'string' } } },
    },
    ...problemsOf([401, 403, 429, 500]),
  },
})

/** Asked by sellers’ servers: its refusals are those of a gateway and of the query, no problem+json. */
function orderQueryOperation(): Operation {
  const schema = { oneOf: [orderQueryReplySchema, gatewayRefusalSchema].map((one) => schemaOf(one, 'input')) }
  const answer = (description: string): Json => ({ description, content: { 'application/json': { schema } } })
  const id = { type: 'string', maxLength: 64 }
  return {
    operationId: 'queryOrder',
    summary: 'What was bought with an order: for sellers’ servers, signed with an API key (AK/SK)',
    tags: ['seller'],
    'x-role': 'seller',
    security: [{ akSk: [] }],
    parameters: [
      { name: 'orderId', in: 'query', required: true, schema: id },
      { name: 'orderLineId', in: 'query', required: false, schema: id },
    ],
    responses: {
      200: answer('Done'),
      400: answer('MKT.0101: orderId is missing; MKT.0199: a parameter came more than once'),
      401: answer('APIGW.0301: the signature is refused; MKT.0150: no such order of this seller'),
      406: answer('MKT.0250: this seller asks too often'),
      413: answer('APIGW.0201: the body is too large'),
      429: answer('APIGW.0308: too many requests'),
      500: answer(
        'MKT.0100: a parameter is out of range; MKT.0999: the query failed; APIGW.0601: a fault of the server before it',
      ),
    },
  }
}
