import { describe, expect, test } from 'vitest'
import { sentencesOf } from './sentences.ts'

const product = { zh: '澄澜协同文档', en: 'Chenglan Docs' }

describe('messages', () => {
  test('a failed opening names the product and the order, and an instance that may be left only if one may', () => {
    const data = { orderNumber: 'CS2611241403ABCDE', product, orphanPossible: false }

    const plain = sentencesOf({ kind: 'opening_failed', data }, 'en-US')
    const withOrphan = sentencesOf(
      { kind: 'opening_failed', data: { ...data, orphanPossible: true } },
      'en-US',
    )

    expect(plain.title).toContain('Chenglan Docs')
    expect(plain.texts[0]).toContain('CS2611241403ABCDE')
    expect(plain.texts).toHaveLength(1)
    expect(withOrphan.texts).toHaveLength(2)
  })

  test('a release that failed names the order and the instance that is to be released by hand', () => {
    const data = { orderNumber: 'CS2611241403ABCDE', product, reference: 'i-77' }

    expect(sentencesOf({ kind: 'release_failed', data }, 'en-US').texts[0]).toMatch(/CS2611241403ABCDE.*i-77/)
    expect(sentencesOf({ kind: 'release_failed', data }, 'zh-CN').texts[0]).toMatch(/CS2611241403ABCDE.*i-77/)
  })

  test('a rejection gives its reason, an approval what can be done now', () => {
    const url = 'https://saas.example/loggia'
    const rejected = { kind: 'address_decided', data: { url, approved: false, reason: '证书已过期' } }
    const approved = { kind: 'address_decided', data: { url, approved: true } }

    expect(sentencesOf(rejected, 'zh-CN').texts).toEqual([url, '理由：证书已过期'])
    expect(sentencesOf(approved, 'zh-CN').texts).toHaveLength(2)
  })

  test.each([
    ['coupon_granted', { amount: 5 }],
    ['order_refunded', { orderNumber: 'CS1', amount: 'much' }],
    ['product_decided', {}],
  ])('%s that cannot be told in a sentence is told by its name and does not fail', (kind, data) => {
    expect(sentencesOf({ kind, data }, 'en-US')).toEqual({ title: kind, texts: [] })
  })
})
