import { describe, expect, test } from 'vitest'
import { createRenderStorefront } from './render-page.tsx'
import type { StorefrontPage } from './storefront/storefront.tsx'
import {
  buyerSession,
  createFrame,
  createPriceItem,
  createProduct,
  createSpecification,
} from './storefront/example-product.ts'

const render = createRenderStorefront({
  'src/storefront/entry-client.tsx': { file: 'assets/storefront.js', css: [], assets: [] },
})
const productPage = (
  change: Parameters<typeof createProduct>[0] = {},
): Extract<StorefrontPage, { route: 'product' }> => ({
  route: 'product',
  product: createProduct(change),
})

test('a seller is told why they cannot buy, and is not offered to', () => {
  const { buyer: _, ...rest } = buyerSession
  const html = render(
    productPage(),
    createFrame({ session: { ...rest, seller: { id: 'sel_1', name: { zh: '澄澜', en: 'Chenglan' } } } }),
  )

  expect(html).toContain('不是买家账号')
  expect(html).not.toContain('立即购买')
})

test.each([
  ['none', undefined, '个人认证即可'],
  ['personal', 'enterprise', '企业认证的买家'],
  ['personal', undefined, undefined],
  ['enterprise', 'enterprise', undefined],
] as const)(
  'R4: a buyer verified as %s, a product for %s: the panel says %s',
  (verification, needed, wanted) => {
    const buyer = { ...buyerSession.buyer, verification }
    const page = productPage(createProduct(needed ? { verification: needed } : {}))
    const html = render(page, createFrame({ session: { ...buyerSession, buyer } }))

    if (wanted === undefined) return expect(html).toContain('立即购买')
    expect(html).toContain(wanted)
    expect(html).toContain('href="/buyer/organisation"')
    expect(html).not.toContain('立即购买')
  },
)

test.each([
  [false, ['phone'], true],
  [true, ['phone'], false],
  [false, ['email'], false],
] as const)(
  'R66: an account whose phone is known: %s, a product that asks for %j: the panel asks to add it: %s',
  (hasPhone, buyerData, isAsked) => {
    const buyer = { ...buyerSession.buyer, hasPhone }
    const page = productPage(createProduct({ buyerData: [...buyerData] }))
    const html = render(page, createFrame({ session: { ...buyerSession, buyer } }))

    expect(html.includes('填写联系方式')).toBe(isAsked)
    expect(html.includes('立即购买')).toBe(!isAsked)
  },
)

describe('a product page that is read without a script', () => {
  const both = (zh: string, en: string) => ({ zh, en })
  const [first, second] = createProduct().specifications
  if (!first || !second) throw new Error('The example has two specifications')
  const banded = createPriceItem(7, '100', {
    bands: [{ above: 10, unitPrice: { amount: '90', currency: 'CNY' } }],
  })
  const tiered = productPage({
    quantity: { name: both('席位', 'Seats'), unit: both('席', 'seat'), min: 1, max: 500, pricing: 'tier' },
    specifications: [createSpecification(1, [banded])],
  })
  const at = (search: string) => createFrame({ path: `/products/prd_1${search}` })

  test('R22: shows the bands, the one in force, and the price of what the address has chosen', () => {
    const html = render(tiered, at('?quantity=20&term=month-3'))

    expect(html).toContain('整量计价')
    expect(html).toMatch(/<tr class="on"><th scope="row">11 起/)
    expect(html).toContain('¥90.00 × 20 席 × 3 个月')
    expect(html).toContain('¥5,400.00')
  })

  test('R30, R52: what is sold out or hidden is said, and a hidden product is not indexed', () => {
    const html = render(productPage({ state: 'hidden' }), at(''))
    const soldOut = render(productPage({ specifications: [{ ...first, soldOut: true }] }), at(''))

    expect(html).toContain('商品不公开')
    expect(html).toContain('<meta name="robots" content="noindex">')
    expect(render(productPage(), at(''))).not.toContain('noindex')
    expect(soldOut).toContain('所有规格均已售罄')
    expect(soldOut).toContain('https://schema.org/SoldOut')
  })

  test('R52: the address of a specification opens with it chosen', () => {
    const html = render(productPage(), createFrame({ path: `/products/prd_1/specifications/${second.id}` }))

    expect(html).toMatch(new RegExp(`checked=""[^>]*value="${second.id}"`))
  })

  test('R47a: everybody reads what the order will ask', () => {
    const domain = { name: 'domain', label: both('企业邮箱域名', 'Mail domain'), kind: 'domain' } as const
    const staff = { name: 'staff', label: both('人数', 'Staff'), kind: 'number', min: 1, max: 9 } as const
    const page = productPage({
      buyerParameters: [
        { ...domain, required: true },
        { ...staff, required: false },
      ],
    })

    expect(render(page, at(''))).toContain('下单时需填写：企业邮箱域名、人数（选填）。')
  })

  test('it leads to the checkout with what is chosen, also without scripts', () => {
    const guest = render(productPage(), at('?quantity=20&term=month-3'))
    const buyer = render(productPage(), createFrame({ session: buyerSession, path: '/products/prd_1' }))

    const { id } = createProduct()
    const chosen = `/products/${id}/checkout?specification=${first.id}&quantity=20&term=month-3`
    expect(guest).toContain(`href="/sign-in?next=${encodeURIComponent(chosen)}"`)
    expect(buyer).toMatch(new RegExp(`<form class="buy"[^>]*action="/products/${id}/checkout" method="get"`))
    expect(render(productPage(), at('?quantity=1'))).toContain('href="/sign-in?next=%2Fproducts%2Fprd_1')
  })

  test('R36, R65: pictures, support and agreements stand on it', () => {
    const html = render(
      {
        ...productPage({
          pictures: ['/media/one.png'],
          buyerData: ['email'],
          support: {
            hours: both('工作日', 'Weekdays'),
            content: both('使用咨询', 'Usage'),
            hotline: '12345',
            email: 'help@seller.example',
          },
          agreement: { version: 3, text: both('# 服务约定', 'Service terms') },
        }),
        marketTerms: { version: 2, text: both('# 市场约定\n- 见[帮助](/help)', 'Market terms') },
      },
      createFrame({ session: buyerSession, path: '/products/prd_1' }),
    )

    for (const part of [
      'src="/media/one.png"',
      'help@seller.example',
      '<h4>市场约定</h4>',
      '<a href="/help">帮助</a>',
      '第 2 版',
      '# 服务约定',
      '第 3 版',
    ])
      expect(html).toContain(part)
    // R66: consents are given with the order.
    expect(html).not.toContain('type="checkbox"')
  })
})
