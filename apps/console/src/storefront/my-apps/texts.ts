import { defineTexts } from '@loggia/ui'

/** The apps that a member may use through their companies. */
export const myAppTexts = defineTexts(
  {
    title: '我的应用',
    lead: '所在企业授权您使用的应用，点击即可打开。',
    choose: '选择企业',
    chooseLead: '多家企业授权您使用此应用，请选择以哪家企业的人员身份登录。',
    all: '查看我的全部应用',
    waiting: '正在加载应用',
    unread: '应用加载失败。',
    retry: '重试',
    newTab: '（在新标签页中打开）',
    roles: { user: '普通用户', admin: '应用管理员' },
    ownSignIn: '在应用的登录页登录',
    closed: {
      expired: '服务已到期并冻结，暂时不能打开。请联系企业管理员续费。',
      barred: '服务因违规被云商店冻结，暂时不能打开。请联系企业管理员。',
    },
    order: (number: string) => `订单号 ${number}`,
    empty: {
      title: '暂无可用的应用',
      text: '应用由企业授权。请企业管理员邀请您绑定此账号，再为您授权应用，授权后会显示在这里。',
      chosen: '您当前登录的账号没有此应用的授权。',
      account: '查看账号',
      companies: '管理企业',
    },
  },
  {
    title: 'My apps',
    lead: 'The apps that your companies have assigned to you. Select one to open it.',
    choose: 'Choose a company',
    chooseLead: 'Several companies have assigned this app to you. Choose the one for which you sign in.',
    all: 'View all my apps',
    waiting: 'Loading apps',
    unread: 'Your apps could not be loaded.',
    retry: 'Try again',
    newTab: ' (opens in a new tab)',
    roles: { user: 'User', admin: 'Administrator' },
    ownSignIn: 'Has its own sign-in page',
    closed: {
      expired:
        'The service has expired and is frozen, so it cannot be opened. Ask an administrator of the company to renew it.',
      barred:
        'The marketplace has frozen the service for a violation, so it cannot be opened. Ask an administrator of the company.',
    },
    order: (number) => `Order ${number}`,
    empty: {
      title: 'No apps yet',
      text: 'Apps are assigned by companies. Ask an administrator of your company to invite you, so that this account is linked, and to assign you apps. They then appear here.',
      chosen: 'No company has assigned this app to the account that you are signed in with.',
      account: 'View account',
      companies: 'Manage companies',
    },
  },
)
