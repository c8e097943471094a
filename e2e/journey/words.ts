import type { Language } from '../harness/browser.ts'

/**
 * The texts that a reader of each language looks for. They are repeated here, so that a page with other texts fails the
 * test.
 */
export type Words = {
  readonly signIn: string
  readonly email: string
  readonly password: string
  readonly buy: string
  readonly signInToBuy: string
  readonly year: RegExp
  readonly pay: RegExp
  readonly agree: RegExp
  readonly order: { readonly processing: string; readonly completed: string }
  readonly timeline: RegExp
  /** The texts of the time line for each call. */
  readonly told: { readonly newInstance: RegExp; readonly queryInstance: RegExp }
  readonly access: {
    readonly open: RegExp
    readonly show: string
    readonly service: RegExp
    /** The link from the order to its service. */
    readonly toService: string
    readonly password: string
  }
  readonly app: {
    readonly title: string
    readonly userName: string
    readonly password: string
    readonly welcome: RegExp
    readonly bought: RegExp
  }
  readonly call: { readonly request: string; readonly answer: string; readonly messages: string }
  readonly addAddress: {
    readonly open: string
    readonly field: string
    readonly save: string
    readonly pending: string
  }
  readonly approve: { readonly ofUrl: (url: string) => string; readonly act: string; readonly done: string }
  readonly topUp: {
    readonly ofBuyer: RegExp
    readonly amount: string
    readonly reason: string
    readonly act: RegExp
    readonly done: RegExp
  }
}

const chinese: Words = {
  signIn: '登录',
  email: '邮箱',
  password: '密码',
  buy: '立即购买',
  signInToBuy: '登录后购买',
  year: /1 年/,
  pay: /^支付 ¥[\d,]+\.\d\d$/,
  agree: /已阅读并同意/,
  order: { processing: '处理中', completed: '已完成' },
  timeline: /时间线/,
  told: { newInstance: /请求开通/, queryInstance: /查询实例/ },
  access: {
    open: /打开应用/,
    show: '显示初始密码',
    service: /资源详情/,
    toService: '查看服务',
    password: '初始密码',
  },
  app: {
    title: '登录',
    userName: '账号',
    password: '密码',
    welcome: /欢迎使用/,
    bought: /购买的商品.*包周期/s,
  },
  call: { request: '请求', answer: '响应', messages: '查看生产接口消息' },
  addAddress: { open: '添加生产地址', field: '地址', save: '提交审核', pending: '审核中' },
  approve: { ofUrl: (url) => `通过：${url}`, act: '通过生产地址', done: '生产地址已通过' },
  topUp: {
    ofBuyer: /^充值：/,
    amount: '金额',
    reason: '原因',
    act: /^充值 ¥1,234\.50$/,
    done: /已充值 ¥1,234\.50/,
  },
}

const english: Words = {
  signIn: 'Sign in',
  email: 'Email',
  password: 'Password',
  buy: 'Buy now',
  signInToBuy: 'Sign in to buy',
  year: /1 year/,
  pay: /^Pay ¥[\d,]+\.\d\d$/,
  agree: /I have read and agree/,
  order: { processing: 'Processing', completed: 'Completed' },
  timeline: /Timeline/,
  told: { newInstance: /Activation request/, queryInstance: /Instance query/ },
  access: {
    open: /Open application/,
    show: 'Show initial password',
    service: /^Details/,
    toService: 'View service',
    password: 'Initial password',
  },
  app: {
    title: 'Sign in',
    userName: 'Account',
    password: 'Password',
    welcome: /Welcome to/,
    bought: /Bought.*包周期/s,
  },
  call: { request: 'Request', answer: 'Response', messages: 'View production messages' },
  addAddress: { open: 'Add endpoint', field: 'URL', save: 'Submit for review', pending: 'In review' },
  approve: { ofUrl: (url) => `Approve: ${url}`, act: 'Approve endpoint', done: 'Endpoint approved' },
  topUp: {
    ofBuyer: /^Top up: /,
    amount: 'Amount',
    reason: 'Reason',
    act: /^Top up ¥1,234\.50$/,
    done: /Topped up ¥1,234\.50/,
  },
}

export const wordsIn: Readonly<Record<Language, Words>> = { 'zh-CN': chinese, 'en-US': english }
