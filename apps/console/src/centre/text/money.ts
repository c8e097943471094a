import { defineTexts } from '@loggia/ui'

/** A balance and what changed it, for its buyer and for operators. */
export const moneyTexts = defineTexts(
  {
    title: '余额',
    lead: '支付从余额扣款，退款回到余额。',
    now: '账户余额',
    entries: '收支记录',
    columns: { kind: '类型', at: '时间', order: '订单', reason: '说明', amount: '金额', after: '余额' },
    kinds: { top_up: '充值', correction: '更正', payment: '支付', refund: '退款' },
    filters: { label: '筛选', kind: '类型', anyKind: '全部类型' },
    filtered: { title: '没有符合条件的收支', text: '换一个类型或时间，或者查看全部。' },
    empty: { title: '还没有收支', text: '运营人员充值、您支付或收到退款后，每一笔都会出现在这里。' },
  },
  {
    title: 'Balance',
    lead: 'Payments are taken from the balance, refunds return to it.',
    now: 'Balance',
    entries: 'What changed it',
    columns: { kind: 'Kind', at: 'Time', order: 'Order', reason: 'Note', amount: 'Amount', after: 'Balance' },
    kinds: { top_up: 'Top-up', correction: 'Correction', payment: 'Payment', refund: 'Refund' },
    filters: { label: 'Filters', kind: 'Kind', anyKind: 'Any kind' },
    filtered: { title: 'Nothing fits', text: 'Change the kind or the time, or show everything.' },
    empty: {
      title: 'Nothing has moved yet',
      text: 'Each top-up by an operator, each payment and each refund appears here.',
    },
  },
)
