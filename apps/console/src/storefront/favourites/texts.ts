import { defineTexts } from '@loggia/ui'

/** Keeping products. */
export const favouriteTexts = defineTexts(
  {
    keep: '收藏',
    toggle: (name: string) => `收藏：${name}`,
    kept: '已收藏。',
    all: '查看我的收藏',
    failed: '网络连接异常，未能更新收藏。网络恢复后重试。',
    close: '关闭',
  },
  {
    keep: 'Favourite',
    toggle: (name) => `Favourite: ${name}`,
    kept: 'Added to your favourites.',
    all: 'View my favourites',
    failed:
      'Your favourites were not changed because the connection failed. Try again when you are back online.',
    close: 'Close',
  },
)
