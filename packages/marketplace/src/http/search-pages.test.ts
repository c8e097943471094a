import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { defineProblems } from '@loggia/kernel'
import type { PageData, SearchQuery } from '@loggia/protocol/console'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const seller = `sel_${'0'.repeat(26)}`
const problems = defineProblems('search_pages_test', {
  gone: { kind: 'not_found', zh: '没有这个商家', en: 'There is no such seller' },
})
const found = {
  items: [],
  total: { count: 0, exact: true },
  pages: 0,
  facets: { categories: [], modes: [], types: [], prices: [], guarantees: [], ratings: [], sellers: [] },
  suggestions: [],
}
const usual = { q: '', sort: 'relevance', page: 1 }

let edge: StubEdge
let asked: SearchQuery[]
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: {
      'GET /api/search': async ({ query }) => {
        asked.push(query as SearchQuery)
        return found
      },
      'GET /api/categories': async () => ({
        items: [{ code: 'office' }, { code: 'docs', parent: 'office' }],
      }),
      'GET /api/sellers/:sellerId': async ({ params }) => {
        if ((params as { sellerId: string }).sellerId !== seller) throw problems.gone()
        return { id: seller, name: { zh: '澄澜软件', en: 'Chenglan' }, since: '2026-03-02T01:00:00.000Z' }
      },
    },
  })
})
beforeEach(() => {
  asked = []
})
afterAll(() => edge.close())

const pageAt = async (url: string) => {
  const reply = await edge.ask('GET', url)
  return { status: reply.statusCode, page: (JSON.parse(reply.body) as { page: PageData }).page }
}

test.each([
  ['/search', usual],
  ['/search?q=%E5%8D%8F%E5%90%8C&sort=newest&page=3', { q: '协同', sort: 'newest', page: 3 }],
  ['/search?q=+%20a+&mode=trial&price=CNY-50-200', { ...usual, q: 'a', mode: 'trial', price: 'CNY-50-200' }],
  [`/search?seller=${seller}`, { ...usual, seller }],
  ['/categories/office', { ...usual, category: 'office' }],
  ['/categories/office/docs?page=2', { ...usual, category: 'office/docs', page: 2 }],
  [`/sellers/${seller}?q=docs`, { ...usual, q: 'docs', seller }],
])('%s is the page of the search %j, which is what the API is asked', async (url, query) => {
  const { status, page } = await pageAt(url)

  expect(status).toBe(200)
  expect(page).toMatchObject({ query, reply: found })
  expect(asked).toEqual([query])
})

test.each([
  ['/categories/docs', '/categories/office/docs'],
  ['/categories/docs?page=2', '/categories/office/docs?page=2'],
  ['/categories/people/docs', '/categories/office/docs'],
])('%s, which names a category by less than its path or by an old one, leads to %s', async (url, path) => {
  const reply = await edge.ask('GET', url)

  expect([reply.statusCode, reply.headers.location]).toEqual([301, path])
  // The old path may become the right one again.
  expect(reply.headers['cache-control']).toBe('no-cache')
})

test.each([
  ['page=0', usual],
  ['page=51', usual],
  ['page=1e99', usual],
  ['sort=sales', usual],
  ['mode=&price=cheap&seller=nobody', usual],
  ['q=a&q=b', usual],
  [`q=${'a'.repeat(101)}`, { ...usual, q: 'a'.repeat(100) }],
  ['utm_source=mail', usual],
])('what nobody can mean by %s is left out, and the rest is answered', async (search, query) => {
  await pageAt(`/search?${search}`)

  expect(asked).toEqual([query])
})

test('the API, unlike a page, refuses what it does not know', async () => {
  const replies = await Promise.all(
    ['page=51', `q=${'a'.repeat(101)}`, 'sort=sales'].map((search) =>
      edge.ask('GET', `/api/search?${search}`),
    ),
  )

  expect(replies.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400])
  expect(asked).toEqual([])
})

test('anyone may search: a guest, and whoever is signed in', async () => {
  const buyer = await edge.visitor('buyer')

  const replies = [await edge.ask('GET', '/api/search'), await edge.ask('GET', '/api/search', buyer)]

  expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200])
})

test.each([
  '/categories/',
  `/categories/${'a'.repeat(140)}`,
  '/sellers/nobody',
  `/sellers/sel_${'1'.repeat(26)}`,
])('there is no page %s', async (url) => {
  const { status, page } = await pageAt(url)

  expect(status).toBe(404)
  expect(page.route).toBe('problem')
})
