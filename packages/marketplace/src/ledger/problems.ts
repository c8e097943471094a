import { defineProblems } from '@loggia/kernel'

export const ledgerProblems = defineProblems('ledger', {
  balance_insufficient: {
    kind: 'refused',
    zh: '余额不足：需要 {amount}，余额为 {balance}，还差 {missing}。',
    en: 'Your balance is too low: {amount} is needed, {balance} is available, {missing} is missing.',
  },
  balance_unknown: {
    kind: 'not_found',
    zh: '此买家没有 {currency} 余额。',
    en: 'This buyer has no balance in {currency}.',
  },
  currency_not_held: {
    kind: 'refused',
    rule: 'R32',
    zh: '此商品以 {currency} 计价，您没有 {currency} 余额，无法购买。',
    en: 'This product is priced in {currency}. You have no balance in {currency}, so you cannot buy it.',
  },
  amount_not_positive: {
    kind: 'invalid',
    field: 'amount',
    zh: '金额至少为 0.01，不能是 {amount}。',
    en: 'The amount must be at least 0.01, not {amount}.',
  },
  top_up_too_large: {
    kind: 'refused',
    field: 'amount',
    zh: '单次充值或更正最多 {max}，不能是 {amount}。',
    en: 'A single top-up or correction can be at most {max}, not {amount}.',
  },
  reason_missing: {
    kind: 'invalid',
    rule: 'R6, R7',
    field: 'reason',
    zh: '请填写原因。',
    en: 'Enter a reason.',
  },
  change_unknown: {
    kind: 'not_found',
    zh: '余额变动不存在。',
    en: 'Balance adjustment not found.',
  },
  change_decided: {
    kind: 'conflict',
    zh: '这笔余额变动已处理。',
    en: 'This balance adjustment has already been decided.',
  },
  own_change: {
    kind: 'refused',
    rule: 'R6',
    zh: '您提交的余额变动须由另一位运营人员确认或驳回，您可以撤回。',
    en: 'Another operator must confirm or reject your balance adjustment. You can withdraw it.',
  },
  change_of_another: {
    kind: 'refused',
    zh: '只有提交人可以撤回这笔余额变动。',
    en: 'Only the operator who submitted this balance adjustment can withdraw it.',
  },
  request_unknown: {
    kind: 'not_found',
    zh: '充值申请不存在。',
    en: 'Top-up request not found.',
  },
  request_not_awaiting: {
    kind: 'conflict',
    zh: '这笔充值申请已在处理或已结束。',
    en: 'This top-up request is already being handled or has ended.',
  },
  requests_open: {
    kind: 'conflict',
    rule: 'R8a',
    zh: '此买家的待处理充值申请：{open} 笔。如果款项属于其中一笔，请在充值申请中登记到账；否则请确认是另一笔转账。',
    en: 'This buyer has {open:open top-up request/open top-up requests}. If the money is for one of them, record it there; otherwise confirm that it is another transfer.',
  },
  request_currency: {
    kind: 'refused',
    rule: 'R32',
    zh: '只能申请充值 {currency}。',
    en: 'You can request a top-up in {currency} only.',
  },
  too_many_requests: {
    kind: 'limited',
    zh: '您有 {max} 笔充值申请尚未处理。请先完成转账，或撤回其中一笔。',
    en: 'You have {max:open top-up request/open top-up requests}. Make the transfers, or withdraw one of the requests first.',
  },
  too_many_requests_today: {
    kind: 'limited',
    zh: '24 小时内最多申请 {max} 次充值，请稍后再试。',
    en: 'You can request at most {max:top-up/top-ups} in 24 hours. Try again later.',
  },
})
