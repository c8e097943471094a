import { defineProblems } from '@loggia/kernel'

export const fulfilmentProblems = defineProblems('fulfilment', {
  not_found: { kind: 'not_found', zh: '没有这项交付', en: 'There is no such delivery' },
  not_in_state: {
    kind: 'conflict',
    zh: '这项交付当前的状态是 {state}，不能这样操作',
    en: 'The delivery is {state}: this cannot be done to it now',
  },
  begun_out_of_range: {
    kind: 'invalid',
    zh: '实际开通日期须在付款日 {from} 到今天 {to} 之间（R98）',
    en: 'The actual opening date lies between the day of payment, {from}, and today, {to} (R98)',
  },
})
