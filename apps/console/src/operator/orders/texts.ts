import { defineTexts } from '@loggia/ui'

/** The filters and the export of all orders. */
export const allOrdersTexts = defineTexts(
  {
    filters: { label: '筛选', text: '订单号、买家名称或邮箱', anyState: '全部状态' },
    filtered: {
      title: '没有符合条件的订单',
      text: '订单号须完整。调整筛选条件，或查看全部订单。',
      action: '查看全部订单',
    },
    csv: '导出 CSV',
    csvNote: '导出当前筛选结果，最多 50,000 行',
  },
  {
    filters: { label: 'Filters', text: 'Order number, buyer or email', anyState: 'All states' },
    filtered: {
      title: 'No orders match',
      text: 'An order number must be complete. Change the filters, or view all orders.',
      action: 'View all orders',
    },
    csv: 'Export CSV',
    csvNote: 'Exports the orders that match, at most 50,000 rows',
  },
)
