import { defineTexts } from '@loggia/ui'

/** Separate from the texts of members, because any page may need these. */
export const rightTexts = defineTexts(
  {
    main: { buyer: '所有者', seller: '主账号', operator: '超级管理员' },
    title: '您没有查看这一页的权限',
    text: (main: string) => `需要的权限由${main}授予。授予后刷新这一页。`,
    account: '查看您的身份',
  },
  {
    main: { buyer: 'Owner', seller: 'Main account', operator: 'Super admin' },
    title: 'You lack the right to see this page',
    text: (main) => `The ${main.toLowerCase()} grants it. Reload this page then.`,
    account: 'See what you are',
  },
)
