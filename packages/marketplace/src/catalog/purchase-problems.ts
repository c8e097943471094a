import type { ProblemSpec } from '@loggia/kernel'

/** Why something cannot be bought, tried or renewed. */
export const purchaseRefusals = {
  verification_missing: {
    kind: 'refused',
    rule: 'R4',
    zh: '购买和试用前须完成实名认证，个人认证即可。请在买家中心的“组织资料”中申请。',
    en: 'Verify your account before you buy or start a trial; individual verification is enough. Apply under “Organisation” in the Buyer Centre.',
  },
  enterprise_verification_missing: {
    kind: 'refused',
    rule: 'R4',
    zh: '此商品只面向通过企业认证的买家。请在买家中心的“组织资料”中申请企业认证。',
    en: 'Only verified companies can buy this product. Apply for company verification under “Organisation” in the Buyer Centre.',
  },
  not_renewable: {
    kind: 'refused',
    rule: 'R51',
    zh: '商品、规格或价格已停售，无法续费。现有服务可继续使用至到期。',
    en: 'The product, specification or price is no longer sold, so the service cannot be renewed. It runs until it expires.',
  },
  price_item_unknown: { kind: 'not_found', zh: '价格项不存在。', en: 'Price item not found.' },
  not_for_this_buyer: {
    kind: 'refused',
    rule: 'R5',
    zh: '您的账号不能直接购买此商品，请联系商家。',
    en: 'Your account cannot buy this product directly. Contact the seller.',
  },
  not_in_this_region: {
    kind: 'refused',
    rule: 'R32',
    zh: '此商品不在您所在的国家或地区（{country}）销售。',
    en: 'This product is not sold in your country or region ({country}).',
  },
  purchase_limit_reached: {
    kind: 'refused',
    rule: 'R29',
    zh: '每个买家最多购买此规格 {max} 次，您已达到上限。',
    en: 'Purchases of this specification are limited to {max} per buyer. You have reached the limit.',
  },
  quantity_limit_exceeded: {
    kind: 'refused',
    rule: 'R29',
    zh: '此规格的数量最多为 {max}，不能是 {got}。',
    en: 'The maximum quantity of this specification is {max}, so {got} is too many.',
  },
  stock_insufficient: {
    kind: 'refused',
    rule: 'R30',
    zh: '库存不足，仅剩 {left}。',
    en: 'Not enough stock: {left} left.',
  },
  trial_not_offered: {
    kind: 'refused',
    rule: 'R27',
    zh: '此价格项不提供试用。',
    en: 'This price item does not include a trial.',
  },
  trial_not_for_this_buyer: {
    kind: 'refused',
    rule: 'R27',
    zh: '此商品的试用只面向商家指定的账号。您可以联系商家，或直接购买。',
    en: 'The trial of this product is only for accounts chosen by the seller. Contact the seller, or buy the product.',
  },
  trial_used: {
    kind: 'refused',
    rule: 'R28',
    zh: '您的账号已试用过此商品，不能再次试用。',
    en: 'Your account has already had a trial of this product. Each account can have only one.',
  },
  not_on_sale: {
    kind: 'refused',
    zh: '此商品当前不在售，无法购买。',
    en: 'This product is not on sale at the moment.',
  },
  quantity_out_of_range: {
    kind: 'refused',
    zh: '数量须为 {min} 至 {max} 的整数，不能是 {got}。',
    en: 'The quantity must be a whole number from {min} to {max}, not {got}.',
  },
  quantity_not_offered: {
    kind: 'refused',
    zh: '此商品不按数量出售，数量只能是 1，不能是 {got}。',
    en: 'This product is not sold by quantity, so the quantity must be 1, not {got}.',
  },
  term_out_of_range: {
    kind: 'refused',
    zh: '购买时长须为 1 至 {max} 个周期，不能是 {got}。',
    en: 'The term must be from 1 to {max:billing period/billing periods}, not {got}.',
  },
} satisfies Record<string, ProblemSpec>
