import type { Language } from '@loggia/kernel'
import type { ComparedProduct } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { createProduct } from '../example-product.ts'
import { findMatch } from './match.ts'
import { listGroups } from './rows.ts'
import type { Row } from './rows.ts'

const cheap = createProduct({ id: `prd_${'2'.repeat(26)}`, name: { zh: '便宜', en: 'Cheap' } })
const dear = createProduct({ specifications: createProduct().specifications.slice(1) })

function rowsOf(products: readonly ComparedProduct[], language: Language = 'zh-CN'): Map<string, Row> {
  const condition = { quantity: 10, months: 12 }
  const columns = products.map((product) => ({ product, match: findMatch(product, condition) }))
  const groups = listGroups(columns, { language, zone: 'Asia/Shanghai' })
  return new Map(groups.flatMap(({ rows }) => rows.map((row) => [row.name, row])))
}

test('the total shows its arithmetic, and the lowest is marked', () => {
  const total = rowsOf([cheap, dear]).get('应付合计')

  expect(total?.cells).toMatchObject([
    { text: '¥4,680.00', notes: ['¥468.00 × 10 席 × 1 年'], best: '最低' },
    { text: '¥7,980.00', notes: ['¥798.00 × 10 席 × 1 年'] },
  ])
  expect(total?.cells[1]).not.toHaveProperty('best')
})

test('the rating has the number of reviews, and the highest is marked; without any review there is no such row', () => {
  const good = { ...cheap, ratings: { average: '4.8', count: 126 } }
  const fair = { ...dear, ratings: { average: '4.4', count: 1 } }

  expect(rowsOf([good, dear, fair]).get('评分')?.cells).toMatchObject([
    { text: '★ 4.8', notes: [expect.stringContaining('126')], best: '最高' },
    {},
    { text: '★ 4.4' },
  ])
  expect(rowsOf([cheap, dear]).has('评分')).toBe(false)
})

test('each product leads to its reviews, or to its questions while it has none, and the quickest seller is marked', () => {
  const rated = { ...cheap, ratings: { average: '4.8', count: 126 }, answerMs: 1_380_000 }
  const slow = { ...dear, answerMs: 7_200_000 }
  const rows = rowsOf([rated, slow, cheap])

  expect(rows.get('评价与咨询')).toMatchObject({
    differs: false,
    cells: [
      { text: '查看 126 条评价', href: `/products/${cheap.id}#reviews` },
      { href: `/products/${dear.id}#questions` },
      { href: `/products/${cheap.id}#questions` },
    ],
  })
  expect(rows.get('工单首次回复')?.cells).toMatchObject([
    { text: expect.stringContaining('23 分'), best: '最快' },
    { text: expect.stringContaining('2 小时') },
    {},
  ])
})

test('nothing is the best where all are the same, or where currencies differ', () => {
  const foreign = createProduct({
    specifications: dear.specifications.map((one) => ({
      ...one,
      skus: one.skus.map((sku) => ({
        ...sku,
        priceItems: sku.priceItems.map((item) => ({
          ...item,
          unitPrice: { ...item.unitPrice, currency: 'USD' as const },
        })),
      })),
    })),
  })
  const bestOf = (products: readonly ComparedProduct[]) =>
    rowsOf(products)
      .get('应付合计')
      ?.cells.map(({ best }) => best)

  expect(bestOf([cheap, cheap])).toEqual([undefined, undefined])
  expect(bestOf([cheap, foreign])).toEqual([undefined, undefined])
})

test('rows that differ are told from those that are the same, and unknown ones are left out', () => {
  const promised = createProduct({
    afterSale: { fiveDayRefund: false, upgrades: true, renewalChanges: true },
  })
  const rows = rowsOf([cheap, promised])

  expect(rows.get('五天无理由退订')).toMatchObject({ differs: true, cells: [{ has: true }, { has: false }] })
  expect(rows.get('续费时变更')).toMatchObject({ differs: false })
  expect(rows.has('服务时间')).toBe(false)
  expect(rows.has('开通成功率')).toBe(false)
})

test('a product that is not sold in this quantity says in which it is', () => {
  const many = createProduct({ quantity: { ...createProduct().quantity!, min: 50 } })

  const [, cell] = rowsOf([cheap, many], 'en-US').get('Total')?.cells ?? []

  expect(cell).toEqual({ text: 'Not sold in this quantity', notes: ['Sold: 50–2,000 seats'] })
})

test('attributes of the same name are one row', () => {
  const value = (zh: string, en: string) => ({ zh, en })
  const name = value('地域', 'Region')
  const one = createProduct({ attributes: [{ name, values: [value('华东', 'East')] }] })
  const two = createProduct({
    attributes: [{ name, values: [value('华东', 'East'), value('华北', 'North')] }],
  })

  expect(rowsOf([one, two, cheap]).get('地域')?.cells).toEqual([{ text: '华东' }, { text: '华东、华北' }, {}])
})
