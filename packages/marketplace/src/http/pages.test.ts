import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PageData, PageFrame } from '@loggia/protocol/console'
import { defineProblems, toIso } from '@loggia/kernel'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'

/** What is shown of reviews and questions unless the address says otherwise. */
const firstPages = { ratings: 1, questions: 1 }
const product = `prd_${'0'.repeat(26)}`
const problems = defineProblems('pages_test', {
  gone: { kind: 'not_found', zh: '没有这个商品', en: 'There is no such product' },
})
const demoAccounts = [
  {
    name: '林知遥',
    of: { zh: '沧野制造', en: 'Cangye Manufacturing' },
    email: 'lin@cangye.example',
    password: 'shown on purpose',
    role: 'buyer' as const,
  },
]

const absences: Record<string, string> = {
  a: 'suspended',
  b: 'delisted',
  c: 'specification_delisted',
  d: 'hidden',
}

let fails = false
let listed = [{ id: product }]
let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: {
      'GET /api/market-figures': async () => ({ figures: { orders: 40 } }),
      'GET /api/home-page': async () => ({
        products: listed,
        selection: [{ productId: product }],
        words: { zh: ['审批'], en: [] },
      }),
      'GET /api/products/:productId': async ({ params }) => {
        if ((params as { productId: string }).productId !== product) throw problems.gone()
        return { id: product }
      },
      'GET /api/products/:productId/specifications/:specificationId': async ({ params }) => ({
        id: product,
        opened: (params as { specificationId: string }).specificationId,
      }),
      'GET /api/products/:productId/related': async () => ({ items: [] }),
      'GET /api/products/:productId/absence': async ({ params, query }) => {
        const { productId } = params as { productId: string }
        const { specification } = query as { specification?: string }
        const absence = absences[productId.slice(-1)]
        if (!absence) throw problems.gone()
        return { id: productId, absence, ...(specification && { specification }) }
      },
      'GET /api/search': async ({ query }) => {
        const { mode } = query as { mode?: string }
        return {
          items: mode === 'trial' ? Array.from({ length: 6 }, () => ({ id: product })) : [],
          total: { count: 2318, exact: true },
          facets: {
            categories: [],
            modes: [{ mode: 'trial', count: 6 }],
            types: [],
            prices: [],
            guarantees: [],
            ratings: [],
            sellers: [],
          },
        }
      },
      'GET /api/products/:productId/feedback': async ({ query }) => ({ asked: query }),
      'GET /api/buyer/rating': async ({ query }) => ({ own: query }),
      'GET /api/agreements/:kind': async () => ({ version: 2, text: { zh: '约定', en: 'Terms' } }),
    },
    options: {
      demoAccounts,
      renderPage: (page, frame) => {
        if (fails) throw new Error('the renderer is broken')
        return JSON.stringify({ page, frame })
      },
    },
  })
})
afterAll(() => edge.close())

const read = (reply: { body: string }) => JSON.parse(reply.body) as { page: PageData; frame: PageFrame }

test('the home page has the listed products and nobody signed in', async () => {
  const reply = await edge.ask('GET', '/')

  const { page, frame } = read(reply)
  expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page).toEqual({
    route: 'home',
    products: [{ id: product }],
    market: { total: { count: 2318, exact: true }, categories: [], modes: [{ mode: 'trial', count: 6 }] },
    trials: Array.from({ length: 4 }, () => ({ id: product })),
    figures: { orders: 40 },
    chosen: { selection: [{ productId: product }], words: { zh: ['审批'], en: [] } },
  })
  expect(frame).toMatchObject({
    language: 'zh-CN',
    theme: 'system',
    path: '/',
    session: null,
    zone: 'Asia/Shanghai',
    demo: true,
  })
})

test.each([
  ['a', 404, 'suspended'],
  ['b', 410, 'delisted'],
  ['c', 410, 'specification_delisted'],
  ['d', 404, 'hidden'],
])(
  'R50–R53, R297: a product that was here (%s) answers %i with a page that says %s',
  async (last, status, absence) => {
    const id = `prd_${'0'.repeat(25)}${last}`

    const reply = await edge.ask('GET', `/products/${id}`)

    expect(reply.statusCode).toBe(status)
    expect(read(reply).page).toEqual({
      route: 'absence',
      product: { id, absence },
      feedback: { query: firstPages, shown: { asked: firstPages } },
    })
  },
)

test('a product that never was here is refused like any other address', async () => {
  const reply = await edge.ask('GET', `/products/prd_${'0'.repeat(25)}9`)

  expect(reply.statusCode).toBe(404)
  expect(read(reply).page).toMatchObject({ route: 'problem', status: 404 })
})

test('a page runs and is styled by files of this server alone, a centre’s like a guest’s', async () => {
  const guest = await edge.ask('GET', '/')
  const buyer = await edge.visitor('buyer')
  const home = await edge.ask('GET', '/', buyer)
  const centre = await edge.ask('GET', '/buyer', buyer)

  const policy = String(guest.headers['content-security-policy'])
  expect(policy.split('; ')).toEqual(expect.arrayContaining(["script-src 'self'", "style-src 'self'"]))
  expect(policy).not.toMatch(/nonce|unsafe|sha256/)
  expect(read(centre).page).toMatchObject({ route: 'centre' })
  for (const reply of [home, centre]) expect(reply.headers['content-security-policy']).toBe(policy)
})

test('a page for somebody who is signed in is stored nowhere and keeps the session', async () => {
  const buyer = await edge.visitor('buyer')

  const reply = await edge.ask('GET', `/products/${product}`, buyer)

  expect(read(reply)).toMatchObject({
    page: { route: 'product', product: { id: product } },
    frame: { session: { csrfToken: buyer.csrfToken } },
  })
  expect(reply.headers['cache-control']).toBe('no-store')
  expect(reply.headers['set-cookie']).toContain('Max-Age=1209600')
})

test.each([
  `/products/prd_${'1'.repeat(26)}`,
  '/products/nonsense',
  '/nowhere',
  '/assets/none.js',
  '/apiary',
])('%s is a designed page of status 404', async (url) => {
  const reply = await edge.ask('GET', url, undefined, { headers: { 'accept-language': 'en' } })

  expect(reply.statusCode).toBe(404)
  expect(read(reply).page).toMatchObject({
    route: 'problem',
    status: 404,
    title: 'Not found',
  })
  expect(read(reply).page).not.toHaveProperty('requestId')
})

test.each(['/buyer', '/seller/orders?state=open', '/operator/addresses'])(
  '%s sends who is not signed in to the sign-in page and back',
  async (url) => {
    const reply = await edge.ask('GET', url)

    expect(reply.statusCode).toBe(302)
    expect(reply.headers.location).toBe(`/sign-in?next=${encodeURIComponent(url)}`)
  },
)

test('R1: a centre opens to its own role, and to another as a page of status 403', async () => {
  const buyer = await edge.visitor('buyer')

  const own = await edge.ask('GET', '/buyer/orders/ord_1', buyer)
  const other = await edge.ask('GET', '/operator', buyer)

  expect(read(own).page).toEqual({ route: 'centre', now: toIso(edge.bare.platform.clock.now()) })
  expect(other.statusCode).toBe(403)
  expect(read(other).page).toMatchObject({
    route: 'problem',
    status: 403,
    requestId: other.headers['x-request-id'],
  })
})

test('the sign-in page leads on to a path of this site only, and shows the demo’s accounts', async () => {
  const own = read(await edge.ask('GET', '/sign-in?next=%2Fbuyer%2Forders')).page
  const foreign = read(await edge.ask('GET', '/sign-in?next=%2F%2Fevil.example')).page

  expect(own).toEqual({
    route: 'sign-in',
    next: '/buyer/orders',
    isAnew: false,
    passkeys: true,
    demoAccounts,
  })
  expect(foreign).toMatchObject({ next: '/' })
})

test('a choice of language and theme is remembered, and the reader is led back', async () => {
  const reply = await edge.ask('GET', '/preferences?language=en-US&theme=dark&next=%2Fproducts%2Fx')

  expect(reply.statusCode).toBe(303)
  expect(reply.headers.location).toBe('/products/x')
  const cookies = reply.headers['set-cookie'] as string[]
  expect(cookies).toEqual([
    'loggia_language=en-US; Max-Age=31536000; Path=/; SameSite=Lax',
    'loggia_language_offer=never; Max-Age=31536000; Path=/; SameSite=Lax',
    'loggia_theme=dark; Max-Age=31536000; Path=/; SameSite=Lax',
  ])
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
  expect(read(await edge.ask('GET', '/', undefined, { headers: { cookie } })).frame).toMatchObject({
    language: 'en-US',
    theme: 'dark',
  })
})

test('results seen as cards stay cards until they are chosen as a list again', async () => {
  const cards = await edge.ask('GET', '/preferences?view=cards')
  const list = await edge.ask('GET', '/preferences?view=list')
  const shown = await edge.ask('GET', '/search', undefined, { headers: { cookie: 'loggia_view=cards' } })

  expect(cards.headers['set-cookie']).toMatch(/^loggia_view=cards; Max-Age=31536000;/)
  expect(list.headers['set-cookie']).toMatch(/^loggia_view=; Max-Age=0;/)
  expect(read(shown).frame).toMatchObject({ view: 'cards' })
})

test('a link in a language shows it, and keeps it for the session only with who has chosen none', async () => {
  const chinese = { 'accept-language': 'zh' }
  const guest = await edge.ask('GET', '/?lang=en-US', undefined, { headers: chinese })
  const chosen = await edge.ask('GET', '/?lang=en-US', undefined, {
    headers: { ...chinese, cookie: 'loggia_language=zh-CN' },
  })

  expect(read(guest).frame).toMatchObject({ language: 'en-US', languageOffer: 'zh-CN' })
  expect(guest.headers['set-cookie']).toBe('loggia_language=en-US; Path=/; SameSite=Lax')
  expect(read(chosen).frame.language).toBe('en-US')
  expect(chosen.headers['set-cookie']).toBeUndefined()
})

test('who chooses a language on a linked page gets that page in it', async () => {
  const reply = await edge.ask(
    'GET',
    '/preferences?language=zh-CN&next=%2Fproducts%2Fx%3Flang%3Den-US%26seats%3D7',
  )

  expect(reply.headers.location).toBe('/products/x?seats=7')
})

test('R9: the account’s language is offered, then the browser’s; declined, it is not offered again', async () => {
  const buyer = await edge.visitor('buyer')
  const english = { cookie: 'loggia_language=en-US' }
  const offered = async (cookie: string, acceptLanguage: string): Promise<string | undefined> =>
    read(await edge.ask('GET', '/', undefined, { headers: { cookie, 'accept-language': acceptLanguage } }))
      .frame.languageOffer

  expect(await offered(`${english.cookie}; ${buyer.cookie}`, 'en')).toBe('zh-CN')
  expect(await offered(english.cookie, 'zh')).toBe('zh-CN')
  expect(await offered(english.cookie, 'en')).toBeUndefined()
  const declined = await edge.ask('GET', '/preferences?offer=never&next=%2Fproducts%2Fx')
  expect(declined.headers.location).toBe('/products/x')
  expect(declined.headers['set-cookie']).toBe(
    'loggia_language_offer=never; Max-Age=31536000; Path=/; SameSite=Lax',
  )
  expect(await offered(`${english.cookie}; loggia_language_offer=never`, 'zh')).toBeUndefined()
})

test('R9: an offer that is closed comes again with the next session', async () => {
  const reply = await edge.ask('GET', '/preferences?offer=later&next=%2F')

  expect(reply.headers['set-cookie']).toBe('loggia_language_offer=later; Path=/; SameSite=Lax')
})

test('a choice that is none is not remembered', async () => {
  const reply = await edge.ask('GET', '/preferences?language=xx&theme=pink&next=https%3A%2F%2Fevil.example')

  expect(reply.headers['set-cookie']).toBeUndefined()
  expect(reply.headers.location).toBe('/')
})

test('when even the page about a fault fails, the reader gets its words and the request’s id', async () => {
  fails = true

  // An address that nobody has asked for yet, whose page is not kept.
  const reply = await edge.ask('GET', '/?first', undefined, { headers: { 'accept-language': 'en' } })

  fails = false
  expect(reply.statusCode).toBe(500)
  expect(reply.body).toBe(
    `500 Server error\nSomething went wrong on the server, and the request was not completed. The error has been recorded. Quote the request ID if you ask for help.\n${String(reply.headers['x-request-id'])}\n`,
  )
})

test('a browser that has a guest’s page gets it again only if it has changed, and the page of a reader always', async () => {
  const known = async (as?: Visitor) => {
    const { etag = '' } = (await edge.ask('GET', '/', as)).headers
    return edge.ask('GET', '/', as, { headers: { 'if-none-match': String(etag) } })
  }
  const { etag = '' } = (await edge.ask('GET', '/')).headers

  expect(await known()).toMatchObject({ statusCode: 304, body: '' })
  expect((await known(await edge.visitor('buyer'))).statusCode).toBe(200)
  listed = [{ id: product }, { id: 'prd_other' }]
  const changed = await edge.ask('GET', '/', undefined, { headers: { 'if-none-match': String(etag) } })
  listed = [{ id: product }]
  expect(changed.statusCode).toBe(200)
  expect(read(changed).page).toMatchObject({ products: [{ id: product }, { id: 'prd_other' }] })
})

test.each(['/nope', `/products/prd_${'0'.repeat(25)}b`])(
  '%s, where nothing is found, is answered so whatever the browser has',
  async (url) => {
    const first = await edge.ask('GET', url)
    const again = await edge.ask('GET', url, undefined, { headers: { 'if-none-match': '*' } })

    expect(first.statusCode).toBeGreaterThanOrEqual(404)
    expect(first.headers.etag).toBeUndefined()
    expect(again).toMatchObject({ statusCode: first.statusCode, body: first.body })
  },
)

test('a page is compressed for who takes that: around the token of a session, and with one only at a fixed address', async () => {
  const take = { headers: { 'accept-encoding': 'gzip, br' } }
  const visitor = await edge.visitor('buyer')
  const guest = await edge.ask('GET', '/', undefined, take)
  const buyer = await edge.ask('GET', '/', visitor, take)
  const refusing = await edge.ask('GET', '/', undefined, { headers: { 'accept-encoding': 'br, gzip;q=0' } })

  expect(guest.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: 'cookie, accept-language, accept-encoding',
  })
  expect(JSON.parse(gunzipSync(guest.rawPayload).toString())).toMatchObject({ page: { route: 'home' } })
  expect(buyer.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(buyer.rawPayload).toString()).toContain(visitor.csrfToken)
  expect(buyer.rawPayload.includes(visitor.csrfToken)).toBe(true)
  // Words of the request beside what only the reader may know: the length would tell what they have in common.
  for (const url of ['/?q=word', `/products/${product}`, '/buyer/word'])
    expect((await edge.ask('GET', url, visitor, take)).headers['content-encoding']).toBeUndefined()
  expect(refusing.headers['content-encoding']).toBeUndefined()
})

test('R52: a specification has an address of its own, which opens it though it may be hidden', async () => {
  const specification = `spc_${'0'.repeat(26)}`

  const reply = await edge.ask('GET', `/products/${product}/specifications/${specification}`)

  expect(read(reply).page).toMatchObject({ route: 'product', product: { opened: specification } })
  const other = await edge.ask('GET', `/products/${product}/specifications/no-such`)
  expect(other.statusCode).toBe(404)
})

test('R286: a product’s page carries one page of its reviews and questions, and what the reader’s buyer wrote', async () => {
  const query = { stars: 4, ratings: 2, questions: 1 }
  const buyer = await edge.visitor('buyer')
  const address = `/products/${product}?stars=4&ratings=2&questions=none`

  const guests = read(await edge.ask('GET', address)).page
  expect(guests).toMatchObject({ feedback: { query, shown: { asked: query } } })
  expect(guests).not.toHaveProperty('feedback.own')
  expect(read(await edge.ask('GET', address, buyer)).page).toMatchObject({
    feedback: { query, shown: { asked: query }, own: { own: { productId: product } } },
  })
})

test('R65: a product’s page carries the market’s terms in the version that an order agrees to', async () => {
  expect(read(await edge.ask('GET', `/products/${product}`)).page).toMatchObject({
    marketTerms: { version: 2, text: { zh: '约定' } },
  })
})
