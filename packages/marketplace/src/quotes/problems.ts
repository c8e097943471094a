import { defineProblems } from '@loggia/kernel'

export const quoteProblems = defineProblems('quote', {
  not_found: { kind: 'not_found', zh: '没有这份报价', en: 'There is no such quote' },
  expired: {
    kind: 'conflict',
    zh: '这份报价的 15 分钟已过；请重新报价',
    en: 'The 15 minutes of this quote are over; ask for a new one',
  },
  paid: { kind: 'conflict', zh: '这份报价已经付过款', en: 'This quote has been paid' },
  outdated: {
    kind: 'conflict',
    zh: '报价之后服务有了变化，展示的前后不再成立；请重新报价',
    en: 'The service has changed since this was priced, so what was shown does not hold any more; ask for a new quote',
  },
  named_twice: {
    kind: 'invalid',
    zh: '同一个服务在一次报价里只能出现一次',
    en: 'A quote names each service once',
  },
  currencies_mixed: {
    kind: 'refused',
    zh: '一次付款只能使用一种货币，请分开续费',
    en: 'One payment is in one currency; renew the others separately',
  },
  no_words_for_change: {
    kind: 'refused',
    zh: '商家服务器使用的协议不能在续费时变更规格或数量；请先续费，再升级或扩容（R119）',
    en: 'The protocol of the seller’s server cannot change what is used at a renewal; renew as it is, then upgrade or scale out (R119)',
  },
  no_words_for_quantity: {
    kind: 'refused',
    zh: '商家服务器使用的协议在转正时不能说明数量；请先按试用的数量转正，再扩容（R118）',
    en: 'The protocol of the seller’s server cannot tell a quantity when a trial becomes paid; convert it as it is, then scale out (R118)',
  },
  refused_by_seller: {
    kind: 'refused',
    zh: '商家不能提供这项变更：{reason}（R119）',
    en: 'The seller cannot make this change: {reason} (R119)',
  },
  change_not_answered: {
    kind: 'refused',
    zh: '商家的服务器不答复能否在续费时变更，所以续费时不能变更规格或数量；请先续费，再升级或扩容，或联系商家（R119）',
    en: 'The seller’s server does not answer whether this can be changed at a renewal, so it cannot; renew as it is, then upgrade or scale out, or ask the seller (R119)',
  },
  seller_unreachable: {
    kind: 'unavailable',
    zh: '现在问不到商家能否变更，请稍后再试；没有产生费用',
    en: 'The seller cannot be asked whether this change is possible; try again later. Nothing was charged',
  },
})
