import { defineProblems } from '@loggia/kernel'

export const fulfilmentProblems = defineProblems('fulfilment', {
  not_found: { kind: 'not_found', zh: '交付不存在。', en: 'Delivery not found.' },
  not_in_state: {
    kind: 'conflict',
    zh: '交付在当前状态下不能执行此操作。',
    en: 'This is not possible in the delivery’s current state.',
  },
  begun_out_of_range: {
    kind: 'invalid',
    rule: 'R98',
    zh: '实际开通日期须在支付日 {from} 至今天 {to} 之间。',
    en: 'The actual activation date must be between the day of payment, {from}, and today, {to}.',
  },
})
