import type { DraftProduct } from '@loggia/protocol/console'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listContentRows, isChanged, findMiddle } from '../../centre/parts/versions.ts'
import { listContentFacts } from './diff.ts'

const both = (zh: string, en: string) => ({ zh, en })
const cny = (amount: string) => ({ amount, currency: 'CNY' as const })
const spec = `spc_${'0'.repeat(26)}` as const
const draft = (change: Partial<DraftProduct> = {}): DraftProduct => ({
  name: both('澄澜协同文档', 'Chenglan Docs'),
  summary: both('写得下', 'Room to write'),
  description: both('说明', 'Description'),
  category: 'collaboration',
  quantity: { name: both('席位', 'Seats'), unit: both('席', 'seat'), min: 1, max: 500, pricing: 'tier' },
  specifications: [
    {
      id: spec,
      name: both('标准版', 'Standard'),
      features: [both('审计', 'Audit')],
      prices: [
        {
          period: 'month',
          unitPrice: cny('45'),
          bands: [{ above: 10, unitPrice: cny('40') }],
          trialDays: 14,
        },
      ],
    },
  ],
  ...change,
})
const rowsOf = (before: DraftProduct, after: DraftProduct) =>
  listContentRows(listContentFacts(before, 'zh-CN'), listContentFacts(after, 'zh-CN'))

describe('what a change of a product changes', () => {
  test('a product beside itself has no change', () => {
    expect(rowsOf(draft(), draft()).filter(isChanged)).toEqual([])
  })

  test('a price is told with its unit, its bands and its trial', () => {
    const price = listContentFacts(draft(), 'zh-CN').find(({ name }) => name === '价格：按月')

    expect(price).toMatchObject({
      group: '规格：标准版',
      value: '¥45.00 / 席 / 月\n11 起 ¥40.00\n试用 14 天',
    })
  })

  test('R38, R39: the flow, the template and the criteria are told, and what follows for the promises', () => {
    const text = both('内容', 'Text')
    const after = draft({ supervision: { flow: 'saas', template: text, criteria: text } })

    expect(rowsOf(draft(), after).filter(isChanged)).toMatchObject([
      { name: '五天无理由退订', before: '支持', after: '不支持' },
      { name: '服务监管', before: '不使用服务监管', after: '使用服务监管' },
      { name: '交付模板', after: '内容\n\nText' },
      { name: '验收标准', after: '内容\n\nText' },
    ])
  })

  test('a manual service that promises nothing has no change if its content says nothing of it', () => {
    const none = { fiveDayRefund: false, upgrades: false, renewalChanges: false }
    const before = draft({ type: 'manual_service', afterSale: none })

    expect(rowsOf(before, draft({ type: 'manual_service' })).filter(isChanged)).toEqual([])
  })

  test('R47a: what buyers are asked for is one row each, with all that a buyer and a server read', () => {
    const domain = {
      name: 'emailDomainName',
      label: both('企业邮箱域名', 'Mail domain'),
      required: true,
      kind: 'domain' as const,
    }
    const plan = {
      name: 'plan',
      label: both('方案', 'Plan'),
      required: false,
      kind: 'choice' as const,
      options: [
        { value: 's', label: both('小', 'Small') },
        { value: 'l', label: both('大', 'Large') },
      ],
    }
    const before = draft({ buyerParameters: [domain] })
    const after = draft({ buyerParameters: [{ ...domain, required: false }, plan] })

    expect(rowsOf(before, after).filter(isChanged)).toMatchObject([
      {
        name: '购买参数：emailDomainName',
        before: '企业邮箱域名 · Mail domain\n域名 · 必填',
        after: '企业邮箱域名 · Mail domain\n域名 · 选填',
      },
      {
        name: '购买参数：plan',
        after: '方案 · Plan\n单选 · 选填\ns: 小 · Small\nl: 大 · Large',
      },
    ])
  })

  test('R57: another date of a certificate is a row that differs, a new one has nothing before', () => {
    const certificate = { kind: 'compatibility' as const, number: 'C-1', holder: '澄澜科技' }
    const before = draft({ certificates: [{ ...certificate, validUntil: '2027-01-31' }] })
    const other = { kind: 'software_copyright' as const, number: '2026SR001', holder: '澄澜科技' }
    const after = draft({ certificates: [{ ...certificate, validUntil: '2028-01-31' }, other] })

    expect(rowsOf(before, after).filter(isChanged)).toMatchObject([
      {
        name: '证书：兼容性认证 C-1',
        before: '澄澜科技 · 有效期至 2027-01-31',
        after: '澄澜科技 · 有效期至 2028-01-31',
      },
      { name: '证书：软件著作权 2026SR001', after: '澄澜科技 · 长期有效' },
    ])
  })

  test('a video, documents and the place of the data are rows that differ', () => {
    const guide = { name: { zh: '使用指南', en: 'User guide' }, address: 'https://seller.example/guide' }
    const before = draft({ documents: [guide] })
    const after = draft({
      video: 'https://seller.example/video',
      documents: [{ ...guide, address: 'https://seller.example/new' }],
      dataLocation: { zh: '上海', en: 'Shanghai' },
    })

    expect(rowsOf(before, after).filter(isChanged)).toMatchObject([
      { name: '视频网址', after: 'https://seller.example/video' },
      {
        name: '文档：使用指南',
        before: '使用指南 · User guide\nhttps://seller.example/guide',
        after: '使用指南 · User guide\nhttps://seller.example/new',
      },
      { name: '数据存放地', after: '上海 · Shanghai' },
    ])
  })

  test('another price is the one row that differs', () => {
    const after = draft()
    const dearer: DraftProduct = {
      ...after,
      specifications: after.specifications.map((one) => ({
        ...one,
        prices: [{ period: 'month', unitPrice: cny('48') }],
      })),
    }

    expect(rowsOf(draft(), dearer).filter(isChanged)).toMatchObject([
      { name: '价格：按月', before: '¥45.00 / 席 / 月\n11 起 ¥40.00\n试用 14 天', after: '¥48.00 / 席 / 月' },
    ])
  })

  test('what is new has nothing before, and what is gone nothing after', () => {
    const rows = rowsOf(draft({ tags: ['文档'] }), draft({ logo: '/media/logo.png' })).filter(isChanged)

    expect(rows.map(({ key, before, after }) => ({ key, before, after }))).toEqual([
      { key: 'logo', before: undefined, after: '/media/logo.png' },
      { key: 'tags', before: '文档', after: undefined },
    ])
  })

  test('a renamed specification stays the same one, by its id', () => {
    const after = draft()
    const renamed: DraftProduct = {
      ...after,
      specifications: after.specifications.map((one) => ({ ...one, name: both('团队版', 'Team') })),
    }

    expect(rowsOf(draft(), renamed).filter(isChanged)).toMatchObject([
      { before: '标准版 · Standard', after: '团队版 · Team' },
    ])
  })

  test('each combination of attributes has a price of its own', () => {
    const withAttributes = draft({
      attributes: [
        { name: both('地域', 'Region'), values: [both('北京', 'Beijing'), both('上海', 'Shanghai')] },
      ],
      specifications: [
        {
          name: both('标准版', 'Standard'),
          features: [],
          skus: [
            { values: [0], prices: [{ period: 'year', unitPrice: cny('1') }] },
            { values: [1], prices: [{ period: 'one_time', unitPrice: cny('2') }] },
          ],
        },
      ],
    })

    expect(listContentFacts(withAttributes, 'en-US').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Price: Beijing · yearly', 'Price: Shanghai · one-time']),
    )
  })
})

describe('what differs between two texts', () => {
  test('only the middle is marked', () => {
    expect(findMiddle('每席 45 元', '每席 48 元')).toEqual({
      head: '每席 4',
      removed: '5',
      added: '8',
      tail: ' 元',
    })
  })

  test('both sides can always be put together again, without cutting a character', () => {
    // Few different letters, so that common beginnings and ends often overlap.
    const text = fc.string({ unit: fc.constantFrom('a', '席', '𠮷', '👍'), maxLength: 8 })

    fc.assert(
      fc.property(text, text, (before, after) => {
        const { head, removed, added, tail } = findMiddle(before, after)
        expect(head + removed + tail).toBe(before)
        expect(head + added + tail).toBe(after)
        expect([head, removed, added, tail].every((part) => part.isWellFormed())).toBe(true)
      }),
    )
  })
})
