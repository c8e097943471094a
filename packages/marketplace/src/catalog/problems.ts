import { defineProblems } from '@loggia/kernel'

export const catalogProblems = defineProblems('catalog', {
  product_not_found: { kind: 'not_found', zh: '没有这个商品', en: 'There is no such product' },
  price_item_unknown: { kind: 'not_found', zh: '没有这个价格项', en: 'There is no such price item' },
  not_submittable: {
    kind: 'conflict',
    zh: '只有草稿或未通过审核的商品可以提交审核',
    en: 'Only a draft or a rejected product can be submitted for review',
  },
  not_in_review: {
    kind: 'conflict',
    zh: '这个商品不在审核中，不能作出审核结论',
    en: 'This product is not in review, so there is nothing to decide',
  },
  reason_missing: { kind: 'invalid', zh: '不通过审核须写明原因', en: 'A rejection needs a reason' },
  text_blank: {
    kind: 'invalid',
    zh: '{field} 为空白；名称和说明须有中文和英文（R17）',
    en: '{field} is blank; names and descriptions are given in Chinese and English (R17)',
  },
  specification_name_too_long: {
    kind: 'invalid',
    zh: '规格名称“{name}”有 {got} 个字符，最多 {max} 个（R17）',
    en: 'The specification name “{name}” has {got} characters; at most {max} are allowed (R17)',
  },
  specification_name_has_contact: {
    kind: 'invalid',
    zh: '规格名称“{name}”不能含电话号码或“详询”一类的说法（R17）',
    en: 'The specification name “{name}” must not have a telephone number or ask to be contacted (R17)',
  },
  specification_name_has_brand: {
    kind: 'invalid',
    zh: '规格名称“{name}”不能使用云商店的品牌名称“{brand}”（R17）',
    en: 'The specification name “{name}” must not use the marketplace’s brand name “{brand}” (R17)',
  },
  specification_name_bare: {
    kind: 'invalid',
    zh: '规格名称“{name}”只是编号，须说明规格之间的区别（R17）',
    en: 'The specification name “{name}” is a mere number; it must tell what the specification is (R17)',
  },
  specification_name_repeated: {
    kind: 'invalid',
    zh: '两个规格都叫“{name}”，名称须各不相同',
    en: 'Two specifications are named “{name}”; each needs a name of its own',
  },
  specifications_missing: {
    kind: 'invalid',
    zh: '商品至少有 1 个规格（R15）',
    en: 'A product has at least 1 specification (R15)',
  },
  quantity_range_empty: {
    kind: 'invalid',
    zh: '数量属性的最小值 {min} 大于最大值 {max}；须满足 1 ≤ 最小值 ≤ 最大值 ≤ {most}',
    en: 'The quantity attribute has the minimum {min} and the maximum {max}; 1 ≤ minimum ≤ maximum ≤ {most} must hold',
  },
  prices_missing: {
    kind: 'invalid',
    zh: '规格“{name}”没有价格，至少须有 1 个（R15）',
    en: 'The specification “{name}” has no price; it needs at least 1 (R15)',
  },
  price_repeated: {
    kind: 'invalid',
    zh: '规格“{name}”有两个计费周期相同的价格，每种周期只能有 1 个（R15）',
    en: 'The specification “{name}” has two prices for one billing period; each period has at most 1 (R15)',
  },
  currencies_mixed: {
    kind: 'invalid',
    zh: '一个商品的价格只能使用一种货币，这里有 {currencies}（R32）',
    en: 'The prices of a product are in one currency, not in {currencies} (R32)',
  },
  price_too_low: {
    kind: 'invalid',
    zh: '规格“{name}”的最小订单只有 {amount}，至少须为 {min}',
    en: 'The smallest order of the specification “{name}” comes to {amount}; it must be at least {min}',
  },
  price_too_high: {
    kind: 'invalid',
    zh: '规格“{name}”的最大订单达到 {amount}，最多为 {max}',
    en: 'The largest order of the specification “{name}” comes to {amount}; at most {max} is possible',
  },
  not_on_sale: {
    kind: 'refused',
    zh: '这个商品不在售，不能购买',
    en: 'This product is not on sale and cannot be bought',
  },
  quantity_out_of_range: {
    kind: 'refused',
    zh: '数量须为 {min} 至 {max} 的整数，不能是 {got}',
    en: 'The quantity is a whole number from {min} to {max}, not {got}',
  },
  quantity_not_offered: {
    kind: 'refused',
    zh: '这个商品不按数量出售，数量只能是 1，不能是 {got}',
    en: 'This product is not sold by quantity: the quantity is 1, not {got}',
  },
  term_out_of_range: {
    kind: 'refused',
    zh: '购买时长须为 1 至 {max} 个计费周期，不能是 {got}',
    en: 'The term is 1 to {max} billing periods, not {got}',
  },
})
