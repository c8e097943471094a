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
    en: 'You have used all {most} self-service refunds for {year}. You get new ones on 1 January.',
  },
  amount_changed: {
    kind: 'conflict',
    zh: '退款金额已由 {expected} 变为 {actual}，请按新金额重新确认。',
    en: 'The refund has changed from {expected} to {actual}. Confirm it at the new amount.',
  },
  reference_taken: {
    kind: 'conflict',
    zh: '编号为 {reference} 的退订已登记，且内容不同。同一编号只能更新处理中的状态。',
    en: 'A refund with the reference {reference} is already on record with other data. Only the state of an open refund can be updated.',
  },
  outside_in_future: {
    kind: 'invalid',
    zh: '退订时间不能晚于当前时间。',
    en: 'The time of a refund cannot be in the future.',
  },
})
