import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({ options: { limits: { pages: 3 } } })
})
afterAll(() => edge.close())

const guest = (url: string, remoteAddress: string, method = 'GET') =>
  edge.ask(method, url, undefined, { remoteAddress })

test('pages of guests are counted together, apart from all other requests', async () => {
  const pages = ['/sign-in', '/api/docs', '/nowhere', '/sign-in', '/nowhere']

  const replies: number[] = []
  for (const url of pages) replies.push((await guest(url, '192.0.2.7')).statusCode)
  const refused = await guest('/sign-in', '192.0.2.7')

  expect(replies).toEqual([200, 200, 404, 429, 429])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(refused.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect((await guest('/api/session', '192.0.2.7')).statusCode).toBe(200)
  expect((await guest('/api/nowhere', '192.0.2.7')).statusCode).toBe(404)
  expect((await guest('/assets/main-abc123.js', '192.0.2.7')).statusCode).toBe(200)
  expect((await guest('/sign-in', '192.0.2.8')).statusCode).toBe(200)
})

test('who is signed in does not count as a guest, behind the same address', async () => {
  const buyer = await edge.visitor('buyer')
  for (let i = 0; i < 4; i += 1) await guest('/sign-in', '192.0.2.9')

  const reply = await edge.ask('GET', '/sign-in', buyer, { remoteAddress: '192.0.2.9' })

  expect(reply.statusCode).toBe(200)
})

test('pages of who is signed in are counted too, by member', async () => {
  const [buyer, seller] = [await edge.visitor('buyer'), await edge.visitor('seller')]
  const page = (of: typeof buyer, host: string) => edge.ask('GET', '/sign-in', of, { remoteAddress: host })
  const asked = []
  for (let i = 0; i < 4; i += 1) asked.push((await page(buyer, `192.0.2.${20 + i}`)).statusCode)

  expect(asked.at(-1)).toBe(429)
  expect((await page(seller, '192.0.2.20')).statusCode).toBe(200)
})

test('a page does not wait behind what fills the system’s threads', async () => {
  const order: string[] = []
  const work = Array.from({ length: 8 }, async () => {
    await promisify(pbkdf2)('word', 'salt', 300_000, 64, 'sha512')
    order.push('work')
  })

  const page = await edge.ask('GET', '/sign-in', undefined, {
    remoteAddress: '192.0.2.10',
    headers: { 'accept-encoding': 'gzip' },
  })
  order.push('page')
  await Promise.all(work)

  expect(page.headers['content-encoding']).toBe('gzip')
  expect(order[0]).toBe('page')
})
