import { defineProblems } from '@loggia/kernel'

export const supervisionProblems = defineProblems('supervision', {
  not_found: { kind: 'not_found', zh: '服务监管单不存在。', en: 'Supervised delivery not found.' },
  not_in_stage: {
    kind: 'conflict',
    zh: '当前阶段不能执行此操作，请刷新页面查看最新进展。',
    en: 'This is not possible at the current stage. Reload the page to see the current stage.',
  },
  no_template: {
    kind: 'refused',
    rule: 'R38, R97',
    zh: '此类商品的交付不需要买家提交需求，不能有交付模板。',
    en: 'Buyers of products of this type are not asked what is needed, so there is no delivery template.',
  },
  file_not_asked: {
    kind: 'invalid',
    field: 'file',
    zh: '此类商品只需填写识别码，不能上传文件。',
    en: 'This product needs the identification only. Send no file.',
  },
  appealed: {
    kind: 'conflict',
    rule: 'R103',
    zh: '申诉处理期间流程暂停，运营人员裁定后继续。',
    en: 'An appeal is open. The delivery is on hold until an operator decides.',
  },
  refund_open: {
    kind: 'conflict',
    rule: 'R148',
    zh: '有待处理的退款申请，流程暂停。申请被撤回或答复后继续。',
    en: 'A refund request is open. The delivery is on hold until the request is answered or withdrawn.',
  },
  no_appeal: { kind: 'conflict', zh: '没有待处理的申诉。', en: 'There is no open appeal.' },
  not_own_appeal: {
    kind: 'conflict',
    zh: '此申诉由对方发起，只有对方可以撤回。',
    en: 'The other party made this appeal. Only they can withdraw it.',
  },
  too_many_appeals: {
    kind: 'limited',
    zh: '您已撤回申诉 {most} 次，此次交付不能再发起申诉。',
    en: 'You have withdrawn {most:appeal/appeals}, so you cannot appeal about this delivery again.',
  },
  proof_required: {
    kind: 'invalid',
    rule: 'R103',
    field: 'file',
    zh: '因买家未验收发起申诉，须附交付凭证。',
    en: 'To appeal because the buyer has not accepted, add a proof of delivery.',
  },
  not_opened: {
    kind: 'conflict',
    zh: '服务尚未开通，暂不能执行此操作。',
    en: 'The service is not active yet, so this is not possible now.',
  },
  begun_out_of_range: {
    kind: 'invalid',
    rule: 'R98',
    field: 'begunOn',
    zh: '实际开通日期须在支付日 {from} 至今天 {to} 之间。',
    en: 'The actual activation date must be between the day of payment, {from}, and today, {to}.',
  },
  no_milestones: {
    kind: 'invalid',
    rule: 'R106',
    zh: '此类交付不支持分期。',
    en: 'Deliveries of this kind cannot be made in parts.',
  },
  milestones_alike: {
    kind: 'invalid',
    zh: '各期名称不能相同。',
    en: 'Each part needs a different name.',
  },
  shipment_required: {
    kind: 'invalid',
    rule: 'R100',
    zh: '硬件商品须填写快递公司、运单号和收件电话。',
    en: 'For goods, enter the courier, the tracking number and the receiver’s phone.',
  },
  not_shipped: {
    kind: 'invalid',
    rule: 'R100',
    zh: '此商品不需要物流信息。',
    en: 'This product is not shipped, so it has no tracking number.',
  },
  receipt_out_of_range: {
    kind: 'invalid',
    rule: 'R100',
    field: 'receivedAt',
    zh: '签收时间须在发货之后、当前时间之前。',
    en: 'The receipt must be after the shipment and not in the future.',
  },
  no_recheck: {
    kind: 'conflict',
    rule: 'R105',
    zh: '此次交付不能设为须复核。',
    en: 'This delivery cannot be marked for a re-check.',
  },
  amount_out_of_range: {
    kind: 'invalid',
    rule: 'R139',
    field: 'amount',
    zh: '退款金额须大于 0，且不超过可退金额 {most}。',
    en: 'The refund must be more than 0 and at most {most}.',
  },
})
