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
  currency_not_held: {
    kind: 'refused',
    zh: '这个商品以 {currency} 定价，您的账户没有 {currency} 余额，不能购买（R32）',
    en: 'This is priced in {currency}; your account has no balance in {currency}, so it cannot be bought (R32)',
  },
  amount_not_positive: {
    kind: 'invalid',
    zh: '金额至少为 0.01，不能是 {amount}',
    en: 'The amount must be at least 0.01, not {amount}',
  },
  top_up_too_large: {
    kind: 'refused',
    zh: '一次最多充值或更正 {max}，不能是 {amount}',
    en: 'One top-up or correction moves at most {max}, not {amount}',
  },
  reason_missing: {
    kind: 'invalid',
    zh: '充值、更正和拒绝都须写明原因（R6、R7）',
    en: 'A top-up, a correction and a rejection need a reason (R6, R7)',
  },
  change_unknown: {
    kind: 'not_found',
    zh: '没有这笔余额变动',
    en: 'There is no such change of a balance',
  },
  change_decided: {
    kind: 'conflict',
    zh: '这笔余额变动已经有了结果：{state}',
    en: 'This change of a balance has been decided already: {state}',
  },
  own_change: {
    kind: 'refused',
    zh: '您提出的余额变动须由另一位运营人员确认或拒绝（R6）；您可以撤回它',
    en: 'What you proposed yourself, another operator confirms or rejects (R6); you can withdraw it',
  },
  change_of_another: {
    kind: 'refused',
    zh: '只有提出这笔余额变动的人可以撤回它',
    en: 'Only whoever proposed this change of a balance withdraws it',
  },
})
