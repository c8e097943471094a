import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PageData } from '@loggia/protocol/console'
import { defineProblems } from '@loggia/kernel'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const idOf = (last: number | string) => `prd_${String(last).padStart(26, '0')}`
const problems = defineProblems('comparison_test', {
  gone: { kind: 'not_found', zh: '没有这个商品', en: 'There is no such product' },
})
const seller = { id: `sel_${'0'.repeat(26)}` }
const name = { zh: '已停售', en: 'Delisted' }

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: {
      'GET /api/products/:productId': async ({ params }) => {
        const { productId } = params as { productId: string }
        if (/[89]$/.test(productId)) throw problems.gone()
        return {
          id: productId,
          name,
          seller,
          description: name,
          agreement: { version: 1, text: name },
          pictures: [],
        }
      },
      'GET /api/products/:productId/absence': async ({ params }) => {
        const { productId } = params as { productId: string }
        if (productId.endsWith('9')) throw problems.gone()
        return { id: productId, name, absence: 'delisted', similar: [], category: 'data' }
      },
      'GET /api/sellers/:sellerId': async () => ({ ...seller, name, answerMs: 1_380_000 }),
      'GET /api/sellers': async ({ query }) => ({ items: [], total: 0, pages: 0, query }),
    },
    options: { renderPage: (page) => JSON.stringify(page) },
  })
})
afterAll(() => edge.close())

async function compare(search: string) {
  const reply = await edge.ask('GET', `/compare${search}`)
  expect(reply.statusCode).toBe(200)
  return JSON.parse(reply.body) as Extract<PageData, { route: 'compare' }>
}
const none = { unknown: 0, repeated: 0, beyond: 0 }

test('the address alone is enough: its products in their order, how soon their sellers answer, its quantity and its term', async () => {
  const page = await compare(`?ids=${idOf(2)},${idOf(1)}&quantity=120&months=12`)

  expect(page).toEqual({
    route: 'compare',
    products: [
      { id: idOf(2), name, seller, answerMs: 1_380_000 },
      { id: idOf(1), name, seller, answerMs: 1_380_000 },
    ],
    ended: [],
    left: none,
    quantity: '120',
    months: '12',
  })
})

test('a product that is no longer on sale is named apart, and one that never was is counted', async () => {
  const page = await compare(`?ids=${idOf(1)},${idOf(8)},${idOf(9)},nonsense`)

  expect(page.products.map(({ id }) => id)).toEqual([idOf(1)])
  expect(page.ended).toEqual([{ id: idOf(8), name, absence: 'delisted' }])
  expect(page.left).toEqual({ ...none, unknown: 2 })
})

test('of five products the last is left out, and one that is named twice is there once', async () => {
  const five = await compare(`?ids=${[1, 2, 3, 4, 5].map(idOf).join(',')}`)
  const twice = await compare(`?ids=${idOf(1)},${idOf(1)}`)

  expect(five.products.map(({ id }) => id)).toEqual([1, 2, 3, 4].map(idOf))
  expect(five.left).toEqual({ ...none, beyond: 1 })
  expect(twice.products).toHaveLength(1)
  expect(twice.left).toEqual({ ...none, repeated: 1 })
})

test.each([
  ['', none],
  ['?ids=', none],
  ['?ids=,,&quantity=-1&months=x', none],
  [`?ids=${'a,'.repeat(500)}`, { unknown: 1, repeated: 99, beyond: 0 }],
  ['?ids=a&ids=b', { unknown: 2, repeated: 0, beyond: 0 }],
])('%s has nothing to compare', async (search, left) => {
  expect(await compare(search)).toEqual({ route: 'compare', products: [], ended: [], left })
})

test('all guests are sent the same bytes, which may be kept', async () => {
  const url = `/compare?ids=${idOf(1)},${idOf(2)}`

  const [one, other] = [await edge.ask('GET', url), await edge.ask('GET', url)]

  expect(one.body).toBe(other.body)
  expect(one.headers['cache-control']).toBe('private, no-cache')
})

test.each([
  ['', { q: '', page: 1 }],
  ['?q=%20cheng%20&page=2', { q: 'cheng', page: 2 }],
  ['?q=a&q=b&page=0', { q: '', page: 1 }],
  ['?page=x', { q: '', page: 1 }],
])('the list of sellers takes what it understands of %s', async (search, query) => {
  const { body } = await edge.ask('GET', `/sellers${search}`)

  expect(JSON.parse(body)).toMatchObject({ route: 'sellers', query, reply: { query } })
})
