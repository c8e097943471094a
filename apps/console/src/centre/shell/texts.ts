import { defineTexts } from '@loggia/ui'

export const shellTexts = defineTexts(
  {
    areas: { buyer: '买家中心', seller: '卖家中心', operator: '运营中心' },
    skip: '跳到正文',
    menu: '菜单',
    balance: '余额',
    messages: '消息',
    messagesUnread: (count: string) => `消息，${count} 条未读`,
    badges: {
      waiting: (count: string) => `，${count} 项待办`,
      openFailures: (count: string) => `，${count} 个未解决的失败`,
      parkedSellers: (count: string) => `，${count} 个商家的调用已暂停`,
      stuckCalls: (count: string) => `，${count} 个响应待处理`,
      unread: (count: string) => `，${count} 条未读`,
    },
    otherLanguage: 'English',
    theme: { label: '外观', light: '浅色', dark: '深色', system: '跟随系统' },
    account: {
      menu: '，账号菜单',
      profile: '账号与密码',
      storefront: '云商店首页',
      signOut: '退出登录',
      signOutEverywhere: '退出所有设备',
    },
    groups: {
      purchases: '我的云商店',
      costs: '费用',
      account: '账号',
      sales: '销售',
      products: '商品',
      integration: '接入',
      queues: '待办',
      health: '运行状况',
      market: '云商店',
    },
    crumbs: '当前位置',
    noRole: {
      title: (area: string) => `此账号无权访问${area}`,
      text: {
        buyer: '买家中心仅供买家的成员使用，您的账号不属于任何买家。',
        seller: '卖家中心仅供商家的成员使用，您的账号不属于任何商家。',
        operator: '运营中心仅供云商店的运营人员使用。',
      },
      home: '返回云商店首页',
    },
    notFound: {
      title: '页面不存在',
      text: '地址可能有误，或者内容已被删除。',
      back: '返回上一页',
    },
  },
  {
    areas: { buyer: 'Buyer Centre', seller: 'Seller Centre', operator: 'Operator Centre' },
    skip: 'Skip to content',
    menu: 'Menu',
    balance: 'Balance',
    messages: 'Messages',
    messagesUnread: (count: string) => `Messages, ${count} unread`,
    badges: {
      waiting: (count: string) => `, ${count} to do`,
      openFailures: (count: string) =>
        count === '1' ? ', 1 unresolved failure' : `, ${count} unresolved failures`,
      parkedSellers: (count: string) =>
        count === '1' ? ', calls paused for 1 seller' : `, calls paused for ${count} sellers`,
      stuckCalls: (count: string) =>
        count === '1' ? ', 1 response to process' : `, ${count} responses to process`,
      unread: (count: string) => `, ${count} unread`,
    },
    otherLanguage: '中文',
    theme: { label: 'Appearance', light: 'Light', dark: 'Dark', system: 'Match system' },
    account: {
      menu: ', account menu',
      profile: 'Account and password',
      storefront: 'Marketplace home',
      signOut: 'Sign out',
      signOutEverywhere: 'Sign out everywhere',
    },
    groups: {
      purchases: 'Purchases',
      costs: 'Billing',
      account: 'Account',
      sales: 'Sales',
      products: 'Products',
      integration: 'Integration',
      queues: 'To do',
      health: 'Health',
      market: 'Marketplace',
    },
    crumbs: 'Breadcrumb',
    noRole: {
      title: (area: string) => `This account has no access to the ${area}`,
      text: {
        buyer: 'The Buyer Centre is for buyers. Your account does not belong to a buyer.',
        seller: 'The Seller Centre is for sellers. Your account does not belong to a seller.',
        operator: 'The Operator Centre is for marketplace operators only.',
      },
      home: 'Marketplace home',
    },
    notFound: {
      title: 'Page not found',
      text: 'The address may be wrong, or the page has been removed.',
      back: 'Go back',
    },
  },
)
