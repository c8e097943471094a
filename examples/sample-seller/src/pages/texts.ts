export type PageLanguage = 'zh-CN' | 'en-US'

const chinese = {
  signInTitle: '登录',
  signInLead: '使用云商店订单中收到的管理员账号登录。',
  userName: '账号',
  password: '密码',
  signIn: '登录',
  wrong: '账号或密码不对，请重新输入。',
  welcome: '欢迎使用',
  welcomeLead: '服务已开通，可以开始使用。',
  admin: '管理后台',
  adminLead: '这里是管理员看到的内容。',
  application: '返回应用',
  order: '订单号',
  orderLine: '订单行号',
  instance: '实例 ID',
  account: '账号',
  product: '购买的商品',
  quantity: '数量',
  expires: '到期时间（UTC）',
  signOut: '退出登录',
  openingTitle: '正在开通',
  openingLead: '还需要几秒钟，请稍后刷新页面。',
  frozenTitle: '服务已冻结',
  frozenLead: '数据保留，续费后恢复使用。',
  releasedTitle: '服务已结束',
  releasedLead: '这个实例已经释放。',
  missingTitle: '没有这个页面',
  missingLead: '请检查地址，或从云商店的“已购服务”重新打开。',
  indexTitle: '示例商家的服务器',
  indexLead: '它按 SaaS 接入协议 V2.0、V1.0 和订单通知应答云商店的签名请求。',
  productionAddress: '生产地址',
  otherLanguage: 'English',
  personName: '姓名',
  role: '角色',
  roles: { user: '应用用户', admin: '应用管理员' },
  company: '企业',
  department: '部门',
  personLead: '您已通过企业在云商店登录，商家已收到以下信息。',
  signedOutTitle: '未登录',
  signedOutLead: '请在云商店的“我的应用”中打开此应用。',
  openApps: '前往我的应用',
}

export type PageTexts = {
  readonly [Name in keyof typeof chinese]: (typeof chinese)[Name]
}

const english: PageTexts = {
  signInTitle: 'Sign in',
  signInLead: 'Use the administrator account that came with your order in the marketplace.',
  userName: 'Account',
  password: 'Password',
  signIn: 'Sign in',
  wrong: 'This account and password do not match. Please try again.',
  welcome: 'Welcome to',
  welcomeLead: 'Your service is set up and ready to use.',
  admin: 'Administration',
  adminLead: 'This is what an administrator sees.',
  application: 'Back to the application',
  order: 'Order',
  orderLine: 'Order line',
  instance: 'Instance ID',
  account: 'Account',
  product: 'Bought',
  quantity: 'Quantity',
  expires: 'Expires (UTC)',
  signOut: 'Sign out',
  openingTitle: 'Setting up',
  openingLead: 'This takes a few more seconds. Please reload the page shortly.',
  frozenTitle: 'Service frozen',
  frozenLead: 'Your data is kept. The service continues once it is renewed.',
  releasedTitle: 'Service ended',
  releasedLead: 'This instance has been released.',
  missingTitle: 'No such page',
  missingLead: 'Please check the address, or open the service again from your purchased services.',
  indexTitle: 'A sample seller’s server',
  indexLead:
    'It answers the marketplace’s signed requests as SaaS access protocol V2.0, V1.0 and order notification demand.',
  productionAddress: 'Production address',
  otherLanguage: '中文',
  personName: 'Name',
  role: 'Role',
  roles: { user: 'User of the app', admin: 'Administrator of the app' },
  company: 'Company',
  department: 'Department',
  personLead: 'You came through your company on the marketplace, which has told the seller this.',
  signedOutTitle: 'Nobody is signed in',
  signedOutLead: 'Open this app from My apps of the marketplace.',
  openApps: 'Go to My apps',
}

export const texts: Readonly<Record<PageLanguage, PageTexts>> = { 'zh-CN': chinese, 'en-US': english }

/** The language of `?lang=`, otherwise the first of our languages that the browser accepts, otherwise Chinese. */
export function readLanguage(query: URLSearchParams, acceptLanguage: string | undefined): PageLanguage {
  const chosen = query.get('lang')
  if (chosen === 'zh-CN' || chosen === 'en-US') return chosen
  const wanted = /\b(zh|en)\b/i.exec(acceptLanguage ?? '')?.[1]
  return wanted?.toLowerCase() === 'en' ? 'en-US' : 'zh-CN'
}
