import { defineProblems } from '@loggia/kernel'

export const favouriteProblems = defineProblems('favourite', {
  cursor_malformed: {
    kind: 'invalid',
    zh: 'after 须为上一页返回的 next 值。',
    en: '“after” must be the “next” value of the previous page.',
  },
  not_on_sale: {
    kind: 'refused',
    zh: '此商品未公开销售，不能收藏。',
    en: 'This product is not on public sale, so it cannot be added to your favourites.',
  },
  too_many: {
    kind: 'refused',
    zh: '最多收藏 {most} 款商品，取消一些收藏后可再添加。',
    en: 'You can have up to {most:favourite/favourites}. Remove some to add others.',
  },
})
