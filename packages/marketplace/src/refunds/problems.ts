import { defineProblems } from '@loggia/kernel'

export const refundProblems = defineProblems('refund', {
  not_promised: {
    kind: 'refused',
    zh: '这个商品购买时没有五天无理由退订的承诺（R130）',
    en: 'This product was not sold with five-day refunds (R130)',
  },
  window_closed: {
    kind: 'refused',
    zh: '五天无理由退订的期限已过（R130）',
    en: 'The five days in which this service could be returned are over (R130)',
  },
  quota_used_up: {
    kind: 'refused',
    zh: '{year} 年的 {most} 次自助退订已用完，明年 1 月 1 日起可以再退订（R131、R132）',
    en: 'The {most} self-service refunds of {year} are used; there are new ones from 1 January on (R131, R132)',
  },
  amount_changed: {
    kind: 'conflict',
    zh: '退款金额已变化：您看到的是 {expected}，现在是 {actual}。请按现在的金额重新确认',
    en: 'The amount has changed: you were shown {expected}, it is now {actual}. Confirm the refund at the present amount',
  },
  reference_taken: {
    kind: 'conflict',
    zh: '编号 {reference} 的退订已登记，内容不同；同一编号只能更新仍在处理的状态',
    en: 'A refund {reference} is on record with other data; under one reference only the state of an open one changes',
  },
  outside_in_future: {
    kind: 'invalid',
    zh: '退订时间不能晚于现在',
    en: 'A refund cannot have been asked for later than now',
  },
})
