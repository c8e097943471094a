import { z } from 'zod'
import { omitUndefined } from '@loggia/kernel'
import { consoleApi, fileRoute, fileUrl, historyEntrySchema, problemSchema } from '@loggia/protocol/console'
import type { Route } from '@loggia/protocol/console'
import { openApis } from '@loggia/protocol/open-apis'
import type { OpenApiBody, OpenApiRoute } from '@loggia/protocol/open-apis'
import { gatewayRefusalSchema } from '@loggia/protocol/orders'
import { getSessionCookieName } from './identity.ts'
import { isSafe } from './security.ts'

type Json = { readonly [key: string]: unknown }
type Operation = Json & { readonly responses: Json }

const contract: Readonly<Record<string, Route>> = consoleApi

/** OpenAPI 3.1 of everything under `/api`, generated from the contract that the server enforces. */
export function createOpenApiDocument(baseUrl: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  const add = (method: string, url: string, operation: Operation): void => {
    const path = url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation }
  }
  for (const [key, route] of Object.entries(contract)) {
    const [method = '', url = ''] = key.split(' ')
    add(method, url, operationOf(method, url, route))
  }
  add('GET', fileUrl, downloadOperation(fileUrl, fileRoute, storedFile))
  for (const [key, route] of Object.entries<OpenApiRoute>(openApis)) {
    const [method = '', url = ''] = key.split(' ')
    add(method, url, openApiOperation(route))
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loggia console API',
      version: '1',
      description:
        'The complete API used by the pages of this marketplace. Amounts are decimal strings, and times are in UTC. A refused request returns RFC 9457 problem+json with a stable code.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: getSessionCookieName(baseUrl.startsWith('https:')),
          description: 'Set by POST /api/session',
        },
        akSk: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'SDK-HMAC-SHA256 with an API key of the seller, together with X-Sdk-Date',
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
  400: 'The request does not match this API',
  401: 'Not signed in, or the sign-in failed',
  403: 'No permission, or the request is not from a page of this session',
  404: 'Not found, or it belongs to somebody else',
  409: 'Conflict with the current state, or the Idempotency-Key was used for another request',
  422: 'Not possible by a rule; the code says which',
  429: 'Too many requests; Retry-After says when to try again',
  500: 'A server error',
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
  if (route.answers === 'stream') return streamOperation(url, route)
  if (route.answers === 'file') return downloadOperation(url, route, exportedRows)
  if (route.answers === 'csv') return downloadOperation(url, route, csvTable)
  if (route.reply === undefined) throw new Error(`There is no description of ${method} ${url}`)
  const status = route.status ?? 200
  const content =
    status === 204 ? {} : { content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } }
  return {
    operationId: operationId(method, url),
    summary: route.summary.en,
    tags: [getTag(url)],
    ...securityOf(route.role),
    parameters: [
      ...parametersOf('path', route.params),
      ...parametersOf('query', route.query),
      ...headersOf(method, route),
    ],
    ...omitUndefined({
      requestBody: route.body
        ? {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          }
        : undefined,
    }),
    responses: { [status]: { description: 'Done', ...content }, ...problemsOf(statusesOf(method, route)) },
  }
}

/** `GET /api/buyer/orders/:orderId` → `getBuyerOrdersOrderId` */
const operationId = (method: string, url: string): string =>
  method.toLowerCase() +
  url
    .replace(/^\/api/, '')
    .split(/[/:.-]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** The party that the route belongs to: `buyer`, `seller`, `operator`, or `public`. */
export const getTag = (url: string): string => /^\/api\/(buyer|seller|operator)\//.exec(url)?.[1] ?? 'public'

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
    description: 'The csrfToken of the session',
  }
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    description: 'A new value for each new request; a repeated value returns the first response',
  }
  return [...(!isSafe(method) && route.role !== 'anyone' ? [csrf] : []), ...(route.idempotent ? [key] : [])]
}

function statusesOf(
  method: string,
  route: Pick<Route, 'role' | 'params' | 'query' | 'body' | 'idempotent'>,
): number[] {
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

const streamOperation = (url: string, route: Route): Operation => ({
  operationId: operationId('GET', url),
  summary: route.summary.en,
  tags: [getTag(url)],
  ...securityOf(route.role),
  parameters: [
    ...parametersOf('path', route.params),
    {
      name: 'after',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 0 },
      description: 'Only entries after this sequence number',
    },
    {
      name: 'Last-Event-ID',
      in: 'header',
      required: false,
      schema: { type: 'integer', minimum: 0 },
      description: 'The same, sent by a browser when it reconnects',
    },
  ],
  responses: {
    200: {
      description: 'A stream of events that ends when the session ends or the server stops',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    ...problemsOf([400, 401, 403, 404, 429, 500]),
  },
})

/** Content and media type of a download. */
type Download = { readonly description: string; readonly mediaType: string; readonly schema: Json }
const exportedRows: Download = {
  description: 'One row per line',
  mediaType: 'application/x-ndjson',
  schema: { type: 'string' },
}
const csvTable: Download = {
  description: 'A table with a header row (RFC 4180), as a download',
  mediaType: 'text/csv',
  schema: { type: 'string' },
}
const storedFile: Download = {
  description: 'The content of the file, as a download',
  mediaType: '*/*',
  schema: {},
}

const downloadOperation = (
  url: string,
  route: Pick<Route, 'role' | 'summary' | 'params' | 'query'>,
  { description, mediaType, schema }: Download,
): Operation => ({
  operationId: operationId('GET', url),
  summary: route.summary.en,
  tags: [getTag(url)],
  ...securityOf(route.role),
  parameters: [...parametersOf('path', route.params), ...parametersOf('query', route.query)],
  responses: {
    200: { description, content: { [mediaType]: { schema } } },
    ...problemsOf(statusesOf('GET', route)),
  },
})

function openApiBody(body: OpenApiBody): Json {
  const schema = schemaOf(body.schema, 'input')
  if (body.kind === 'json') return { required: true, content: { 'application/json': { schema } } }
  const file = { type: 'string', contentMediaType: 'application/octet-stream' }
  const parts = {
    type: 'object',
    properties: { [body.json]: schema, [body.file]: file },
    required: [body.json],
  }
  const encoding = { [body.json]: { contentType: 'application/json' } }
  return { required: true, content: { 'multipart/form-data': { schema: parts, encoding } } }
}

/** Called by sellers' servers: refusals have the gateway's or the API's shape, not problem+json. */
function openApiOperation(route: OpenApiRoute): Operation {
  const schema = { oneOf: [route.reply, gatewayRefusalSchema].map((one) => schemaOf(one, 'input')) }
  const answers = Object.entries(route.statuses).map(([status, description]) => [
    status,
    { description, content: { 'application/json': { schema } } },
  ])
  return {
    operationId: route.operation,
    summary: route.summary.en,
    tags: ['seller'],
    'x-role': 'seller',
    security: [{ akSk: [] }],
    parameters: [...parametersOf('path', route.params), ...parametersOf('query', route.query)],
    ...omitUndefined({ requestBody: route.body && openApiBody(route.body) }),
    responses: Object.fromEntries(answers) as Json,
  }
}
