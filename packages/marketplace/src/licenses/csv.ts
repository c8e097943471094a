import type { Page, PageRequest } from '@loggia/kernel'
import type { LicenseRow } from '@loggia/protocol/console'
import { readAll, tabulate } from '../platform/index.ts'
import type { Table, TableColumns } from '../platform/index.ts'

// States and ways are the values of the API, so that a formula or a program may compare them.
const columns: TableColumns<LicenseRow> = [
  ['订单号', 'Order number', ({ order }) => order.number],
  ['行号', 'Line', ({ order }) => order.lineNumber],
  ['商品', 'Product', ({ product }) => product.name],
  ['买家', 'Buyer', ({ buyer }) => buyer],
  ['方式', 'Way', ({ way }) => way],
  ['状态', 'State', ({ state }) => state],
  ['数量', 'Quantity', ({ quantity }) => quantity],
  ['授权码末四位', 'Code ends with', ({ masked }) => masked],
  ['已冻结', 'Frozen', ({ frozen }) => (frozen ? 1 : 0)],
  ['交付时间', 'Delivered', ({ issuedAt }) => ({ at: issuedAt })],
  ['买家首次查看时间', 'First opened', ({ collectedAt }) => ({ at: collectedAt })],
  ['激活时间', 'Activated', ({ activatedAt }) => ({ at: activatedAt })],
  ['最近查询时间', 'Last query', ({ checkedAt }) => ({ at: checkedAt })],
  ['结束时间', 'Ended', ({ endedAt }) => ({ at: endedAt })],
]

/** The whole list that its page shows, as a table (R287). */
export const tabulateLicenses = (read: (page: PageRequest) => Promise<Page<LicenseRow>>): Table =>
  tabulate({ name: 'loggia-licenses', columns }, readAll(read))
