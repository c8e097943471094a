import { defineProblems } from '@loggia/kernel'

export const orderProblems = defineProblems('order', {
  not_found: { kind: 'not_found', zh: '订单不存在。', en: 'Order not found.' },
  agreement_missing: {
    kind: 'refused',
    rule: 'R65',
    zh: '提交订单前，请先同意用户协议和商品服务协议。',
    en: 'Agree to the user agreement and the product’s service agreement before you place the order.',
  },
  data_consent_missing: {
    kind: 'refused',
    rule: 'R66',
    zh: '提交订单前，请先同意将所列信息提供给商家。',
    en: 'Agree to share the listed data with the seller before you place the order.',
  },
  contact_missing: {
    kind: 'refused',
    rule: 'R66',
    zh: '此商品需要您的联系方式，但账号资料中没有填写。请先在“组织资料”中补充，再下单。',
    en: 'This product needs your contact details, which are incomplete. Add them under “Organisation”, then place the order.',
  },
  parameter_missing: {
    kind: 'refused',
    rule: 'R66a',
    zh: '请填写“{label}”。',
    en: 'Fill in “{label}”.',
  },
  parameter_not_one_line: {
    kind: 'invalid',
    rule: 'R66a',
    zh: '“{label}”只能填写一行文字，不能包含控制字符。',
    en: '“{label}” must be a single line without control characters.',
  },
  parameter_too_long: {
    kind: 'invalid',
    rule: 'R66a',
    zh: '“{label}”有 {got} 个字符，最多 {max} 个。',
    en: '“{label}” has {got} characters. The limit is {max}.',
  },
  parameter_not_email: {
    kind: 'invalid',
    rule: 'R66a',
    zh: '“{label}”须为邮箱地址，例如 name@company.example。',
    en: '“{label}” must be an email address, such as name@company.example.',
  },
  parameter_not_domain: {
    kind: 'invalid',
    rule: 'R66a',
    zh: '“{label}”须为域名，例如 mail.company.example。',
    en: '“{label}” must be a domain name, such as mail.company.example.',
  },
  parameter_not_ip: {
    kind: 'invalid',
    rule: 'R66a',
    zh: '“{label}”须为 IP 地址，例如 203.0.113.9。',
    en: '“{label}” must be an IP address, such as 203.0.113.9.',
  },
  parameter_not_whole: {
    kind: 'invalid',
    rule: 'R66a',
    zh: '“{label}”须为 {min} 至 {max} 的整数。',
    en: '“{label}” must be a whole number from {min} to {max}.',
  },
  parameter_not_offered: {
    kind: 'invalid',
    rule: 'R66a',
    zh: '“{label}”须为以下选项之一：{values}。',
    en: '“{label}” must be one of these options: {values}.',
  },
  parameter_changed: {
    kind: 'conflict',
    rule: 'R66a',
    zh: '“{label}”的填写要求已更新，请重新打开商品页填写。',
    en: 'The requirements for “{label}” have changed. Reload the product page and fill it in again.',
  },
  parameter_unknown: {
    kind: 'invalid',
    rule: 'R66a',
    zh: '此商品不需要填写“{name}”，页面可能已过期。请重新打开商品页。',
    en: 'This product does not ask for “{name}”. Your page may be out of date; reload it.',
  },
  parameter_repeated: {
    kind: 'invalid',
    rule: 'R66a',
    zh: '“{name}”填写了两次。',
    en: '“{name}” is filled in twice.',
  },
  price_changed: {
    kind: 'conflict',
    zh: '价格已由 {expected} 变为 {actual}，请按新价格重新确认。',
    en: 'The price has changed from {expected} to {actual}. Confirm the order at the new price.',
  },
  currencies_mixed: {
    kind: 'refused',
    zh: '一个订单只能使用一个币种，请分开下单。',
    en: 'An order can only use one currency. Place separate orders.',
  },
  not_payable: {
    kind: 'conflict',
    zh: '只有待支付的订单可以支付。',
    en: 'Only an order that is awaiting payment can be paid.',
  },
  too_many_unpaid: {
    kind: 'refused',
    rule: 'R61',
    zh: '您已有 {max} 个含限量商品的待支付订单。请先支付或取消其中一个。',
    en: 'You have {max} unpaid orders for products with limited stock. Pay or cancel one of them first.',
  },
  no_longer_sold: {
    kind: 'refused',
    rule: 'R50, R53',
    zh: '“{product}”已停售或暂停销售，订单无法支付，将自动取消。',
    en: '“{product}” is no longer on sale. The order cannot be paid and is cancelled automatically.',
  },
  payment_late: {
    kind: 'refused',
    rule: 'R61',
    zh: '订单已超过支付期限，请重新下单。',
    en: 'The time to pay for this order has passed. Place a new order.',
  },
  not_cancellable: {
    kind: 'conflict',
    rule: 'R60',
    zh: '只有待支付的订单可以取消。',
    en: 'Only an order that is awaiting payment can be cancelled.',
  },
})
