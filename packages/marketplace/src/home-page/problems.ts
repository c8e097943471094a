import { defineProblems } from '@loggia/kernel'

export const homePageProblems = defineProblems('home_page', {
  changed: {
    kind: 'conflict',
    zh: '此内容已被他人修改，请查看最新内容后重试。',
    en: 'Somebody else has changed this meanwhile. Look at what is there now and try again.',
  },
  product_repeated: {
    kind: 'invalid',
    field: 'products',
    zh: '同一商品只能选择一次。',
    en: 'The selection has the same product twice.',
  },
  product_not_on_sale: {
    kind: 'refused',
    field: 'products',
    zh: '商品 {productId} 未公开销售，不能加入精选。',
    en: 'The product {productId} is not on public sale, so it cannot be added to the selection.',
  },
  dates_reversed: {
    kind: 'invalid',
    field: 'until',
    zh: '结束日期不能早于开始日期。',
    en: 'The last day must not be before the first day.',
  },
  word_unreadable: {
    kind: 'invalid',
    field: 'words',
    zh: '“{word}”不含文字或数字，不能用于搜索。',
    en: 'The word “{word}” has no letters or digits, so nobody can search for it.',
  },
  word_repeated: {
    kind: 'invalid',
    field: 'words',
    zh: '“{word}”重复，只需填写一次。',
    en: 'The word “{word}” is there twice. Enter it once.',
  },
})
