import { defineTexts } from '@loggia/ui'

/** Products that this browser has shown. */
export const recentTexts = defineTexts(
  {
    title: '最近浏览',
    note: '浏览记录仅保存在此浏览器中。',
    clear: '清空浏览记录',
  },
  {
    title: 'Recently viewed',
    note: 'This list is kept in this browser only.',
    clear: 'Clear the list',
  },
)
