import type { PageData, PageFrame } from '@loggia/protocol/console'
import { describe, expect, test } from 'vitest'
import { createRenderPage } from './render-page.tsx'
import { buyerSession, frame, product } from './storefront/example-product.ts'

const render = createRenderPage({
  'src/storefront/entry-client.tsx': {
    file: 'assets/storefront.js',
    css: ['assets/storefront.css'],
    assets: ['assets/inter-x.woff2'],
  },
  'src/centre/entry-client.tsx': {
    file: 'assets/centre.js',
    css: ['assets/centre.css'],
    imports: ['_react.js'],
  },
  '_react.js': { file: 'assets/react.js' },
})
const productPage = (change: Parameters<typeof product>[0] = {}): PageData => ({
  route: 'product',
  product: product(change),
})
const pages: Record<string, PageData> = {
  home: { route: 'home', products: [product()] },
  'home without products': { route: 'home', products: [] },
  product: productPage(),
  'sign-in': {
    route: 'sign-in',
    next: '/',
    demoAccounts: [{ name: '林', email: 'a@b.example', password: 'demo', role: 'buyer' }],
  },
  centre: { route: 'centre' },
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
  const page = pages[name] as PageData

  test.each(Object.keys(readers))(
    'for %s is one document in their language and theme, with the nonce on all it loads',
    (reader) => {
      const given = frame(readers[reader])
      const html = render(page, given)

      expect(html).toMatch(/^<!doctype html>/)
      expect(html).toContain(`<html lang="${given.language}" data-theme="${given.theme}">`)
      for (const [tag] of html.matchAll(/<(script|style|link rel="(stylesheet|modulepreload)")\b[^>]*>/g))
        expect(tag).toContain('nonce="n0nce"')
      expect(html).not.toMatch(/ style=|\son[a-z]+="/)
      expect(html.match(/<h1\b/g) ?? []).toHaveLength(page.route === 'centre' ? 0 : 1)
    },
  )

  test('carries its data without the nonce', () => {
    const { nonce: _, ...shown } = frame(readers['a buyer'])

    expect(dataIn(render(page, frame(readers['a buyer'])))).toEqual(
      JSON.parse(JSON.stringify({ page, frame: shown })),
    )
  })
})

describe('what sellers write', () => {
  const hostile = '</script><script>alert(1)</script><!--"\'&\u2028\u2029'

  test('cannot leave its place, in data, text or title', () => {
    const html = render(productPage({ name: { zh: hostile, en: hostile }, logo: '"><script>' }), frame())

    expect(html.match(/<script\b/g)).toHaveLength(2)
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    expect(html).not.toContain('<!--"')
    expect(/id="page"[^>]*>(.*?)<\/script>/s.exec(html)?.[1]).not.toMatch(/[<>\u2028\u2029]/)
    expect(html).toContain('<title>&lt;/script&gt;')
    expect(dataIn(html)).toMatchObject({ page: { product: { name: { zh: hostile } } } })
  })
})

describe('without scripts', () => {
  test('a product can be read: prices by specification, the total, the way to sign in', () => {
    const html = render(productPage(), frame({ path: '/products/prd_1' }))

    for (const part of [
      '¥45.00',
      '¥468.00',
      '¥798.00',
      '¥2,340.00',
      'href="/sign-in?next=%2Fproducts%2Fprd_1"',
    ])
      expect(html).toContain(part)
  })

  test('nobody has agreed to anything beforehand', () => {
    const html = render(productPage(), frame({ session: buyerSession }))

    expect(html).toMatch(/<input type="checkbox"/)
    expect(html).not.toMatch(/<input type="checkbox"[^>]*checked/)
  })

  test('language and theme are plain links that come back here', () => {
    expect(render(productPage(), frame({ path: '/products/prd_1' }))).toContain(
      'href="/preferences?language=en-US&amp;next=%2Fproducts%2Fprd_1"',
    )
  })
})

test('a seller is told why they cannot buy, and is not offered to', () => {
  const { buyer: _, ...rest } = buyerSession
  const html = render(
    productPage(),
    frame({ session: { ...rest, seller: { id: 'sel_1', name: { zh: '澄澜', en: 'Chenglan' } } } }),
  )

  expect(html).toContain('不是买家账号')
  expect(html).not.toContain('立即购买')
})
