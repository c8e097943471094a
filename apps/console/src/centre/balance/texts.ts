import { defineTexts } from '@loggia/ui'

/** A balance and its entries, for the buyer and for operators. */
export const moneyTexts = defineTexts(
  {
    title: '余额',
    lead: '支付从余额扣款，退款退回余额。',
    now: '账户余额',
    entries: '收支明细',
    columns: { kind: '类型', at: '时间', order: '订单', reason: '说明', amount: '金额', after: '余额' },
    kinds: { top_up: '充值', correction: '更正', payment: '支付', refund: '退款' },
    filters: {
      label: '筛选',
      kind: '类型',
      anyKind: '全部类型',
      number: '订单号',
      numberHint: '完整的订单号',
    },
    filtered: {
      title: '没有符合条件的收支明细',
      text: '按订单号查找时须输入完整的订单号。调整筛选条件，或查看全部。',
      action: '查看全部',
    },
    topUp: '充值',
    empty: { title: '暂无收支明细', text: '充值、支付和退款会显示在这里。' },
  },
  {
    title: 'Balance',
    lead: 'Payments are taken from your balance, and refunds go back to it.',
    now: 'Balance',
    entries: 'Balance entries',
    columns: {
      kind: 'Type',
      at: 'Time',
      order: 'Order',
      reason: 'Note',
      amount: 'Amount',
      after: 'Balance',
    },
    kinds: { top_up: 'Top-up', correction: 'Correction', payment: 'Payment', refund: 'Refund' },
    filters: {
      label: 'Filters',
      kind: 'Type',
      anyKind: 'All types',
      number: 'Find by order number',
      numberHint: 'Full order number',
    },
    filtered: {
      title: 'No matching entries',
      text: 'To find an order, enter its full number. Change the filters, or view all entries.',
      action: 'View all entries',
    },
    topUp: 'Top up',
    empty: { title: 'No entries yet', text: 'Top-ups, payments and refunds appear here.' },
  },
)
