import { defineProblems } from '@loggia/kernel'

export const orderProblems = defineProblems('order', {
  not_found: { kind: 'not_found', zh: '没有这个订单', en: 'There is no such order' },
  agreement_missing: {
    kind: 'refused',
    zh: '提交订单前须同意用户协议与商品服务协议（R65）',
    en: 'An order needs consent to the user agreement and the product’s service agreement (R65)',
  },
  data_consent_missing: {
    kind: 'refused',
    zh: '提交订单前须授权将 {data} 用于创建应用账号（R66）',
    en: 'An order of this product needs consent to pass on {data} to create the application’s account (R66)',
  },
  contact_missing: {
    kind: 'refused',
    zh: '这个商品需要本账号的 {data}，而账号没有；请先在组织信息中填写联系人，再下单（R66）',
    en: 'This product needs the {data} of the account, which has none; add the contact to the organisation first (R66)',
  },
  parameter_missing: {
    kind: 'refused',
    zh: '须填写“{label}”（R66a）',
    en: 'Fill in “{label}” (R66a)',
  },
  parameter_not_one_line: {
    kind: 'invalid',
    zh: '“{label}”须为一行文字，不能有控制字符（R66a）',
    en: '“{label}” is one line without control characters (R66a)',
  },
  parameter_too_long: {
    kind: 'invalid',
    zh: '“{label}”有 {got} 个字符，最多 {max} 个（R66a）',
    en: '“{label}” has {got} characters; at most {max} are possible (R66a)',
  },
  parameter_not_email: {
    kind: 'invalid',
    zh: '“{label}”须为邮箱地址，例如 name@company.example（R66a）',
    en: '“{label}” is a mail address such as name@company.example (R66a)',
  },
  parameter_not_domain: {
    kind: 'invalid',
    zh: '“{label}”须为域名，例如 mail.company.example（R66a）',
    en: '“{label}” is a domain name such as mail.company.example (R66a)',
  },
  parameter_not_ip: {
    kind: 'invalid',
    zh: '“{label}”须为 IP 地址，例如 203.0.113.9（R66a）',
    en: '“{label}” is an IP address such as 203.0.113.9 (R66a)',
  },
  parameter_not_whole: {
    kind: 'invalid',
    zh: '“{label}”须为 {min} 至 {max} 的整数（R66a）',
    en: '“{label}” is a whole number from {min} to {max} (R66a)',
  },
  parameter_not_offered: {
    kind: 'invalid',
    zh: '“{label}”须为所列选项之一：{values}（R66a）',
    en: '“{label}” is one of {values} (R66a)',
  },
  parameter_changed: {
    kind: 'conflict',
    zh: '“{label}”的填写要求已变化，请重新打开商品页填写（R66a）',
    en: '“{label}” is asked otherwise by now: open the product again and fill it in (R66a)',
  },
  parameter_unknown: {
    kind: 'invalid',
    zh: '这个商品不要求填写“{name}”，页面可能已过期：请重新打开商品页（R66a）',
    en: 'The product does not ask for “{name}”; the page may be out of date: open the product again (R66a)',
  },
  parameter_repeated: {
    kind: 'invalid',
    zh: '“{name}”填写了两次（R66a）',
    en: '“{name}” is given twice (R66a)',
  },
  price_changed: {
    kind: 'conflict',
    zh: '价格已变化：您看到的是 {expected}，现在是 {actual}。请按现在的价格重新确认',
    en: 'The price has changed: you were shown {expected}, it is now {actual}. Confirm the order at the present price',
  },
  currencies_mixed: {
    kind: 'refused',
    zh: '一个订单只能使用一种货币，请分开下单',
    en: 'One order is in one currency; order the others separately',
  },
  not_payable: {
    kind: 'conflict',
    zh: '只有待支付的订单可以支付，这个订单的状态是 {state}',
    en: 'Only an order that awaits payment can be paid; this one is {state}',
  },
  too_many_unpaid: {
    kind: 'refused',
    zh: '您已有 {max} 个待支付的订单含限量商品；请先支付或取消其中一个（R61）',
    en: '{max} orders of things in limited stock wait for your payment; pay or cancel one of them first (R61)',
  },
  no_longer_sold: {
    kind: 'refused',
    zh: '“{product}”已停售或暂停销售，订单不能再支付，会自动取消（R50、R53）',
    en: '“{product}” is delisted or suspended: the order cannot be paid any more and is cancelled by itself (R50, R53)',
  },
  payment_late: {
    kind: 'refused',
    zh: '支付期限是 {payBy}，已过期；请重新下单（R61）',
    en: 'The order was to be paid by {payBy}; order again (R61)',
  },
  not_cancellable: {
    kind: 'conflict',
    zh: '只有待支付的订单可以取消，这个订单的状态是 {state}（R60）',
    en: 'Only an order that awaits payment can be cancelled; this one is {state} (R60)',
  },
})
