import { describe, expect, test } from 'vitest'
import type { MessageReader } from './reader.ts'
import { describeMessage, findMessageTopic } from './sentences.ts'

const product = { zh: '澄澜协同文档', en: 'Chenglan Docs' }
const zone = 'Asia/Shanghai'
const english: MessageReader = { language: 'en-US', zone, area: 'seller' }
const chinese: MessageReader = { language: 'zh-CN', zone, area: 'seller' }
const operator: MessageReader = { ...english, area: 'operator' }

describe('messages', () => {
  test('a failed opening names the product and the order, and an instance that may be left only if one may', () => {
    const data = { orderNumber: 'CS2611241403ABCDE', product, orphanPossible: false }

    const plain = describeMessage({ kind: 'opening_failed', data }, english)
    const withOrphan = describeMessage(
      { kind: 'opening_failed', data: { ...data, orphanPossible: true } },
      english,
    )

    expect(plain.title).toContain('Chenglan Docs')
    expect(plain.texts[0]).toContain('CS2611241403ABCDE')
    expect(plain.texts).toHaveLength(1)
    expect(withOrphan.texts).toHaveLength(2)
  })

  test('a title parts Latin names from the Chinese words around them', () => {
    const data = { callId: 'cal_1', operation: 'new_people', activity: 'newInstance', state: 'stopped' }
    const titleOf = (zh: string): string =>
      describeMessage({ kind: 'call_failing', data: { ...data, product: { zh, en: 'Care' } } }, chinese).title

    expect(titleOf('Luyu Care')).toMatch(/^Luyu Care 的“/)
    expect(titleOf('澄澜协同文档')).toMatch(/^澄澜协同文档的“/)
  })

  test('an opening without an address is told the seller with what is missing, the operators with the seller’s name', () => {
    const data = {
      orderNumber: 'CS2611241403ABCDE',
      product,
      seller: { name: { zh: '澄澜', en: 'Chenglan' } },
    }

    const [toSeller, toOperator] = [english, operator].map((reader) =>
      describeMessage({ kind: 'instance_unaddressed', data }, reader),
    )

    expect(toSeller?.title).toContain('Chenglan Docs')
    expect(toSeller?.texts.join(' ')).toContain('appInfo.frontEndUrl')
    expect(toOperator?.texts.join(' ')).toMatch(/^Chenglan confirmed order CS2611241403ABCDE/)
  })

  test.each(['opening', 'release', 'freeze', 'lift', 'returned_renewal'])(
    'an id that two services share is told with both orders: %s',
    (what) => {
      const data = {
        orderNumber: 'CS1',
        otherOrderNumber: 'CS2',
        reference: 'i-1',
        what,
        product,
        seller: { name: product },
      }

      for (const reader of [chinese, operator]) {
        const { title, texts } = describeMessage({ kind: 'instance_shared', data }, reader)
        expect(title).not.toBe('instance_shared')
        expect(texts.join(' ')).toMatch(/i-1.*CS1.*CS2/)
      }
    },
  )

  test('a stopped call names its product, or only what was asked if it is about no single order', () => {
    const data = { callId: 'cal_1', operation: 'new_people', activity: 'newInstance', state: 'stopped' }
    const titleOf = (reader: MessageReader, more: object = {}) =>
      describeMessage({ kind: 'call_failing', data: { ...data, ...more } }, reader).title

    expect(titleOf(chinese)).toBe('“新购”调用已停止')
    expect(titleOf(english)).toMatch(/ call has stopped$/)
    expect(titleOf(chinese, { product })).toBe('澄澜协同文档的“新购”调用已停止')
    expect(titleOf(english, { product })).toMatch(/ call for Chenglan Docs has stopped$/)
  })

  test('a rejection gives its reason, an approval what can be done now', () => {
    const url = 'https://saas.example/loggia'
    const rejected = { kind: 'address_decided', data: { url, approved: false, reason: '证书已过期' } }
    const approved = { kind: 'address_decided', data: { url, approved: true } }

    expect(describeMessage(rejected, chinese).texts).toEqual([url, '原因：证书已过期'])
    expect(describeMessage(approved, chinese).texts).toHaveLength(2)
  })

  test('R49, R50: a decision about a product says what was decided; one of before is about its release', () => {
    const told = (application?: string) =>
      describeMessage(
        { kind: 'product_decided', data: { name: product, application, approved: true } },
        english,
      ).title

    expect([told(), told('release')]).toEqual(['Chenglan Docs is now listed', 'Chenglan Docs is now listed'])
    expect(told('change')).toBe('The change to Chenglan Docs is live')
    expect(told('delisting')).toBe('The delisting of Chenglan Docs was approved')
  })

  test.each([
    ['product_suspended', { until: '2026-11-25T06:33:00.000Z', reason: '热线无人接听' }, '热线无人接听'],
    ['order_stopped', { product, orderNumber: 'CS1', why: 'suspended' }, '重新下单'],
    ['order_stopped', { product, orderNumber: 'CS1', why: 'delisted' }, '已停售'],
    [
      'certificate_expiring',
      { certificates: [{ kind: 'compatibility', number: 'C-1', validUntil: '2027-01-31' }] },
      '兼容性认证 C-1：有效期至 2027-01-31',
    ],
    [
      'certificate_expired',
      { certificates: [{ kind: 'other', number: 'C-2', validUntil: '2027-01-31' }] },
      '恢复公开',
    ],
    ['product_review_started', { dueAt: '2026-12-02T08:00:00Z' }, '最迟 2026-12-02 16:00 答复'],
    ['product_taken_off', { reason: '与其他商品相同' }, '与其他商品相同'],
    ['product_returned', {}, '可以购买'],
    ['sold_out', { specification: { zh: '标准版', en: 'Standard' } }, '补充库存'],
    [
      'change_check_unanswered',
      { verdict: { code: 'http_status', sentence: { zh: '状态码 400。', en: 'Status 400.' } } },
      '状态码 400。',
    ],
    ['change_check_unanswered', {}, 'changeInstanceCheck'],
    ['account_confirmed', {}, '可以购买'],
    ['sign_ins_slowed', { member: '林知遥' }, '登录过的浏览器不受影响'],
    ['open_api_key_locked', { key: '订单服务', accessKeyId: 'AK12' }, 'AK12'],
    ['organisation_applied', { of: 'buyer' }, '3 个工作日'],
    ['organisation_decided', { of: 'seller', approved: false, reason: '地址不存在' }, '地址不存在'],
  ])('%s is told with what matters of it', (kind, data, wanted) => {
    const { title, texts } = describeMessage({ kind, data: { name: product, ...data } }, chinese)

    expect(title).not.toBe(kind)
    expect(texts.join(' ')).toContain(wanted)
  })

  const endsAt = '2026-12-03T16:00:00.000Z'
  const sentence = { zh: '余额不足。', en: 'The balance is not enough.' }
  const yearly = { amount: '1500.00', currency: 'CNY' }
  test.each([
    ['service_expiring', { daysLeft: 7, endsAt, renewsItself: false }, '续费'],
    ['service_expiring', { daysLeft: 1, endsAt, renewsItself: true }, '余额充足'],
    [
      'service_expiring',
      { daysLeft: 7, endsAt, renewsItself: true, renewal: { period: 'year', amount: yearly } },
      '续费 1 年，扣款 ¥1,500.00',
    ],
    [
      'service_expiring',
      {
        daysLeft: 7,
        endsAt,
        renewsItself: true,
        renewal: { period: 'month', amount: yearly, replaces: 'year' },
      },
      '不再按年销售，自动续费将改为按月',
    ],
    ['service_in_grace', { until: endsAt }, '2026-12-04 00:00'],
    ['service_frozen', { until: endsAt }, '2026-12-04 00:00'],
    ['service_releasing', { until: endsAt }, '2026-12-04 00:00'],
    ['service_released', {}, '重新购买'],
    ['auto_renewal_failed', { sentence, nextTryAt: endsAt }, '余额不足'],
    ['auto_renewal_failed', { sentence }, '手动续费'],
    ['auto_renewal_failed', { sentence, period: 'year', amount: yearly }, '续费 1 年，需扣款 ¥1,500.00'],
    ['service_renewed_itself', { amount: { amount: '10.00', currency: 'CNY' }, endsAt }, '¥10.00'],
    ['service_renewed_itself', { amount: yearly, period: 'year', endsAt }, '续费 1 年'],
    [
      'auto_renewal_period_replaced',
      { from: 'year', to: 'month', amount: yearly, nextTryAt: endsAt },
      '2026-12-04 00:00，¥1,500.00',
    ],
    ['auto_renewal_period_replaced', { from: 'year', to: 'month' }, '手动续费'],
    ['renewal_unconfirmed', { seller: { name: product }, orderNumber: 'CS1' }, 'CS1'],
  ])('R110, R117: %s says what happens and until when', (kind, data, wanted) => {
    const { title, texts } = describeMessage({ kind, data: { product, ...data } }, chinese)

    expect(title).toContain(product.zh)
    expect(texts.join(' ')).toContain(wanted)
  })

  test.each([
    ['coupon_granted', { amount: 5 }],
    ['order_refunded', { orderNumber: 'CS1', amount: 'much' }],
    ['product_decided', {}],
    ['service_expiring', { product, daysLeft: 'some' }],
    ['service_frozen', { product }],
    ['call_failing', { activity: 'newInstance', state: 'asleep' }],
    ['seller_parked', { seller: 'Chenglan', parkedSince: '2026-11-24T06:33:00.000Z' }],
    ['seller_recovered', { seller: { name: product } }],
  ])('%s that cannot be told in a sentence is told by its name and does not fail', (kind, data) => {
    expect(describeMessage({ kind, data }, english)).toEqual({ title: kind, texts: [] })
  })
})

describe('messages about money and orders', () => {
  test('R6: operators are told of a change of a balance that waits, and of what became of it', () => {
    const data = {
      changeId: 'bch_1',
      change: 'top_up',
      buyer: { zh: '沧野制造', en: 'Cangye Manufacturing' },
      amount: { amount: '12000.00', currency: 'CNY' },
      by: 'Gu Xing',
    }
    const rejected = { ...data, change: 'correction', approved: false, reason: 'no such transfer' }

    expect(describeMessage({ kind: 'balance_change_waiting', data }, operator)).toEqual({
      title: 'Awaiting confirmation: top-up of ¥12,000.00 for Cangye Manufacturing',
      texts: ['Submitted by Gu Xing. Another operator with the Finance role must confirm it.'],
    })
    expect(describeMessage({ kind: 'balance_change_decided', data: rejected }, operator)).toEqual({
      title: 'Rejected: correction of ¥12,000.00 for Cangye Manufacturing',
      texts: ['Decided by Gu Xing.', 'Reason: no such transfer'],
    })
    expect(describeMessage({ kind: 'balance_change_waiting', data: {} }, operator).title).toBe(
      'balance_change_waiting',
    )
  })

  test('R8a: a buyer reads what was credited or why nothing was, and operators what to look for', () => {
    const data = {
      requestId: 'tur_1',
      reference: 'RF18539007547034',
      amount: { amount: '499.50', currency: 'CNY' },
    }
    const credited = {
      ...data,
      asked: { amount: '500.00', currency: 'CNY' },
      balance: { amount: '1499.50', currency: 'CNY' },
    }
    const requested = { ...data, buyer: { zh: '沧野制造', en: 'Cangye Manufacturing' } }

    expect(describeMessage({ kind: 'top_up_credited', data: credited }, chinese)).toEqual({
      title: '充值已到账：¥499.50',
      texts: [
        '申请金额为 ¥500.00，按实际到账金额入账。',
        '付款参考号 RF18 5390 0754 7034。',
        '当前余额 ¥1,499.50。',
      ],
    })
    expect(
      describeMessage({ kind: 'top_up_rejected', data: { ...data, reason: '未到账' } }, chinese),
    ).toEqual({
      title: '充值申请未通过：¥499.50',
      texts: ['付款参考号 RF18 5390 0754 7034。', '原因：未到账'],
    })
    expect(describeMessage({ kind: 'top_up_requested', data: requested }, operator)).toEqual({
      title: 'Top-up requested: ¥499.50, Cangye Manufacturing',
      texts: ['When a transfer with the reference RF18 5390 0754 7034 arrives, record the amount.'],
    })
  })

  test('R8a: operators read from which account to which buyers’ payments now go', () => {
    const to = { zh: '云商店，工行，6222', en: 'Loggia, ICBC, 6222' }

    expect(describeMessage({ kind: 'transfer_details_changed', data: { by: 'Lin', to } }, operator)).toEqual({
      title: 'Bank account for top-ups changed',
      texts: [
        'Account before: none.',
        'Account now: Loggia, ICBC, 6222.',
        'Changed by Lin. If you did not expect this, check it now and change it back.',
      ],
    })
  })

  test('R61: a buyer reads which order can be paid now, and which was cancelled unpaid', () => {
    const data = {
      orderId: 'ord_1',
      orderNumber: 'CS1',
      products: [{ zh: '澄澜协同文档', en: 'Chenglan Docs' }],
      amount: { amount: '268.00', currency: 'CNY' },
      payBy: '2026-12-01T06:33:00.000Z',
    }

    expect(describeMessage({ kind: 'order_payable', data }, chinese)).toEqual({
      title: '可以支付了：澄澜协同文档',
      texts: ['余额已够支付订单 CS1，应付 ¥268.00。支付截止 2026-12-01 14:33，逾期订单自动取消。'],
    })
    expect(describeMessage({ kind: 'order_expired', data }, chinese)).toEqual({
      title: '未支付的订单 CS1 已取消',
      texts: ['澄澜协同文档，应付 ¥268.00，未在截止时间前支付。未扣款，可以重新下单。'],
    })
  })

  test.each([
    ['top_up_credited', 'money'],
    ['order_payable', 'orders'],
    ['call_failing', 'interfaces'],
    ['order_refunded', 'money'],
    ['balance_change_waiting', 'money'],
    ['a_later_kind', undefined],
    ['toString', undefined],
  ])('%s is about %s', (kind, topic) => {
    expect(findMessageTopic(kind)).toBe(topic)
  })
})
