import { defineProblems } from '@loggia/kernel'

export const feedbackProblems = defineProblems('feedback', {
  not_found: { kind: 'not_found', zh: '评价或咨询不存在。', en: 'Review or question not found.' },
  text_not_found: { kind: 'not_found', zh: '内容不存在。', en: 'Text not found.' },
  not_bought: {
    kind: 'refused',
    rule: 'R286',
    zh: '购买并开通后才能评价。试用和五天内退订的购买不计。',
    en: 'You can review a product once you have bought it and it is active. Trials, and purchases refunded within five days, do not count.',
  },
  own_seller: {
    kind: 'refused',
    rule: 'R286',
    zh: '您与此商品的商家属于同一主体，不能评价。',
    en: 'You belong to the seller of this product, so you cannot review it.',
  },
  not_on_sale: {
    kind: 'refused',
    zh: '此商品不在售，暂不能评价、咨询或回复。已公开的内容仍可查看。',
    en: 'This product is not on sale, so nothing can be written about it. What is published stays readable.',
  },
  too_many: {
    kind: 'limited',
    zh: '24 小时内最多提交 {most} 次评价和咨询，请稍后再试。',
    en: 'You can send up to {most:review or question/reviews and questions} in 24 hours. Try again later.',
  },
  no_rating: {
    kind: 'conflict',
    zh: '没有可撤回的评价。',
    en: 'There is no review to withdraw.',
  },
  only_ratings: { kind: 'refused', zh: '只能举报评价。', en: 'Only reviews can be reported.' },
  reported_already: {
    kind: 'conflict',
    zh: '此评价已举报，运营人员处理后会通知您。',
    en: 'You have already reported this review. You get a message when an operator has decided.',
  },
  decided_already: {
    kind: 'conflict',
    zh: '此内容已处理，请刷新列表。',
    en: 'This text has been decided already. Reload the list.',
  },
})
