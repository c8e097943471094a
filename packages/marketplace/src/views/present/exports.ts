import type {
  AuditEntry,
  BalanceChange,
  BalanceEntry,
  CallSummary,
  OperatorBuyer,
  OperatorCallSummary,
  OperatorSeller,
  OperatorTopUpRequest,
  OrderSummary,
  RefundEntry,
  SellerOrderSummary,
  SellerProduct,
  Service,
} from '@loggia/protocol/console'
import type { SavedFile, TableColumns } from '../../platform/index.ts'

// States and kinds are the values of the API, so that a formula or a program may compare them.

/** The entries that the audit search finds. */
export const auditTable = {
  name: 'loggia-history',
  columns: [
    ['时间', 'Time', ({ at }) => ({ at })],
    ['对象', 'Subject', ({ subject }) => subject],
    ['序号', 'Sequence', ({ sequence }) => sequence],
    ['事件', 'Event', ({ kind }) => kind],
    ['操作者类型', 'Actor kind', ({ actor }) => actor.kind],
    ['操作者 ID', 'Actor ID', ({ actor }) => actor.id],
    ['操作者', 'Actor', ({ actor }) => actor.name],
    ['数据', 'Data', ({ data }) => JSON.stringify(data)],
  ] satisfies TableColumns<AuditEntry>,
}

/** The entries of a buyer's balance. */
export const balanceTable = {
  name: 'loggia-balance',
  columns: [
    ['时间', 'Time', ({ at }) => ({ at })],
    ['流水号', 'ID', ({ id }) => id],
    ['类型', 'Type', ({ kind }) => kind],
    ['订单号', 'Order number', ({ order }) => order?.number],
    ['原因', 'Reason', ({ reason }) => reason],
    ['金额', 'Amount', ({ amount }) => amount.amount],
    ['变动后余额', 'Balance after', ({ balanceAfter }) => balanceAfter.amount],
    ['币种', 'Currency', ({ amount }) => amount.currency],
  ] satisfies TableColumns<BalanceEntry>,
}

const orderColumns = [
  ['下单时间', 'Placed', ({ createdAt }) => ({ at: createdAt })],
  ['订单号', 'Order number', ({ number }) => number],
  ['类型', 'Type', ({ kind }) => kind],
  ['状态', 'State', ({ state }) => state],
  ['商品', 'Products', ({ lines }) => joinNames(lines.map(({ product }) => product.name))],
] satisfies TableColumns<OrderSummary>
const buyerColumns = [
  ['买家 ID', 'Buyer ID', ({ buyer }) => buyer.id],
  ['买家', 'Buyer', ({ buyer }) => buyer.name],
] satisfies TableColumns<SellerOrderSummary>
const sellersColumn = [
  '商家',
  'Sellers',
  ({ lines }: OrderSummary) => joinNames(lines.map(({ seller }) => seller.name)),
] as const
const totalColumns = [
  ['金额', 'Amount', ({ total }) => total.amount],
  ['币种', 'Currency', ({ total }) => total.currency],
] satisfies TableColumns<OrderSummary>

const joinTexts = (texts: readonly string[]): string => [...new Set(texts)].join('; ')
/** R3a: empty where nothing is booked to a cost centre. */
const costCentreColumns = [
  [
    '成本中心编号',
    'Cost centre code',
    ({ lines }) => joinTexts(lines.flatMap((line) => line.costCentre?.code ?? [])),
  ],
  ['成本中心', 'Cost centre', ({ lines }) => joinTexts(lines.flatMap((line) => line.costCentre?.name ?? []))],
] satisfies TableColumns<OrderSummary>

/** Orders, one row each; several products of an order are separated by semicolons. */
export const orderTables = {
  buyer: {
    name: 'loggia-orders',
    columns: [
      ...orderColumns,
      sellersColumn,
      ...totalColumns,
      ...costCentreColumns,
    ] satisfies TableColumns<OrderSummary>,
  },
  seller: {
    name: 'loggia-orders',
    columns: [...orderColumns, ...buyerColumns, ...totalColumns] satisfies TableColumns<SellerOrderSummary>,
  },
  operator: {
    name: 'loggia-orders',
    columns: [
      ...orderColumns,
      ...buyerColumns,
      sellersColumn,
      ...totalColumns,
    ] satisfies TableColumns<SellerOrderSummary>,
  },
}

/** A buyer's services. */
export const serviceTable = {
  name: 'loggia-services',
  columns: [
    ['服务 ID', 'Service ID', ({ id }) => id],
    ['商品', 'Product', ({ product }) => product.name],
    ['规格', 'Specification', ({ specification }) => specification],
    ['商家', 'Seller', ({ seller }) => seller.name],
    ['状态', 'State', ({ state }) => state],
    ['数量', 'Quantity', ({ quantity }) => quantity],
    ['开始时间', 'Starts', ({ startsAt }) => ({ at: startsAt })],
    ['到期时间', 'Expires', ({ endsAt }) => ({ at: endsAt })],
    ['自动续费', 'Auto-renewal', ({ renewsItself }) => (renewsItself ? 'on' : 'off')],
    ['订单号', 'Order number', ({ order }) => order.number],
    ['实例 ID', 'Instance ID', ({ instanceReference }) => instanceReference],
  ] satisfies TableColumns<Service>,
}

/** Products of one seller or of all. */
export const productTable = {
  name: 'loggia-products',
  columns: [
    ['商品 ID', 'Product ID', ({ id }) => id],
    ['商品', 'Product', ({ name }) => name],
    ['商家', 'Seller', ({ seller }) => seller.name],
    ['分类', 'Category', ({ category }) => category],
    ['状态', 'State', ({ state }) => state],
    ['生产地址', 'Endpoint', ({ access }) => access?.url],
  ] satisfies TableColumns<SellerProduct>,
}

const callColumns = [
  ['时间', 'Time', ({ createdAt }) => ({ at: createdAt })],
  ['调用 ID', 'Call ID', ({ id }) => id],
  ['接口', 'Interface', ({ activity }) => activity],
  ['结果', 'Result', ({ result }) => result],
  ['状态', 'State', ({ state }) => state],
  ['商品', 'Product', ({ product }) => product.name],
  ['订单号', 'Order number', ({ order }) => order?.number],
  ['尝试次数', 'Attempts', ({ attempts }) => attempts],
  ['最近尝试', 'Last attempt', ({ last }) => ({ at: last?.at })],
  ['耗时（毫秒）', 'Duration (ms)', ({ last }) => last?.durationMs],
  ['结果码', 'Result code', ({ last }) => last?.resultCode],
] satisfies TableColumns<CallSummary>
export const callTables = {
  seller: { name: 'loggia-calls', columns: callColumns },
  operator: {
    name: 'loggia-calls',
    columns: [
      ...callColumns,
      ['商家', 'Seller', ({ seller }) => seller.name],
    ] satisfies TableColumns<OperatorCallSummary>,
  },
}

export const buyerTable = {
  name: 'loggia-buyers',
  columns: [
    ['买家 ID', 'Buyer ID', ({ id }) => id],
    ['买家', 'Buyer', ({ name }) => name],
    ['类型', 'Type', ({ kind }) => kind],
    ['国家或地区', 'Country or region', ({ country }) => country],
    ['认证', 'Verification', ({ verification }) => verification],
    ['等级', 'Level', ({ level }) => level],
    ['状态', 'State', ({ state }) => state],
    ['成员数', 'Members', ({ members }) => members],
    ['余额', 'Balance', ({ balance }) => balance.amount],
    ['币种', 'Currency', ({ balance }) => balance.currency],
    ['创建时间', 'Created', ({ createdAt }) => ({ at: createdAt })],
  ] satisfies TableColumns<OperatorBuyer>,
}

export const sellerTable = {
  name: 'loggia-sellers',
  columns: [
    ['商家 ID', 'Seller ID', ({ id }) => id],
    ['商家', 'Seller', ({ name }) => name],
    ['登记号', 'Registration number', ({ registrationNumber }) => registrationNumber],
    ['在售商品数', 'Listed products', ({ products }) => products.listed],
    ['商品数', 'Products', ({ products }) => products.total],
    ['接口调用', 'Calls', ({ breaker }) => breaker],
    ['未解决的失败', 'Open failures', ({ openFailures }) => openFailures],
    ['成员数', 'Members', ({ members }) => members],
    ['创建时间', 'Created', ({ createdAt }) => ({ at: createdAt })],
  ] satisfies TableColumns<OperatorSeller>,
}

/** A buyer's refunds. */
export const refundTable = {
  name: 'loggia-refunds',
  columns: [
    ['申请时间', 'Requested', ({ askedAt }) => ({ at: askedAt })],
    ['退款 ID', 'ID', ({ id }) => id],
    ['订单号', 'Order number', ({ order }) => order.number],
    ['商品', 'Product', ({ product }) => product.name],
    ['商家', 'Seller', ({ seller }) => seller],
    ['状态', 'State', ({ state }) => state],
    ['类型', 'Cause', ({ cause }) => cause],
    ['金额', 'Amount', ({ amount }) => amount.amount],
    ['币种', 'Currency', ({ amount }) => amount.currency],
    ['结束时间', 'Ended', ({ endedAt }) => ({ at: endedAt })],
  ] satisfies TableColumns<RefundEntry>,
}

/** Top-ups and corrections that operators proposed. */
export const balanceChangeTable = {
  name: 'loggia-balance-changes',
  columns: [
    ['提交时间', 'Proposed', ({ proposedAt }) => ({ at: proposedAt })],
    ['申请 ID', 'ID', ({ id }) => id],
    ['类型', 'Type', ({ kind }) => kind],
    ['状态', 'State', ({ state }) => state],
    ['买家 ID', 'Buyer ID', ({ buyer }) => buyer.id],
    ['买家', 'Buyer', ({ buyer }) => buyer.name],
    ['金额', 'Amount', ({ amount }) => amount.amount],
    ['币种', 'Currency', ({ amount }) => amount.currency],
    ['原因', 'Reason', ({ reason }) => reason],
    ['提交人', 'Proposed by', ({ proposedBy }) => proposedBy.name],
    ['决定人', 'Decided by', ({ decidedBy }) => decidedBy?.name],
    ['决定时间', 'Decided', ({ decidedAt }) => ({ at: decidedAt })],
  ] satisfies TableColumns<BalanceChange>,
}

/** Requests for top-ups by bank transfer. */
export const topUpRequestTable = {
  name: 'loggia-top-up-requests',
  columns: [
    ['申请时间', 'Requested', ({ askedAt }) => ({ at: askedAt })],
    ['付款参考号', 'Payment reference', ({ reference }) => reference],
    ['状态', 'State', ({ state }) => state],
    ['买家 ID', 'Buyer ID', ({ buyer }) => buyer.id],
    ['买家', 'Buyer', ({ buyer }) => buyer.name],
    ['申请人', 'Requested by', ({ askedBy }) => askedBy.name],
    ['申请金额', 'Amount', ({ amount }) => amount.amount],
    ['入账金额', 'Credited', ({ credited }) => credited?.amount],
    ['币种', 'Currency', ({ amount }) => amount.currency],
    ['登记人', 'Recorded by', ({ recorded }) => recorded?.by.name],
    ['结束时间', 'Ended', ({ endedAt }) => ({ at: endedAt })],
    ['处理人', 'Ended by', ({ endedBy }) => endedBy?.name],
    ['备注', 'Note', ({ note }) => note],
    ['原因', 'Reason', ({ reason }) => reason],
  ] satisfies TableColumns<OperatorTopUpRequest>,
}

type Name = { readonly zh: string; readonly en: string }
const joinNames = (names: readonly Name[]): Name => ({
  zh: [...new Set(names.map(({ zh }) => zh))].join('; '),
  en: [...new Set(names.map(({ en }) => en))].join('; '),
})

type Exported = AsyncIterable<{ readonly table: string; readonly row: unknown }>

/** One `{"table","row"}` a line (NDJSON). */
export const presentExport = (rows: Exported): SavedFile => ({
  name: 'loggia-export.ndjson',
  type: 'application/x-ndjson; charset=utf-8',
  content: linesOf(rows),
})

async function* linesOf(rows: Exported): AsyncGenerator<string> {
  for await (const row of rows)
    yield `${JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`
}
