import { defineTexts } from '@loggia/ui'

/** A balance and its entries, for the buyer and for operators. */
export const moneyTexts = defineTexts(
  {
    title: '余额',
    lead: '支付从余额扣款，退款回到余额。',
    now: '账户余额',
    entries: '收支记录',
    columns: { kind: '类型', at: '时间', order: '订单', reason: '说明', amount: '金额', after: '余额' },
    kinds: { top_up: '充值', correction: '更正', payment: '支付', refund: '退款' },
    filters: {
      label: '筛选',
      kind: '类型',
      anyKind: '全部类型',
      number: '按订单号查找',
      numberHint: '完整的订单号',
    },
    filtered: {
      title: '没有符合条件的收支',
      text: '订单号须完整；换一个条件，或者查看全部。',
      action: '查看全部收支',
    },
    csv: '导出 CSV',
    empty: { title: '还没有收支', text: '运营人员充值、您支付或收到退款后，每一笔都会出现在这里。' },
  },
  {
    title: 'Balance',
    lead: 'Payments are taken from the balance, refunds return to it.',
    now: 'Balance',
    entries: 'What changed it',
    columns: { kind: 'Kind', at: 'Time', order: 'Order', reason: 'Note', amount: 'Amount', after: 'Balance' },
    kinds: { top_up: 'Top-up', correction: 'Correction', payment: 'Payment', refund: 'Refund' },
    filters: {
      label: 'Filters',
      kind: 'Kind',
      anyKind: 'All kinds',
      number: 'Find by order number',
      numberHint: 'Whole order number',
    },
    filtered: {
      title: 'Nothing fits',
      text: 'Order numbers have to be whole. Change a filter, or show everything.',
      action: 'Show everything',
    },
    csv: 'Export CSV',
    empty: {
      title: 'Nothing has moved yet',
      text: 'Each top-up by an operator, each payment and each refund appears here.',
    },
  },
)
