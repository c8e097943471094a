import { defineProblems } from '@loggia/kernel'

export const ledgerProblems = defineProblems('ledger', {
  balance_insufficient: {
    kind: 'refused',
    zh: '余额不足：需要 {amount}，余额为 {balance}，还差 {missing}',
    en: 'The balance does not suffice: {amount} is needed, {balance} is there, {missing} is missing',
  },
  balance_unknown: {
    kind: 'not_found',
    zh: '这个买家没有 {currency} 余额账户',
    en: 'This buyer has no balance in {currency}',
  },
  amount_not_positive: {
    kind: 'invalid',
    zh: '金额至少为 0.01，不能是 {amount}',
    en: 'The amount must be at least 0.01, not {amount}',
  },
  top_up_too_large: {
    kind: 'refused',
    zh: '一次最多充值 {max}，不能是 {amount}',
    en: 'One top-up adds at most {max}, not {amount}',
  },
  reason_missing: { kind: 'invalid', zh: '充值须写明原因（R6、R7）', en: 'A top-up needs a reason (R6, R7)' },
})
