import { defineTexts } from '@loggia/ui'

/** Separate from the texts of members, because any page may need these. */
export const rightTexts = defineTexts(
  {
    main: { buyer: '主账号', seller: '主账号', operator: '主账号' },
    title: '您没有权限查看此页面',
    text: (main: string) => `可联系${main}授权，授权后刷新页面。`,
    account: '查看我的账号',
  },
  {
    main: { buyer: 'Owner', seller: 'Owner', operator: 'Owner' },
    title: 'You do not have permission to view this page',
    text: (main) => `Ask an ${main.toLowerCase()} for access, then reload the page.`,
    account: 'View my account',
  },
)
