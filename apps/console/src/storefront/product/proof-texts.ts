import { defineTexts } from '@loggia/ui'

/** The seller's video and documents, where data lie, and certificates. */
export const proofTexts = defineTexts(
  {
    title: '指南与资质',
    tab: '资料',
    video: '商品视频',
    dataLocation: '数据存放地',
    newTab: '（在新标签页打开）',
    outside: '链接由商家提供，指向云商店以外的网站。',
  },
  {
    title: 'Guides and certificates',
    tab: 'Guides',
    video: 'Product video',
    dataLocation: 'Where data is stored',
    newTab: ' (opens in a new tab)',
    outside: 'The seller gave these links. They lead to websites outside this marketplace.',
  },
)
