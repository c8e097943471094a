import { defineProblems } from '@loggia/kernel'

export const quoteProblems = defineProblems('quote', {
  not_found: { kind: 'not_found', zh: '报价不存在。', en: 'Quote not found.' },
  expired: {
    kind: 'conflict',
    zh: '报价的 15 分钟有效期已过，请重新获取报价。',
    en: 'This quote was valid for 15 minutes and has expired. Get a new quote.',
  },
  paid: { kind: 'conflict', zh: '此报价已支付。', en: 'This quote has already been paid.' },
  outdated: {
    kind: 'conflict',
    zh: '报价后服务有变化，请重新获取报价。',
    en: 'The service has changed since this quote was made. Get a new quote.',
  },
  named_twice: {
    kind: 'invalid',
    zh: '一份报价中，同一服务只能出现一次。',
    en: 'A quote can include each service only once.',
  },
  currencies_mixed: {
    kind: 'refused',
    zh: '一次支付只能使用一个币种，请分开续费。',
    en: 'A payment can only use one currency. Renew these services separately.',
  },
  no_words_for_change: {
    kind: 'refused',
    rule: 'R119',
    zh: '此商品不支持在续费时变更配置或数量。请先续费，再升级或扩容。',
    en: 'This product does not support changing the configuration or quantity at renewal. Renew it first, then upgrade or scale out.',
  },
  no_words_for_quantity: {
    kind: 'refused',
    rule: 'R118',
    zh: '此商品不支持在转正时变更数量。请先按试用的数量转正，再扩容。',
    en: 'This product does not support changing the quantity when you convert the trial. Convert it with the same quantity, then scale out.',
  },
  refused_by_seller: {
    kind: 'refused',
    rule: 'R119',
    zh: '商家不支持这项变更：{reason}',
    en: 'The seller cannot make this change: {reason}',
  },
  change_not_answered: {
    kind: 'refused',
    rule: 'R119',
    zh: '商家暂不支持在续费时变更配置或数量。请先续费，再升级或扩容，或联系商家。',
    en: 'The seller does not currently support changing the configuration or quantity at renewal. Renew first and then upgrade or scale out, or contact the seller.',
  },
  seller_unreachable: {
    kind: 'unavailable',
    zh: '暂时无法向商家确认能否变更，请稍后再试。未产生费用。',
    en: 'We cannot check with the seller whether this change is possible at the moment. Try again later. You were not charged.',
  },
})
