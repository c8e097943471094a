import { deliveryDecisions, deliverySteps } from '@loggia/protocol/console/supervision/messages'
import { describe, expect, test } from 'vitest'
import type { Area } from '../frame.ts'
import { findMessagePath } from './links.ts'
import { describeMessage } from './sentences.ts'

const product = { zh: '澄澜部署实施', en: 'Chenglan Deployment' }
const of = { orderId: 'ord_1', orderNumber: 'CS1', product, supervisionId: 'spv_1', reason: '缺少域名' }
const english = { language: 'en-US', zone: 'Asia/Shanghai' } as const
const all = [
  ...deliverySteps.map((what) => ['delivery', what] as const),
  ...deliveryDecisions.map((what) => ['delivery_decision', what] as const),
]

describe('messages of supervised deliveries', () => {
  test.each(all)('%s: %s names product, order and reason in both languages', (kind, what) => {
    for (const [language, name] of [
      ['zh-CN', product.zh],
      ['en-US', product.en],
    ] as const) {
      const reader = { language, zone: 'Asia/Shanghai', area: 'seller' as const }
      const { title, texts } = describeMessage({ kind, data: { ...of, what } }, reader)

      expect(title).toContain(name)
      expect(texts).toHaveLength(2)
      expect(texts[0]).toContain('CS1')
      expect(texts[1]).toContain('缺少域名')
    }
  })

  test.each(['buyer', 'seller', 'operator'] as const)('R96: they lead to the delivery: %s', (area: Area) => {
    const data = { ...of, what: 'appealed' }

    expect(findMessagePath({ kind: 'delivery', data }, { ...english, area })).toBe(
      `/${area}/supervisions/spv_1`,
    )
  })

  test('one of before, without the delivery, leads to the order', () => {
    const { supervisionId: _none, ...before } = of

    expect(
      findMessagePath({ kind: 'delivery', data: { ...before, what: 'made' } }, { ...english, area: 'buyer' }),
    ).toBe('/buyer/orders/ord_1')
  })
})
