import type { CheckoutReader, PageFrame, Product } from '@loggia/protocol/console'
import { describe, expect, test } from 'vitest'
import { createRenderStorefront } from './render-page.tsx'
import {
  buyerSession,
  createFrame,
  createPriceItem,
  createProduct,
  createSpecification,
} from './storefront/example-product.ts'

const render = createRenderStorefront({
  'src/storefront/entry-client.tsx': { file: 'assets/storefront.js', css: [], assets: [] },
  'src/storefront/checkout/checkout.tsx': { file: 'assets/checkout.js', css: [], assets: [] },
})
const both = (zh: string, en: string) => ({ zh, en })
const [first] = createProduct().specifications
if (!first) throw new Error('The example has a specification')
const domain = {
  name: 'emailDomainName',
  label: both('企业邮箱域名', 'Mail domain'),
  hint: both('开通后不能更换', 'It stays'),
  required: true,
  kind: 'domain',
} as const
const floor = {
  name: 'floor',
  label: both('楼层', 'Floor'),
  required: false,
  kind: 'number',
  min: -2,
  max: 9,
} as const

type Given = {
  readonly product?: Partial<Product>
  readonly search?: string
  readonly own?: Partial<CheckoutReader>
  readonly frame?: Partial<PageFrame>
}
const year = `?specification=${first.id}&quantity=20&term=year-1`
const own: CheckoutReader = {
  balance: { amount: '10000.00', currency: 'CNY' },
  passed: {},
  options: { costCentres: [], approvers: [] },
}

/** As the server renders it for a buyer. */
const show = ({ product, search = year, own: change, frame }: Given = {}): string =>
  render(
    { route: 'checkout', product: createProduct(product), terms: { version: 4 }, own: { ...own, ...change } },
    createFrame({ session: buyerSession, path: `/products/prd_1/checkout${search}`, ...frame }),
  )
const mainOf = (html: string): string => /<main.*<\/aside>/s.exec(html)?.[0] ?? ''

describe('a checkout that can be paid', () => {
  const html = show({
    product: {
      buyerData: ['email', 'phone'],
      buyerParameters: [domain, floor],
      agreement: { version: 3, text: both('服务约定', 'Terms') },
    },
    own: { passed: { phone: '13800002046', email: 'lin@cangye.example' } },
  })

  test('has the steps, the choice, and a price that multiplies', () => {
    expect(html).toMatch(/<li aria-current="step"><b>2<\/b><span>确认并支付/)
    for (const part of [
      '¥468.00 / 席 / 年',
      '20 席',
      '月价 ¥45.00 × 20 席 × 12 个月',
      '¥10,800.00',
      '−¥1,440.00',
    ])
      expect(html).toContain(part)
    expect(html).toContain('支付 ¥9,360.00')
    expect(html).toContain('支付后余额 ¥640.00')
    expect(html).toContain('<meta name="robots" content="noindex">')
  })

  test('sends nothing before the script runs: what was ticked and typed would be lost', () => {
    expect(html).toMatch(/<form [^>]*id="checkout"[^>]*method="dialog"/)
    expect(html).toContain('data-early="true"')
  })

  test('R65, R66: nothing is ticked, and each consent has the very data and versions beside it', () => {
    expect(html).toMatch(/<input type="checkbox" id="consent"/)
    expect(html).toMatch(/<input type="checkbox" id="agreement"/)
    expect(html).not.toMatch(/type="checkbox"[^>]*checked/)
    expect(html).toContain('<b>13800002046</b>')
    expect(html).toContain('<b>lin@cangye.example</b>')
    expect(html).toContain('《云商店用户协议》（第 4 版）')
    expect(html).toContain('《澄澜协同文档服务协议》（第 3 版）')
  })

  test('R47a: the buyer fills in what the product asks', () => {
    expect(html).toMatch(/<label for="parameter-emailDomainName">企业邮箱域名<\/label><input[^>]*value=""/)
    expect(html).toContain('开通后不能更换')
    expect(html).toContain('楼层（选填）')
    // Numeric keyboards have no minus on some phones.
    expect(html).toMatch(
      /inputMode="text"[^>]*id="parameter-floor"|id="parameter-floor"[^>]*inputMode="text"/i,
    )
  })

  test('says whether there is a five-day refund, and when data are released', () => {
    expect(html).toContain('开通后 5 天内可无理由全额退订')
    expect(html).toContain('宽限期和保留期后释放')
    const without = show({
      product: { afterSale: { fiveDayRefund: false, upgrades: true, renewalChanges: true } },
    })
    expect(without).toContain('不支持五天无理由退订')
  })
})

test('R22: the quantity has its band, and each line of the price multiplies', () => {
  const banded = createPriceItem(1, '100', {
    bands: [{ above: 10, unitPrice: { amount: '90', currency: 'CNY' } }],
  })
  const quantity = { name: both('席位', 'Seats'), unit: both('席', 'seat'), min: 1, max: 500 }
  const of = (pricing: 'tier' | 'step') =>
    show({
      product: { quantity: { ...quantity, pricing }, specifications: [createSpecification(1, [banded])] },
      search: `?specification=${first.id}&quantity=20&term=month-3`,
    })

  expect(of('tier')).toContain('20 席（档位 11 起，整量计价）')
  expect(of('tier')).toContain('¥90.00 × 20 席 × 3 个月')
  expect(of('step')).toContain('¥100.00 × 10 席 × 3 个月')
  expect(of('step')).toContain('¥90.00 × 10 席 × 3 个月')
})

test('R27: a trial is neither paid nor charged, so that its page says nothing about that', () => {
  const priceItems = [createPriceItem(1, '45', { trialDays: 14 })]
  const given = {
    product: { specifications: [createSpecification(1, priceItems)] },
    search: `?specification=${first.id}&quantity=20&term=trial`,
  }

  const html = mainOf(show(given))
  expect(html).toContain('确认试用')
  expect(html).toContain('试用 14 天')
  expect(html).not.toMatch(/支付|余额|充值|应付/)
  const english = mainOf(show({ ...given, frame: { language: 'en-US' } }))
  expect(english).toContain('Start 14-day trial')
  expect(english).not.toMatch(/\bpay|balance|top up/i)
})

test('R61: with too low a balance the order can be placed, and the top-up leads back here', () => {
  const html = show({ own: { balance: { amount: '9000.00', currency: 'CNY' } } })

  expect(html).toContain('还差 ¥360.00')
  expect(html).toContain('下单，稍后支付')
  expect(html).not.toContain('支付 ¥9,360.00')
  expect(html).toContain(
    `href="/buyer/top-ups/new?${new URLSearchParams({ amount: '360.00', next: `/products/prd_1/checkout${year}` }).toString().replaceAll('&', '&amp;')}"`,
  )
})

describe('a checkout at which nothing can be ordered says why, and has no fields', () => {
  const { buyer: _, ...rest } = buyerSession
  const seller = { ...rest, seller: { id: 'sel_1', name: both('澄澜', 'Chenglan') } } as const
  const suspension = { reason: '恶意退订', since: '2026-11-01T00:00:00.000Z' }
  const asBuyer = (change: object) => ({
    frame: { session: { ...buyerSession, buyer: { ...buyerSession.buyer, ...change } } },
  })
  test.each<readonly [string, Given, string]>([
    ['a guest', { frame: { session: null } }, '登录买家账号后可下单'],
    ['a seller', { frame: { session: seller } }, '当前账号不是买家账号'],
    ['a suspended buyer', asBuyer({ suspension }), '恶意退订'],
    ['R4: an unverified buyer', asBuyer({ verification: 'none' }), '完成实名认证后才能购买'],
    [
      'R66: a buyer without a phone',
      { ...asBuyer({ hasPhone: false }), product: { buyerData: ['phone'] } },
      '填写联系方式',
    ],
    ['another term', { search: `?specification=${first.id}&quantity=20&term=year-9` }, '已不再提供'],
    ['another specification', { search: '?specification=spc_9&quantity=20&term=year-1' }, '已不再提供'],
    ['an attribute', { search: `${year}&a0=1` }, '已不再提供'],
    ['too many', { search: `?specification=${first.id}&quantity=2001&term=year-1` }, '不在可购买的范围内'],
    ['no number', { search: `?specification=${first.id}&quantity=-5&term=year-1` }, '不在可购买的范围内'],
    ['R30: sold out', { product: { specifications: [{ ...first, soldOut: true }] } }, '暂时无法购买'],
    ['R32: another currency', { product: { foreignCurrency: 'USD' } }, 'USD'],
  ])('%s', (_name, given, sentence) => {
    const html = show({ ...given, product: { buyerParameters: [domain], ...given.product } })

    expect(html).toContain(sentence)
    expect(html).not.toContain('type="submit"')
    expect(mainOf(html)).not.toMatch(/<input/)
  })

  test('R3, R3c: a member without the right to buy is told who has it, and may ask them', () => {
    const session = { ...buyerSession, rights: { buyer: { main: false, grants: [] } } }
    const among = (names: string[]) => {
      const approvers = names.map((name) => ({ id: `mbr_${name}` as const, name, owner: false }))
      return show({ frame: { session }, own: { options: { costCentres: [], approvers } } })
    }

    expect(among(['林知遥', '周行'])).toContain('可以购买的成员：林知遥、周行。')
    expect(among(['一', '二', '三', '四', '五', '六'])).toContain('一、二、三、四、五等 6 人')
    expect(among([])).toContain('目前没有成员可以购买')
    expect(among(['林知遥'])).toContain('提交采购申请')
    expect(among([])).not.toContain('提交采购申请')
    expect(among([])).not.toContain('type="submit"')
  })

  test('R3b: who may buy and is no owner can ask for approval instead', () => {
    const approvers = [{ id: 'mbr_1' as const, name: '林知遥', owner: true }]
    const options = { costCentres: [], approvers }
    const among = (main: boolean) => {
      const rights = { buyer: { main, grants: ['purchase' as const] } }
      return show({ frame: { session: { ...buyerSession, rights } }, own: { options } })
    }

    expect(among(false)).toContain('改为提交采购申请')
    expect(among(true)).not.toContain('改为提交采购申请')
  })

  test('a guest signs in or up and comes back with what was chosen', () => {
    const html = show({ frame: { session: null } })
    const next = encodeURIComponent(`/products/prd_1/checkout${year}`)

    expect(html).toContain(`href="/sign-in?next=${next}"`)
    expect(html).toContain(`href="/sign-up?next=${next}"`)
  })
})
