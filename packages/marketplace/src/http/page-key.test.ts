import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours } from '@loggia/kernel'
import type { PageData, PageFrame } from '@loggia/protocol/console'
import { computePageKey } from './page-key.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'

const product = `prd_${'0'.repeat(26)}`
const seller = `sel_${'0'.repeat(26)}`
const found = {
  items: [],
  total: { count: 0, exact: true },
  pages: 0,
  facets: { categories: [], modes: [], types: [], prices: [], guarantees: [], ratings: [], sellers: [] },
  suggestions: [],
}
/** Every page that a guest may open. */
const addresses = [
  '/',
  '/categories/office',
  '/search?q=docs&sort=newest',
  `/products/${product}?seats=7`,
  `/products/${product}/checkout?quantity=7&term=year-1`,
  `/compare?ids=${product}`,
  '/sellers',
  `/sellers/${seller}`,
  '/sign-in?next=%2Fbuyer',
  '/sign-up',
  '/sell',
  '/help',
  '/contact',
  '/about',
  '/developers',
  '/nowhere',
]
/** Two guests that differ in everything except what they see. */
const oneGuest = {
  remoteAddress: '192.0.2.1',
  headers: { 'user-agent': 'one', 'accept-language': 'zh' },
}
const otherGuest = {
  remoteAddress: '2001:db8::7',
  headers: {
    'user-agent': 'two',
    'accept-language': 'zh-TW, de;q=0.3',
    host: 'other.example',
    referer: 'https://elsewhere.example/',
    cookie: 'loggia_devices=known; loggia_session=ended; loggia_language=fr',
  },
}

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: {
      'GET /api/products/:productId': async () => ({ id: product, seller: { id: seller } }),
      'GET /api/products/:productId/feedback': async () => ({ byStars: [], ratings: [], questions: [] }),
      'GET /api/products/:productId/related': async () => ({ items: [] }),
      'GET /api/agreements/:kind': async () => ({ version: 1, text: { zh: '约定', en: 'Terms' } }),
      'GET /api/market-figures': async () => ({}),
      'GET /api/home-page': async () => ({ products: [], selection: [], words: { zh: [], en: [] } }),
      'GET /api/search': async () => found,
      'GET /api/categories': async () => ({ items: [{ code: 'office' }] }),
      'GET /api/sellers': async () => ({ items: [], total: 0, pages: 0 }),
      'GET /api/sellers/:sellerId': async () => ({ id: seller }),
    },
  })
})
afterAll(() => edge.close())

/** The renderer's input, which determines the page. */
async function ask(url: string, asked: InjectOptions, as?: Visitor) {
  const { body, headers } = await edge.ask('GET', url, as, asked)
  const { page, frame: sent } = JSON.parse(body) as { page: PageData; frame: PageFrame }
  return { body, headers, session: sent.session, key: computePageKey(page, sent) }
}
const frame: PageFrame = {
  language: 'zh-CN',
  theme: 'system',
  path: '/',
  origin: 'https://market.example',
  session: null,
  zone: 'Asia/Shanghai',
  zoneOffsetMinutes: 480,
  demo: false,
}
const home: PageData = { route: 'sign-up', mode: 'open', next: '/' }

describe.each(addresses)('%s', (url) => {
  test('is the same to the byte for guests of one key, whoever and whenever they are', async () => {
    const first = await ask(url, oneGuest)
    edge.bare.clock.moveBy(fromDays(40))
    edge.bare.wall.moveBy(fromHours(1))
    const second = await ask(url, otherGuest)

    expect(second.body).toBe(first.body)
    expect(first.key).toBeDefined()
    expect(second.key).toBe(first.key)
    const policy = first.headers['content-security-policy']
    expect(second.headers['content-security-policy']).toBe(policy)
    expect(first.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: 'cookie, accept-language, accept-encoding',
    })
  })

  test('has another key for each thing that it shows', async () => {
    const english = 'loggia_language=en-US'
    const guests = [
      { 'accept-language': 'zh' },
      { 'accept-language': 'en' },
      { 'accept-language': 'zh', cookie: 'loggia_theme=dark' },
      { 'accept-language': 'zh', cookie: 'loggia_theme=light' },
      { 'accept-language': 'zh', cookie: 'loggia_view=cards' },
      { 'accept-language': 'zh', cookie: english },
      { 'accept-language': 'zh', cookie: `${english}; loggia_language_offer=later` },
    ]

    const asked = []
    for (const headers of guests) asked.push(await ask(url, { headers }))

    // The last guest, who declined Chinese, gets the same page as the second, whose browser asks for English.
    expect(new Set(asked.map(({ body }) => body)).size).toBe(guests.length - 1)
    expect(new Set(asked.map(({ key }) => key)).size).toBe(guests.length - 1)
  })

  test('is its reader’s own once they are signed in, and nobody may keep it', async () => {
    const buyer = await edge.visitor('buyer')

    const { key, session, headers } = await ask(url, {}, buyer)

    expect(key).toBeUndefined()
    expect(session).toMatchObject({ csrfToken: buyer.csrfToken })
    expect(headers['cache-control']).toBe('no-store')
  })
})

test('a page about one request may not be kept', () => {
  const problem = { route: 'problem', status: 503, title: '', detail: '' } as const

  expect(computePageKey({ ...problem, requestId: 'a' }, frame)).toBeUndefined()
  expect(computePageKey(problem, frame)).toBeDefined()
})

test('a page says its zone as it stands: when clocks are moved it is another', () => {
  expect(computePageKey(home, { ...frame, zoneOffsetMinutes: 540 })).not.toBe(computePageKey(home, frame))
})

test('a page about a fault is stored nowhere, by guests either', async () => {
  const reply = await edge.ask('GET', `/products/${product}/specifications/spc_${'0'.repeat(26)}`)

  expect(reply.statusCode).toBe(500)
  expect(reply.headers['cache-control']).toBe('no-store')
})
