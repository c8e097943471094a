import type { Page, PageRequest } from '@loggia/kernel'
import type { Supervision as WireSupervision } from '@loggia/protocol/console'
import { readAll, tabulate } from '../platform/index.ts'
import type { Table, TableColumns } from '../platform/index.ts'
import type { SupervisionParty } from './schema.ts'

type Columns = TableColumns<WireSupervision>

// Stages and flows are the values of the API, so that a formula or a program may compare them.
const columns: Columns = [
  ['支付时间', 'Paid', ({ paidAt }) => ({ at: paidAt })],
  ['订单号', 'Order number', ({ order }) => order.number],
  ['行号', 'Line', ({ order }) => order.lineNumber],
  ['商品', 'Product', ({ product }) => product.name],
  ['规格', 'Specification', ({ specification }) => specification],
  ['流程', 'Flow', ({ flow }) => flow],
  ['阶段', 'Stage', ({ stage }) => stage],
  ['暂停原因', 'Paused by', ({ paused }) => paused],
  ['当前处理方', 'Turn', ({ turn }) => turn],
  ['处理截止', 'Until', ({ until }) => ({ at: until?.at })],
  ['交付时间', 'Delivered', ({ deliveredAt }) => ({ at: deliveredAt })],
  ['验收时间', 'Accepted', ({ doneAt }) => ({ at: doneAt })],
  ['终止时间', 'Ended', ({ endedAt }) => ({ at: endedAt })],
  ['金额', 'Amount', ({ amount }) => amount.amount],
  ['币种', 'Currency', ({ amount }) => amount.currency],
]
const buyerColumn: Columns = [['买家', 'Buyer', ({ buyer }) => buyer]]
const sellerColumn: Columns = [['商家', 'Seller', ({ seller }) => seller]]
/** Each reader sees the other parties. */
const columnsOf: Readonly<Record<SupervisionParty, Columns>> = {
  buyer: [...columns, ...sellerColumn],
  seller: [...columns, ...buyerColumn],
  operator: [...columns, ...buyerColumn, ...sellerColumn],
}

/** The whole list that its pages show, as a table (R287). */
export const tabulateSupervisions = (
  reader: SupervisionParty,
  read: (page: PageRequest) => Promise<Page<WireSupervision>>,
): Table => tabulate({ name: 'loggia-supervisions', columns: columnsOf[reader] }, readAll(read))
