import { defineTexts } from '@loggia/ui'

/** The login page that all apps lead to. */
export const unifiedTexts = defineTexts(
  {
    title: '登录应用',
    lead: '正在为您登录应用。如果尚未登录云商店，请先登录。',
    goOn: '继续',
    missingTitle: '登录地址不完整',
    missing: '登录地址中没有应用 ID（appId）。请将此问题告知应用的商家，或从“我的应用”打开应用。',
    myApps: '我的应用',
    home: '返回首页',
  },
  {
    title: 'Sign in to an app',
    lead: 'We are taking you to the app. If you are not signed in to the marketplace yet, you sign in first.',
    goOn: 'Continue',
    missingTitle: 'The address is not complete',
    missing:
      'The address names no app: it has no app ID (appId). Tell the seller of the app, or open the app from My apps.',
    myApps: 'My apps',
    home: 'Marketplace home',
  },
)
