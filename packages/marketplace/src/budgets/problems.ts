import { defineProblems } from '@loggia/kernel'

export const budgetProblems = defineProblems('budget', {
  exceeded: {
    kind: 'refused',
    rule: 'R3b',
    zh: '超出{whose}的{period}预算：预算 {budget}，已用 {spent}，本次 {amount}，超出 {missing}。可提交采购申请，由主账号审批；待支付的订单可由主账号支付。',
    en: 'This exceeds the {period} budget of {whose}: the budget is {budget}, {spent} is spent, this costs {amount}, and {missing} is missing. Ask an owner to approve the purchase, or to pay an order that is already placed.',
  },
  other_currency: {
    kind: 'refused',
    rule: 'R3b',
    zh: '{whose}的预算以 {currency} 计，不能支付 {other} 订单。可提交采购申请，由主账号审批。',
    en: 'The budget of {whose} is in {currency}, so {other} cannot be spent. Ask an owner to approve the purchase.',
  },
  cost_centre_unknown: { kind: 'not_found', zh: '成本中心不存在。', en: 'Cost centre not found.' },
  cost_centre_archived: {
    kind: 'refused',
    rule: 'R3a',
    field: 'costCentreId',
    zh: '成本中心“{code}”已归档，请选择其他成本中心。',
    en: 'The cost centre “{code}” is archived. Choose another one.',
  },
  code_taken: {
    kind: 'conflict',
    rule: 'R3a',
    field: 'code',
    zh: '编号“{code}”已被使用。',
    en: 'The code “{code}” is taken.',
  },
  too_many_cost_centres: {
    kind: 'limited',
    rule: 'R3a',
    zh: '最多创建 {most} 个成本中心，包括已归档的。',
    en: 'You can create up to {most:cost centre/cost centres}, archived ones included.',
  },
  member_unknown: { kind: 'not_found', zh: '成员不存在。', en: 'Member not found.' },
  subject_missing: {
    kind: 'invalid',
    rule: 'R3b',
    zh: '请选择一名成员或一个成本中心。',
    en: 'Choose a member or a cost centre, and only one.',
  },
  amount_unfit: {
    kind: 'invalid',
    rule: 'R3b',
    field: 'amount',
    zh: '预算金额须为 0 至 {max} {currency}。',
    en: 'A budget must be from 0 to {max} {currency}.',
  },
  not_found: { kind: 'not_found', zh: '预算不存在。', en: 'Budget not found.' },
  too_many: {
    kind: 'limited',
    rule: 'R3b',
    zh: '最多设置 {most} 项预算。',
    en: 'You can set up to {most:budget/budgets}.',
  },
})
