import type { PageFrame } from '@loggia/protocol/console'
import { describe, expect, test, vi } from 'vitest'
import { createRenderStorefront } from './render-page.tsx'
import type { StorefrontPage } from './storefront/storefront.tsx'
import { buyerSession, createFrame, createProduct } from './storefront/example-product.ts'

const render = createRenderStorefront({
  'src/storefront/entry-client.tsx': {
    file: 'assets/storefront.js',
    css: ['assets/storefront.css'],
    assets: ['assets/inter-x.woff2'],
  },
})
const productPage = (
  change: Parameters<typeof createProduct>[0] = {},
): Extract<StorefrontPage, { route: 'product' }> => ({
  route: 'product',
  product: createProduct(change),
})
const pages: Record<string, StorefrontPage> = {
  home: {
    route: 'home',
    products: [createProduct()],
    market: {
      total: { count: 1, exact: true },
      categories: [{ path: 'office', name: { zh: '办公', en: 'Office' }, count: 1 }],
      modes: [{ mode: 'trial', count: 1 }],
    },
    trials: [createProduct({ trialDays: 14 })],
  },
  'home without products': {
    route: 'home',
    products: [],
    market: { total: { count: 0, exact: true }, categories: [], modes: [] },
    trials: [],
  },
  'a product that was here': {
    route: 'absence',
    product: {
      ...createProduct(),
      absence: 'suspended',
      until: '2026-12-09T06:33:00.000Z',
      similar: [createProduct()],
    },
  },
  product: productPage(),
  'sign-in': {
    route: 'sign-in',
    passkeys: true,
    next: '/',
    isAnew: false,
    demoAccounts: [
      { name: '林', of: { zh: '沧野', en: 'Cangye' }, email: 'a@b.example', password: 'demo', role: 'buyer' },
    ],
  },
  'company-sign-in': { route: 'company-sign-in', next: '/account', isAnew: false },
  problem: {
    route: 'problem',
    status: 404,
    title: '没有这一页',
    detail: '地址可能写错了。',
    requestId: 'req_1',
  },
}
const readers: Record<string, Partial<PageFrame>> = {
  'a guest': {},
  'a buyer': { session: buyerSession },
  'an English reader in the dark': {
    language: 'en-US',
    theme: 'dark',
    session: { ...buyerSession, operator: true },
  },
}
const dataIn = (html: string): unknown =>
  JSON.parse(/<script type="application\/json" id="page"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '')

describe.each(Object.keys(pages))('%s', (name) => {
  const page = pages[name] as StorefrontPage

  test.each(Object.keys(readers))(
    'for %s is one document in their language and theme, and no script or style stands in it',
    (reader) => {
      const given = createFrame(readers[reader])
      const html = render(page, given)

      expect(html).toMatch(/^<!doctype html>/)
      expect(html).toContain(`<html lang="${given.language}" data-theme="${given.theme}">`)
      for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
        expect(tag).toMatch(/ type="application\/(ld\+)?json"| type="module" src="\/assets\//)
      expect(html).not.toMatch(/<style| style=|\son[a-z]+="|nonce/)
      expect(html.match(/<h1\b/g)).toHaveLength(1)
    },
  )

  test.each(Object.keys(readers))(
    'for %s is the same to the byte whenever it is rendered, so that it can be kept',
    (reader) => {
      const given = createFrame(readers[reader])
      const renderAt = (now: string, chance: number): string => {
        vi.useFakeTimers({ now: new Date(now), toFake: ['Date', 'performance'] })
        const random = vi.spyOn(Math, 'random').mockReturnValue(chance)
        const html = render(page, given)
        random.mockRestore()
        vi.useRealTimers()
        return html
      }
      const first = renderAt('2026-01-02T03:04:05Z', 0.1)
      for (const other of Object.values(pages)) render(other, createFrame({ language: 'en-US' }))

      expect(renderAt('2027-12-31T23:59:59Z', 0.9)).toBe(first)
    },
  )

  test('carries its data', () => {
    const given = createFrame(readers['a buyer'])

    expect(dataIn(render(page, given))).toEqual(JSON.parse(JSON.stringify({ page, frame: given })))
  })
})

test('a page about an address that is none is the same for everybody, and any other problem has an id to look it up by', () => {
  const { requestId: _, ...missing } = pages['problem'] as Extract<StorefrontPage, { route: 'problem' }>

  expect(render(pages['problem'] as StorefrontPage, createFrame())).toContain('req_1')
  expect(render(missing, createFrame())).not.toContain('请求 ID')
})

test('a page that refuses a sign-in with a company leads back to it, and to no page of products', () => {
  const page = { ...pages['problem'], about: 'company-sign-in' } as StorefrontPage

  const main = /<main[^]*<\/main>/.exec(render(page, createFrame()))?.[0] ?? ''

  expect([...main.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    '/sign-in/company',
    '/sign-in',
    '/contact',
  ])
})

test.each([
  [480, 'UTC+8'],
  [345, 'UTC+5:45'],
  [-210, 'UTC-3:30'],
  [0, 'UTC'],
])('a zone %i minutes ahead is %s at the foot of a page', (zoneOffsetMinutes, shown) => {
  expect(render(pages['sign-in'] as StorefrontPage, createFrame({ zoneOffsetMinutes }))).toContain(
    `>时间均为 ${shown}<`,
  )
})

describe('what sellers write', () => {
  const hostile = '</script><script>alert(1)</script><!--"\'&\u2028\u2029'

  test('cannot leave its place, in data, text or title', () => {
    const html = render(
      productPage({ name: { zh: hostile, en: hostile }, logo: '"><script>' }),
      createFrame(),
    )

    expect(html.match(/<script\b/g)).toHaveLength(3)
    expect(html.match(/<\/script>/g)).toHaveLength(3)
    expect(html).not.toContain('<!--"')
    expect(/id="page"[^>]*>(.*?)<\/script>/s.exec(html)?.[1]).not.toMatch(/[<>\u2028\u2029]/)
    expect(html).toContain('<title>&lt;/script&gt;')
    expect(dataIn(html)).toMatchObject({ page: { product: { name: { zh: hostile } } } })
  })
})

describe('what machines read', () => {
  const english = createFrame({ language: 'en-US', path: '/products/prd_1?lang=en-US&seats=7' })

  test('each language of a page has an address, and what a reader chose on it is no part of it', () => {
    const html = render(productPage(), english)

    for (const part of [
      '<link rel="canonical" href="https://market.example/products/prd_1?lang=en-US">',
      '<link rel="alternate" hreflang="zh-CN" href="https://market.example/products/prd_1?lang=zh-CN">',
      '<link rel="alternate" hreflang="en-US" href="https://market.example/products/prd_1?lang=en-US">',
      '<link rel="alternate" hreflang="x-default" href="https://market.example/products/prd_1">',
    ])
      expect(html).toContain(part)
    expect(render(productPage(), createFrame({ path: '/products/prd_1?seats=7' }))).toContain(
      '<link rel="canonical" href="https://market.example/products/prd_1">',
    )
  })

  test('a shared page has a title, a description, a picture and its language', () => {
    const html = render(productPage(), english)

    for (const part of [
      '<meta property="og:title" content="Chenglan Docs · Loggia">',
      '<meta property="og:description" content="Room to write.">',
      '<meta property="og:image" content="https://market.example/social.png">',
      '<meta property="og:locale" content="en_US">',
      '<meta property="og:locale:alternate" content="zh_CN">',
    ])
      expect(html).toContain(part)
  })

  test('a product is told with its lowest price and what that is for', () => {
    const html = render(productPage(), english)
    const data = JSON.parse(
      /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '',
    )

    expect(data).toMatchObject({
      '@type': 'Product',
      name: 'Chenglan Docs',
      offers: {
        price: '45',
        priceCurrency: 'CNY',
        priceSpecification: { unitText: 'seat', referenceQuantity: { value: 1, unitCode: 'MON' } },
      },
    })
  })

  test('pages that nobody should find say so, and name no address to find them at', () => {
    for (const name of ['sign-in', 'problem']) {
      const html = render(pages[name] as StorefrontPage, createFrame())

      expect(html).toContain('<meta name="robots" content="noindex">')
      expect(html).not.toMatch(/rel="canonical"|hreflang="x-default"|og:/)
    }
  })
})

describe('R9: the other language is offered', () => {
  const offering = createFrame({ languageOffer: 'en-US', path: '/products/prd_1?a=b' })

  test('in that language, by plain links: to change, not to be asked again, and not now', () => {
    const html = render(productPage(), offering)

    for (const href of ['language=en-US', 'offer=never', 'offer=later'])
      expect(html).toContain(`href="/preferences?${href}&amp;next=%2Fproducts%2Fprd_1%3Fa%3Db"`)
    expect(html).toMatch(/<aside[^>]* lang="en-US"/)
  })

  test('only to whom it was not declined', () => {
    expect(render(productPage(), createFrame())).not.toContain('offer=never')
  })
})

describe('R9: another site is offered', () => {
  const siteOffer = {
    code: 'intl',
    name: { zh: '国际站', en: 'International' },
    url: 'https://intl.example/',
    language: 'en-US',
  } as const

  test('in the reader’s language, beside the offer of a language, by plain links: to go there, and not again', () => {
    const frame = createFrame({ siteOffer, languageOffer: 'en-US', path: '/products/prd_1' })
    const html = render(productPage(), frame)

    expect(html.match(/<aside class="offer" lang="en-US"/g)).toHaveLength(2)
    expect(html).toContain('href="https://intl.example/"')
    expect(html).toContain('Go to International')
    expect(html).toContain('href="/preferences?site=intl&amp;next=%2Fproducts%2Fprd_1"')
  })

  test('only if there is one', () => {
    expect(render(productPage(), createFrame())).not.toContain('class="offer"')
  })
})

describe('without scripts', () => {
  test('R64: a product can be read: prices by specification, the total, the way to sign in', () => {
    const html = render(productPage(), createFrame({ path: '/products/prd_1' }))

    for (const part of [
      '¥45.00',
      '¥468.00',
      '¥798.00',
      '¥2,340.00',
      'href="/sign-in?next=%2Fproducts%2Fprd_1"',
    ])
      expect(html).toContain(part)
  })

  test('language and theme are plain links that come back here', () => {
    expect(render(productPage(), createFrame({ path: '/products/prd_1' }))).toContain(
      'href="/preferences?language=en-US&amp;next=%2Fproducts%2Fprd_1"',
    )
  })
})
