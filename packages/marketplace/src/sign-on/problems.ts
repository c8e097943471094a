import { defineProblems } from '@loggia/kernel'

export const signOnProblems = defineProblems('sign_on', {
  tenant_unknown: {
    kind: 'not_found',
    zh: '没有企业使用此登录地址，企业可能已解散。您可以使用的应用都在“我的应用”中。',
    en: 'No company uses this sign-in address. The company may have been dissolved. Everything that you may use is in My apps.',
  },
  step_unknown: {
    kind: 'not_found',
    zh: '此次登录已失效：登录须在 30 分钟内完成，且只能使用一次。请返回应用重新登录，或从“我的应用”打开应用。',
    en: 'This sign-in is no longer valid: it has to be finished within 30 minutes and works once. Go back to the app and sign in again, or open the app from My apps.',
  },
  not_in_company: {
    kind: 'forbidden',
    zh: '您当前登录的账号未绑定{company}的人员。如果您有其他账号，请切换账号；如果没有，请联系企业管理员邀请您绑定此账号。',
    en: 'The account that you are signed in with is not linked to anybody at {company}. Use another account if you have one. If not, ask an administrator of the company to invite you.',
  },
  not_of_seller: {
    kind: 'forbidden',
    rule: 'R270',
    zh: '这是应用的测试账号，只有应用商家的成员可以登录；商家被暂停期间，任何人都不能登录。如果您是商家的成员，请切换账号。',
    en: 'This is the test account of an app. Only members of the app’s seller can sign in here, and nobody while the seller is suspended. If you are one of them, use your account there.',
  },
  test_not_requested: {
    kind: 'refused',
    rule: 'R270',
    zh: '此应用的测试账号还未申请，不能登录。请在卖家中心的应用凭证页面申请测试账号，再重新登录。',
    en: 'The test account of this app has not been requested, so nobody can sign in with it. Request it on the page of the app credential in the Seller Centre, then sign in again.',
  },
  not_assigned: {
    kind: 'forbidden',
    rule: 'R265',
    zh: '{company}未授权您使用此应用。请联系企业管理员，授权后即可登录。',
    en: '{company} has not assigned this app to you. Ask an administrator of the company. You can sign in as soon as it is assigned.',
  },
  service_expired: {
    kind: 'forbidden',
    rule: 'R114',
    zh: '{company}购买的此应用服务已到期并冻结，暂时不能登录。请联系企业管理员续费，续费后即可登录。',
    en: 'The service that {company} has bought for this app has expired and is frozen, so nobody can sign in. Ask an administrator of the company to renew it. You can sign in as soon as it is renewed.',
  },
  service_barred: {
    kind: 'forbidden',
    rule: 'R116',
    zh: '{company}购买的此应用服务因违规被云商店冻结，暂时不能登录。请联系企业管理员。',
    en: 'The marketplace has frozen the service that {company} has bought for this app, because of a violation, so nobody can sign in. Ask an administrator of the company.',
  },
  app_unknown: {
    kind: 'not_found',
    zh: '没有此应用，或者您已不能使用。您可以使用的应用都在“我的应用”中。',
    en: 'There is no such app, or you may no longer use it. Everything that you may use is in My apps.',
  },
  app_id_missing: {
    kind: 'invalid',
    zh: '登录地址中没有应用 ID（appId）。请将此问题告知应用的商家，或从“我的应用”打开应用。',
    en: 'The address names no app: it has no app ID (appId). Tell the seller of the app, or open the app from My apps.',
  },
  app_id_unknown: {
    kind: 'not_found',
    zh: '登录地址中的应用 ID（appId）不存在。请将此问题告知应用的商家，或从“我的应用”打开应用。',
    en: 'The app ID (appId) in the address does not exist. Tell the seller of the app, or open the app from My apps.',
  },
  no_company_assigns: {
    kind: 'forbidden',
    rule: 'R265',
    zh: '您当前登录的账号没有此应用的授权。如果您有其他账号，请切换账号；如果没有，请联系企业管理员为您授权。',
    en: 'No company has assigned this app to the account that you are signed in with. Use another account if you have one. If not, ask an administrator of your company to assign the app to you.',
  },
  callback_missing: {
    kind: 'refused',
    zh: '此应用使用自己的登录方式，不能在这里登录。请从“我的应用”打开应用，在它的登录页登录。',
    en: 'This app has its own way to sign in and cannot be opened from here. Open it from My apps and sign in on its own page.',
  },
  refused: {
    kind: 'invalid',
    zh: '应用发来的登录请求有误，需要由它的商家修正。请将以下信息告知商家：{error}：{description}',
    en: 'The app asked for the sign-in in a wrong way, which its seller has to correct. Tell the seller: {error}: {description}',
  },
  browser_changed: {
    kind: 'forbidden',
    zh: '登录须在开始登录的浏览器中完成。请回到原来的浏览器继续，或在当前浏览器中从“我的应用”打开应用。',
    en: 'A sign-in has to be finished in the browser in which it began. Go on there, or open the app from My apps in this browser.',
  },
})
