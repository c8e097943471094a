import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { presentExport } from '../views/present/exports.ts'
import { formatHead, openRawConnection } from './raw-connection.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

let edge: StubEdge
async function* rows() {
  yield { table: 'order', row: { text: 'x'.repeat(200_000) } }
  throw new Error('the table broke off')
}
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: { 'GET /api/operator/export': async () => presentExport(rows()) },
    options: {
      renderPage: (_page, frame, _read, onFault) => {
        if (frame.path === '/sign-in') onFault?.(new Error('a card threw'))
        return ''
      },
    },
  })
})
afterAll(() => edge.close())
beforeEach(() => void edge.bare.logged.splice(0))

type Line = { level: number; msg: string; route?: string; fault?: { message: string; stack: string } }
const lines = (): Line[] => edge.bare.logged.map((line) => JSON.parse(line) as Line)
const faults = (): Line[] => lines().filter(({ level }) => level >= 50)

test.each([
  { url: '/search?category=%00', as: undefined },
  { url: '/categories/%00', as: undefined },
  { url: '/api/products/%00', as: undefined },
  { url: '/media/%00', as: undefined },
  { url: '/nowhere?a=b%00', as: undefined },
  { url: '/api/operator/history.csv?text=%00', as: 'operator' as const },
  { url: '/api/buyer/balance.csv?orderNumber=%00', as: 'buyer' as const },
])('a NUL in $url is refused and is no fault', async ({ url, as }) => {
  const reply = await edge.ask('GET', url, as && (await edge.visitor(as)))

  expect(reply.statusCode).toBe(400)
  expect(reply.headers['content-type']).not.toContain('csv')
  expect(faults()).toEqual([])
})

test('a NUL in an address of the open interfaces is one that does not exist', async () => {
  const reply = await edge.ask('GET', '/api/mkp-openapi-public/global/v1/order/query?orderId=%00')

  expect(reply.json()).toMatchObject({ error_code: 'APIGW.0101' })
  expect(faults()).toEqual([])
})

test('a table that breaks after its head was sent is a fault in the log', async () => {
  const operator = await edge.visitor('operator')
  const connection = await openRawConnection(edge.server)

  connection.send(formatHead('GET /api/operator/export', operator.headers()))

  expect(await connection.closed()).toMatch(/^HTTP\/1\.1 200 /)
  await expect
    .poll(faults)
    .toMatchObject([{ route: '/api/operator/export', fault: { message: 'the table broke off' } }])
})

test('a part of a page that could not be rendered is a fault in the log, with the id of its request', async () => {
  const reply = await edge.ask('GET', '/sign-in')

  expect(reply.statusCode).toBe(200)
  expect(faults()).toMatchObject([
    { route: '/sign-in', requestId: expect.any(String) as string, fault: { message: 'a card threw' } },
  ])
})

test('a client that goes away is a line without a stack, and no fault', async () => {
  const seller = await edge.visitor('seller')
  const connection = await openRawConnection(edge.server)
  const headers = { 'content-type': 'application/json', 'content-length': 1_000, ...seller.headers() }
  connection.send(formatHead('POST /api/seller/diagnoses', headers))
  connection.send('{"a":')
  // Another request answered meanwhile: by now the first one was admitted and waits for its body.
  await edge.ask('GET', '/api/session', seller)

  connection.leave()

  await expect.poll(() => lines().filter(({ msg }) => msg === 'a client went away')).toHaveLength(1)
  const [line] = lines().filter(({ msg }) => msg === 'a client went away')
  expect(line).toMatchObject({ level: 30, route: '/api/seller/diagnoses' })
  expect(JSON.stringify(line)).not.toContain('stack')
  expect(faults()).toEqual([])
})
