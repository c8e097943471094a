import { defineTexts } from '@loggia/ui'

export const operatorAppTexts = defineTexts(
  {
    title: '已绑定应用',
    lead: '客户绑定到企业的联营服务，以及商家的测试账号，最新的在前。同步失败后由客户或商家处理。',
    columns: {
      product: '商品',
      seller: '商家',
      customer: '客户',
      state: '状态',
      order: '订单',
      created: '创建时间',
    },
    testAccount: '测试账号',
    state: '状态',
    anyState: '全部状态',
    asking: '处理',
    anyAsking: '全部',
    isAsking: '待处理',
    empty: {
      title: '暂无已绑定应用',
      text: '客户将联营服务绑定到企业，或商家创建应用凭证后，会在这里列出。',
    },
    filtered: { title: '没有符合条件的应用', text: '请更换筛选条件。', action: '清除筛选' },
  },
  {
    title: 'Connected apps',
    lead: 'Joint services that customers have connected to their companies, and sellers’ test accounts, newest first. When synchronisation fails, the customer or the seller decides.',
    columns: {
      product: 'Product',
      seller: 'Seller',
      customer: 'Customer',
      state: 'State',
      order: 'Order',
      created: 'Created',
    },
    testAccount: 'Test account',
    state: 'State',
    anyState: 'All states',
    asking: 'Decision',
    anyAsking: 'All apps',
    isAsking: 'Waiting for a decision',
    empty: {
      title: 'No connected apps yet',
      text: 'When customers connect joint services to companies, or sellers create app credentials, they are listed here.',
    },
    filtered: {
      title: 'No apps match',
      text: 'Change the filters to see others.',
      action: 'Clear filters',
    },
  },
)
