import { defineProblems } from '@loggia/kernel'

export const refundProblems = defineProblems('refund', {
  not_promised: {
    kind: 'refused',
    rule: 'R130',
    zh: '购买时，此商品未承诺五天无理由退订。',
    en: 'This product was sold without a five-day refund.',
  },
  window_closed: {
    kind: 'refused',
    rule: 'R130',
    zh: '五天无理由退订的期限已过。',
    en: 'The five-day refund period of this service is over.',
  },
  quota_used_up: {
    kind: 'refused',
    rule: 'R131, R132',
    zh: '{year} 年的 {most} 次自助退订已用完，次年 1 月 1 日恢复。',
    en: 'You have used all {most:self-service refund/self-service refunds} for {year}. You get new ones on 1 January.',
  },
  amount_changed: {
    kind: 'conflict',
    zh: '退款金额已由 {expected} 变为 {actual}，请按新金额重新确认。',
    en: 'The refund has changed from {expected} to {actual}. Confirm it at the new amount.',
  },
  reference_taken: {
    kind: 'conflict',
    field: 'reference',
    zh: '编号为 {reference} 的退订已登记，且内容不同。同一编号只能更新处理中的状态。',
    en: 'A refund with the reference {reference} is already on record with other data. Only the state of an open refund can be updated.',
  },
  request_not_found: { kind: 'not_found', zh: '退款申请不存在。', en: 'Refund request not found.' },
  request_moved: {
    kind: 'conflict',
    zh: '退款申请的状态已变化，请刷新页面查看最新进展。',
    en: 'The state of this refund request has changed. Reload the page to see the current state.',
  },
  too_many_requests: {
    kind: 'limited',
    zh: '此商品已申请退款 {most} 次，不能再申请。可以发起申诉，由运营人员裁定。',
    en: 'You have requested a refund of this product {most} times, which is the limit. You can appeal, and an operator decides.',
  },
  already_open: {
    kind: 'conflict',
    rule: 'R148',
    zh: '此商品已有处理中的退款申请。',
    en: 'A refund request for this product is already open.',
  },
  appealed: {
    kind: 'conflict',
    rule: 'R103',
    zh: '申诉处理期间，退款由运营人员裁定。',
    en: 'An appeal is open. An operator decides about the refund.',
  },
  not_supervised: {
    kind: 'refused',
    rule: 'R139',
    zh: '此商品没有服务监管，不能与商家协商退款。可在服务详情页查看是否支持退订。',
    en: 'This product has no service supervision, so no refund can be negotiated. See the page of the service for other ways to cancel it.',
  },
  guarantee_over: {
    kind: 'refused',
    rule: 'R138, R141, R142',
    zh: '验收后交易担保期已结束，不能再申请退款。',
    en: 'The guarantee period ended with the acceptance, so no refund can be requested.',
  },
  order_expired: {
    kind: 'refused',
    rule: 'R142',
    zh: '订单的服务期已结束，不能再申请退款。',
    en: 'The term of this order is over, so no refund can be requested.',
  },
  ended: {
    kind: 'refused',
    zh: '此商品的交付已终止，款项已退回。',
    en: 'This delivery has ended, and the money was refunded.',
  },
  renewal_in_effect: {
    kind: 'refused',
    rule: 'R142',
    zh: '续费已生效，不能退款。',
    en: 'This renewal is in effect and cannot be refunded.',
  },
  renewal_to_come: {
    kind: 'refused',
    rule: 'R143',
    zh: '续费尚未生效，可在服务详情页直接全额退订，无需商家同意。',
    en: 'This renewal has not started. You can cancel it on the page of the service for a full refund, without asking the seller.',
  },
  code_collected: {
    kind: 'refused',
    rule: 'R142',
    zh: '授权码已领取，不能再申请退款。',
    en: 'The authorisation code has been collected, so no refund can be requested.',
  },
  in_transit: {
    kind: 'refused',
    rule: 'R151',
    zh: '商品正在运输途中，暂不能申请退款。签收后可申请；如需在途退款，请联系云商店确认。',
    en: 'The goods are on their way, so no refund can be requested now. Request it after you receive them, or ask the marketplace to allow it.',
  },
  not_in_transit: {
    kind: 'conflict',
    rule: 'R151',
    zh: '商品不在运输途中，无需确认。',
    en: 'The goods are not on their way, so this is not needed.',
  },
  outside_in_future: {
    kind: 'invalid',
    field: 'requestedAt',
    zh: '退订时间不能晚于当前时间。',
    en: 'The time of a refund cannot be in the future.',
  },
})
