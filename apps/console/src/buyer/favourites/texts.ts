import { defineTexts } from '@loggia/ui'

/** The products that a member keeps. */
export const favouriteTexts = defineTexts(
  {
    title: '收藏',
    lead: '仅您本人可见，最多 500 款。',
    columns: { product: '商品', before: '收藏时的起售价', now: '当前起售价', kept: '收藏时间', act: '操作' },
    change: {
      up: (then: string) => `收藏时 ${then}，已上涨`,
      down: (then: string) => `收藏时 ${then}，已下降`,
    },
    absent: {
      suspended: '暂停销售',
      frozen: '暂停销售',
      delisted: '已停售',
      interface_delisted: '已停售',
      specification_delisted: '已停售',
      hidden: '不公开',
    },
    compare: (count: number) => `对比前 ${count} 款`,
    remove: '取消收藏',
    removeOf: (name: string) => `取消收藏：${name}`,
    empty: {
      title: '暂无收藏',
      text: '在商品卡片、搜索结果或商品页选择“收藏”，商品会显示在这里。',
    },
    browse: '浏览商品',
  },
  {
    title: 'Favourites',
    lead: 'Only you can see them. You can have up to 500.',
    columns: {
      product: 'Product',
      before: 'Lowest price then',
      now: 'Lowest price now',
      kept: 'Added',
      act: 'Action',
    },
    change: {
      up: (then) => `Up from ${then}`,
      down: (then) => `Down from ${then}`,
    },
    absent: {
      suspended: 'Sales paused',
      frozen: 'Sales paused',
      delisted: 'Delisted',
      interface_delisted: 'Delisted',
      specification_delisted: 'Delisted',
      hidden: 'Unlisted',
    },
    compare: (count) => `Compare the first ${count}`,
    remove: 'Remove',
    removeOf: (name) => `Remove from favourites: ${name}`,
    empty: {
      title: 'No favourites yet',
      text: 'Choose “Favourite” on a product card, in search results or on a product page, and the product appears here.',
    },
    browse: 'Browse products',
  },
)
