import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApi } from '@loggia/protocol/console'
import type { Route } from '@loggia/protocol/console'
import { presentExport } from '../views/present/exports.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

type Operation = {
  operationId: string
  security: unknown[]
  parameters: { name: string; in: string; required: boolean; description?: string }[]
  requestBody?: unknown
  responses: Record<string, { $ref?: string }>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { responses: object }
}

let edge: StubEdge
async function* rows() {
  yield { table: 'order', row: { id: 'ord_1', total_minor: 12345678901234567890n } }
  yield { table: 'message', row: { id: 'msg_1' } }
}
let document: Document
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: { 'GET /api/operator/export': async () => presentExport(rows()) },
    options: { unready: () => reason },
  })
  document = (await edge.ask('GET', '/api/openapi.json')).json()
})
afterAll(() => edge.close())
let reason: string | undefined

const operations = () => Object.values(document.paths).flatMap((methods) => Object.values(methods))

test.each(Object.entries<Route>(consoleApi))(
  'the description holds %s with what it takes and refuses',
  (key, route) => {
    const [method = '', url = ''] = key.split(' ')

    const operation = document.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]

    expect(operation?.security).toEqual(route.role === 'anyone' ? [] : [{ session: [] }])
    expect(operation?.requestBody !== undefined).toBe(route.body !== undefined)
    const names = operation?.parameters.map((one) => one.name) ?? []
    expect(names.includes('Idempotency-Key')).toBe(route.idempotent === true)
    expect(names).toEqual(
      expect.arrayContaining([
        ...Object.keys(route.params?.shape ?? {}),
        ...Object.keys(route.query?.shape ?? {}),
      ]),
    )
    const statuses = Object.keys(operation?.responses ?? {})
    expect(statuses).toEqual(expect.arrayContaining([String(route.status ?? 200), '429', '500']))
    if (route.role !== 'anyone') expect(statuses).toContain('401')
  },
)

test('it holds tables to be saved, and files', () => {
  const tableOf = (path: string) => document.paths[path]?.['get']?.responses['200']

  expect(tableOf('/api/operator/history.csv')).toHaveProperty(['content', 'text/csv'])
  expect(tableOf('/api/buyer/balance.csv')).toHaveProperty(['content', 'text/csv'])
  expect(tableOf('/api/files/{fileId}')).toHaveProperty(['content', '*/*'])
})

test('it also holds the streams, names each operation once, and refers to nothing that is not there', () => {
  const ids = operations().map(({ operationId }) => operationId)

  expect(document.openapi).toBe('3.1.0')
  expect(document.paths).toHaveProperty(['/api/buyer/orders/{orderId}/events', 'get'])
  expect(document.paths).toHaveProperty(['/api/operator/export', 'get'])
  expect(new Set(ids).size).toBe(ids.length)
  const references = JSON.stringify(document).match(/"#\/[^"]+"/g) ?? []
  for (const reference of new Set(references)) {
    const path = (JSON.parse(reference) as string).slice(2).split('/')
    expect(document).toHaveProperty(path)
  }
})

test('every operation of a path names the parameters in it', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    for (const operation of Object.values(methods)) {
      expect(operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath)
    }
  }
})

describe.each(['/api/docs', '/api/openapi.json'])('%s', (url) => {
  const read = (headers: Record<string, string>) => edge.ask('GET', url, undefined, { headers })

  test('is made once: each reader is sent the same bytes', async () => {
    const sent: unknown[] = []
    const own = edge.server.server
    const watch = (_request: unknown, response: ServerResponse): void => {
      const end = response.end.bind(response)
      response.end = ((chunk: unknown, ...rest: []) => {
        sent.push(chunk)
        return end(chunk, ...rest)
      }) as typeof response.end
    }
    if (!own.listening) await edge.server.listen({ port: 0, host: '127.0.0.1' })
    own.prependListener('request', watch)
    const { port } = own.address() as AddressInfo
    for (const _ of [1, 2]) await (await fetch(`http://127.0.0.1:${port}${url}`)).arrayBuffer()
    own.off('request', watch)

    expect(sent).toHaveLength(2)
    expect(Buffer.isBuffer(sent[0])).toBe(true)
    expect(sent[1]).toBe(sent[0])
  })

  test('comes compressed, and not again to who has it', async () => {
    const plain = await read({})
    const compressed = await read({ 'accept-encoding': 'gzip' })
    const etag = String(compressed.headers.etag)
    const again = await read({ 'accept-encoding': 'gzip', 'if-none-match': etag })

    expect(gunzipSync(compressed.rawPayload).toString()).toBe(plain.body)
    expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3)
    expect(compressed.headers.vary).toContain('accept-encoding')
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect(plain.headers.etag).not.toBe(etag)
  })
})

test('the export is one row a line, for operators only', async () => {
  const reply = await edge.ask('GET', '/api/operator/export', await edge.visitor('operator'))

  expect(reply.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
  expect(
    reply.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { table: 'order', row: { id: 'ord_1', total_minor: '12345678901234567890' } },
    { table: 'message', row: { id: 'msg_1' } },
  ])
  expect((await edge.ask('GET', '/api/operator/export')).statusCode).toBe(401)
  expect((await edge.ask('GET', '/api/operator/export', await edge.visitor('buyer'))).statusCode).toBe(403)
})

test('the process says that it lives, and whether it is ready and why not', async () => {
  expect((await edge.ask('GET', '/healthz')).json()).toEqual({ alive: true })
  expect((await edge.ask('GET', '/readyz')).json()).toEqual({ ready: true })

  reason = 'starting'
  const reply = await edge.ask('GET', '/readyz')

  expect(reply.statusCode).toBe(503)
  expect(reply.json()).toEqual({ ready: false, reason: 'starting' })
})

test('it is not ready when its database does not answer', async () => {
  const broken = await openStubEdge()
  const db = broken.bare.platform.db as { script: (text: string) => Promise<void> }
  db.script = () => Promise.reject(new Error('gone'))

  expect((await broken.ask('GET', '/readyz')).json()).toEqual({
    ready: false,
    reason: 'the database refuses',
  })
  await broken.close()
})
