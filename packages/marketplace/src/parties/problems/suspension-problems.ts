import type { ProblemSpec } from '@loggia/kernel'

/** Refusals of suspensions, and of who is suspended. */
export const suspensionProblems = {
  member_suspended: {
    kind: 'refused',
    zh: '您的账号已被停用{term}。原因：{reason}。如有疑问，请联系主账号。',
    en: 'Your access is suspended{term}. Reason: {reason}. If you have questions, contact an owner.',
  },
  member_disabled: {
    kind: 'refused',
    zh: '您的账号已被停用。如有疑问，请联系主账号。',
    en: 'Your access is suspended. If you have questions, contact an owner.',
  },
  buyer_suspended: {
    kind: 'refused',
    zh: '买家账号已停用{term}，不能购买、试用、变更和充值。原因：{reason}。现有服务不受影响，如有疑问请联系运营人员。',
    en: 'The buyer is suspended{term} and cannot buy, start trials, make changes or top up. Reason: {reason}. Current services go on; contact an operator if you have questions.',
  },
  seller_suspended: {
    kind: 'refused',
    zh: '商家已停用{term}，不能提交商品、变更和价格。原因：{reason}。现有订单和服务不受影响，如有疑问请联系运营人员。',
    en: 'The seller is suspended{term} and cannot submit products, changes or prices. Reason: {reason}. Current orders and services go on; contact an operator if you have questions.',
  },
  suspended_already: {
    kind: 'conflict',
    zh: '已处于停用状态，或已有待确认的停用。',
    en: 'This is already suspended, or a suspension waits to be confirmed.',
  },
  member_enabled: { kind: 'conflict', zh: '此成员未被停用。', en: 'This member is not suspended.' },
  suspension_unknown: { kind: 'not_found', zh: '停用记录不存在。', en: 'Suspension not found.' },
  suspension_decided: {
    kind: 'conflict',
    zh: '此停用已确认、撤回或解除。',
    en: 'This suspension has already been confirmed, withdrawn or lifted.',
  },
  suspension_own: {
    kind: 'forbidden',
    rule: 'R6',
    zh: '您提出的停用须由另一位运营人员确认。',
    en: 'Another operator must confirm a suspension that you proposed.',
  },
  suspension_past: {
    kind: 'invalid',
    field: 'until',
    zh: '结束时间须晚于当前时间。',
    en: 'The end must be in the future.',
  },
} as const satisfies Record<string, ProblemSpec>
