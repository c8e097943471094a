import { defineProblems } from '@loggia/kernel'

export const purchaseRequestProblems = defineProblems('purchase_request', {
  not_found: { kind: 'not_found', zh: '采购申请不存在。', en: 'Purchase request not found.' },
  decided: {
    kind: 'conflict',
    rule: 'R3c',
    zh: '此采购申请已有结果，不能再处理。请刷新页面。',
    en: 'This purchase request is already decided. Reload the page.',
  },
  own: {
    kind: 'refused',
    rule: 'R3c',
    zh: '不能审批自己的采购申请。有购买权限的成员可以撤回申请后直接购买。',
    en: 'You cannot decide your own request. If you may buy, withdraw it and buy directly.',
  },
  other_approver: {
    kind: 'forbidden',
    rule: 'R3c',
    zh: '此采购申请已指定审批人，只能由其本人或主账号审批。',
    en: 'This request names an approver. Only they or an owner can decide it.',
  },
  not_requester: {
    kind: 'forbidden',
    rule: 'R3c',
    zh: '只有申请人可以撤回采购申请。',
    en: 'Only the member who asked can withdraw the request.',
  },
  approver_unfit: {
    kind: 'refused',
    rule: 'R3c',
    field: 'approverId',
    zh: '所选审批人没有购买权限或已停用，请选择其他审批人。',
    en: 'The chosen approver may not buy, or is suspended. Choose another one.',
  },
  no_approver: {
    kind: 'refused',
    rule: 'R3c',
    zh: '没有其他成员可以审批。请由主账号为一名成员授予购买权限。',
    en: 'Nobody else can approve the request. An owner has to allow another member to buy.',
  },
  price_rose: {
    kind: 'conflict',
    rule: 'R3c',
    zh: '价格已由申请时的 {asked} 变为 {now}，请确认按当前价格购买。',
    en: 'The price was {asked} when this was asked for, and is {now} now. Confirm that you buy at the new price.',
  },
  too_many: {
    kind: 'limited',
    rule: 'R3c',
    zh: '您最多有 {most} 个待审批的采购申请。',
    en: 'You can have up to {most:waiting request/waiting requests}.',
  },
})
