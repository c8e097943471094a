import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'

const ofBuyer = '/api/buyer/overview'
let asked: readonly string[] = []
let isBroken = false
const ofMember = (actor: unknown) => ({ name: (actor as { readonly memberId: string }).memberId })
let edge: StubEdge
let buyer: Visitor
let seller: Visitor
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: {
      'GET /api/buyer/overview': async () => ({ supervisions: 3, tickets: 0, purchaseRequests: 0 }),
      'GET /api/buyer/spending': () => Promise.reject(new Error('The database is broken')),
      'GET /api/buyer/renewals': () => new Promise(() => undefined),
      'GET /api/saved-filters': async ({ actor }) =>
        isBroken ? Promise.reject(new Error('The database is broken')) : { items: [ofMember(actor)] },
    },
    options: {
      pageReadsMs: 300,
      renderPage: async (page, frame, read) => {
        const answers = asked.map(async (path) => {
          try {
            const answer = await read?.(path, { headers: { 'accept-language': frame.language } })
            return [answer?.status, await answer?.json()]
          } catch (error) {
            return (error as Error).name
          }
        })
        return JSON.stringify({ answers: await Promise.all(answers), page })
      },
    },
  })
  buyer = await edge.visitor('buyer')
  seller = await edge.visitor('seller')
})
afterAll(() => edge.close())

async function readAs(url: string, as: Visitor, ...paths: string[]): Promise<unknown[]> {
  asked = paths
  const reply = await edge.ask('GET', url, as)
  expect(reply.headers['cache-control']).toBe('no-store')
  return (JSON.parse(reply.body) as { answers: unknown[] }).answers
}

test('a page reads as its own reader', async () => {
  const [ofBuyer] = await readAs('/buyer', buyer, '/api/session')
  const [ofSeller] = await readAs('/seller', seller, '/api/session')

  expect(ofBuyer).toMatchObject([200, { session: { member: { id: buyer.memberId } } }])
  expect(ofSeller).toMatchObject([200, { session: { member: { id: seller.memberId } } }])
})

test('a read that the API refuses, or that fails, is answered as by the API', async () => {
  const refused = await readAs('/seller', seller, ofBuyer)
  const failed = await readAs('/buyer', buyer, '/api/buyer/spending')

  expect(refused).toEqual([[403, expect.objectContaining({ status: 403 })]])
  expect(failed).toEqual([[500, expect.objectContaining({ status: 500 })]])
})

test('a page does not wait for a slow read, and still has the others', async () => {
  const answers = await readAs('/buyer', buyer, '/api/buyer/renewals', ofBuyer)

  expect(answers).toEqual(['TimeoutError', [200, expect.anything()]])
})

test('a page reads nothing but the API', async () => {
  expect(await readAs('/buyer', buyer, '/seller', 'http://127.0.0.1/api/x')).toEqual([
    'TypeError',
    'TypeError',
  ])
})

test('a list comes with the filters that its reader has saved, other pages without, and a list also if they fail', async () => {
  const savedOn = async (url: string): Promise<unknown> => {
    const { body } = await edge.ask('GET', url, buyer)
    return (JSON.parse(body) as { page: { savedFilters?: unknown } }).page.savedFilters
  }
  asked = []

  expect(await savedOn('/buyer/orders')).toEqual([{ name: buyer.memberId }])
  expect(await savedOn('/buyer/orders/?state=paid')).toEqual([{ name: buyer.memberId }])
  expect(await savedOn('/buyer/orders/ord_1')).toBeUndefined()
  expect(await savedOn('/buyer')).toBeUndefined()
  isBroken = true
  expect(await savedOn('/buyer/orders')).toBeUndefined()
})
