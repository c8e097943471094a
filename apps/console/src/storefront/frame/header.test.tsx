import type { PageData } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { createRenderStorefront } from '../../render-page.tsx'
import { buyerSession, createFrame, createProduct } from '../example-product.ts'

const entry = (file: string) => ({ file, assets: ['assets/inter-x.woff2'] })
const render = createRenderStorefront({
  'src/storefront/entry-client.tsx': entry('assets/storefront.js'),
  'src/centre/entry-client.tsx': entry('assets/centre.js'),
})
const page: PageData = { route: 'product', product: createProduct() }
const headerOf = (html: string): string => /<header class="sh">.*?<\/header>/s.exec(html)?.[0] ?? ''
const seller = { id: 'sel_1' as const, name: { zh: '澄澜', en: 'Chenglan' } }

test('R1: a member who buys and sells has the way to both centres in the header, and one who only buys to one', () => {
  const buys = headerOf(render(page, createFrame({ session: buyerSession })))
  const doesBoth = headerOf(render(page, createFrame({ session: { ...buyerSession, seller } })))

  expect([buys, doesBoth].map((html) => html.includes('买家中心'))).toEqual([true, true])
  expect([buys, doesBoth].map((html) => html.includes('卖家中心'))).toEqual([false, true])
})

test('the footer leads to the centres of the reader’s roles, and a guest not to the one of operators', () => {
  const footerOf = (session: typeof buyerSession | null): string =>
    /<footer class="sf">.*?<\/footer>/s.exec(render(page, createFrame({ session })))?.[0] ?? ''
  const centresIn = (html: string): string[] =>
    ['买家中心', '卖家中心', '运营中心', '成为商家'].filter((name) => html.includes(`>${name}</a>`))

  expect(centresIn(footerOf(null))).toEqual(['买家中心', '卖家中心', '成为商家'])
  expect(centresIn(footerOf(buyerSession))).toEqual(['买家中心', '成为商家'])
  const operator = { ...buyerSession, operator: true }
  expect(centresIn(footerOf(operator as unknown as typeof buyerSession))).toContain('运营中心')
})

test('R294: the header has the search and leads to all categories, the free trials, and the reader’s centre', () => {
  const html = headerOf(render(page, createFrame({ session: buyerSession, path: '/products/prd_1' })))

  expect(html).toMatch(/<form[^>]*role="search"[^>]*action="\/search"/)
  // Also without scripts, which read the categories once the menu is opened.
  expect(html).toMatch(/<details class="menu menu--categories">.*全部分类.*<a href="\/search"><b>全部商品/s)
  expect(html).toContain('<a href="/search?mode=trial">免费试用</a>')
  expect(html).toContain('href="/buyer/')
})

test('R294: the menu of a phone has the same ways', () => {
  const html = headerOf(render(page, createFrame({ language: 'en-US' })))
  const menu = /<details class="menu menu--nav">.*?<\/details>/s.exec(html)?.[0] ?? ''

  expect([...menu.matchAll(/<a href="([^"]*)">/g)].map(([, href]) => href)).toEqual([
    '/search',
    '/search?mode=trial',
    '/sellers',
    '/developers',
    '/help',
  ])
})
