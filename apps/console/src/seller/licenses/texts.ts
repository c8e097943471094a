import { defineTexts } from '@loggia/ui'

/** The seller's list of licenses. */
export const licenseListTexts = defineTexts(
  {
    title: 'License 管理',
    lead: '已售出的授权码和 License。内容不在列表中显示，可以在订单页查看，每次查看都有记录。',
    find: '订单号、商品名称或完整的授权码',
    way: '交付方式',
    anyWay: '全部交付方式',
    state: '状态',
    anyState: '全部状态',
    states: {
      waiting: '待交付',
      issued: '已交付',
      collected: '已领取或查看',
      active: '已激活',
      ended: '已失效',
    },
    columns: {
      what: '商品',
      way: '交付方式',
      state: '状态',
      code: '授权码',
      buyer: '买家',
      checked: '最近查询',
      issued: '交付时间',
    },
    empty: { title: '暂无 License', text: 'License 商品的订单支付后，会显示在这里。' },
    filtered: {
      title: '没有符合条件的 License',
      text: '调整搜索内容或筛选条件，或查看全部。',
      action: '查看全部',
    },
  },
  {
    title: 'Licenses',
    lead: 'The authorisation codes and licenses you have sold. They are not shown in the list; view them on the page of the order, where each view is recorded.',
    find: 'Order number, product or whole code',
    way: 'Delivery',
    anyWay: 'All kinds of delivery',
    state: 'State',
    anyState: 'All states',
    states: {
      waiting: 'Awaiting delivery',
      issued: 'Delivered',
      collected: 'Collected or viewed',
      active: 'Activated',
      ended: 'No longer valid',
    },
    columns: {
      what: 'Product',
      way: 'Delivery',
      state: 'State',
      code: 'Code',
      buyer: 'Buyer',
      checked: 'Last query',
      issued: 'Delivered',
    },
    empty: {
      title: 'No licenses yet',
      text: 'Licenses appear here once an order for a license product is paid.',
    },
    filtered: {
      title: 'No licenses match',
      text: 'Change the search or the filters, or view all licenses.',
      action: 'View all',
    },
  },
)
