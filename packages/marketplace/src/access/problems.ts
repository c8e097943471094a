import { defineProblems } from '@loggia/kernel'

export const accessProblems = defineProblems('access', {
  address_not_found: { kind: 'not_found', zh: '生产地址不存在。', en: 'Endpoint not found.' },
  key_not_found: { kind: 'not_found', zh: '密钥不存在。', en: 'Key not found.' },
  url_malformed: {
    kind: 'invalid',
    zh: '“{url}”不是完整的网址。请填写如 https://saas.example/produce 的网址。',
    en: '“{url}” is not a complete URL. Enter one such as https://saas.example/produce.',
  },
  url_too_long: {
    kind: 'invalid',
    rule: 'R260',
    zh: '网址有 {got} 个字符，最多 {max} 个。',
    en: 'The URL has {got} characters. The limit is {max}.',
  },
  url_not_https: {
    kind: 'invalid',
    rule: 'R260',
    zh: '生产地址须以 https:// 开头，不能使用 {scheme}。',
    en: 'An endpoint must start with https://, not with {scheme}.',
  },
  url_not_a_domain: {
    kind: 'invalid',
    rule: 'R260',
    zh: '生产地址须使用公网域名，不能使用 {host}。',
    en: 'An endpoint must use a public domain name, not {host}.',
  },
  url_has_credentials: {
    kind: 'invalid',
    rule: 'R260',
    zh: '网址不能包含用户名或密码。',
    en: 'The URL must not contain a username or password.',
  },
  url_has_fragment: {
    kind: 'invalid',
    rule: 'R260',
    zh: '网址不能包含“#”及其后的部分，这部分不会被发送。',
    en: 'The URL must not contain “#” or anything after it, as that part is not sent.',
  },
  url_query_name: {
    kind: 'invalid',
    zh: '网址自带的查询参数不能使用“{name}”，协议已占用这个名称。',
    en: 'The URL must not contain the query parameter “{name}”, because the protocol uses that name.',
  },
  url_query_unfit: {
    kind: 'invalid',
    zh: '网址自带的每个查询参数都须有名称和值，且名称不能重复。',
    en: 'Each query parameter in the URL must have a name and a value, and names must be unique.',
  },
  url_has_query: {
    kind: 'refused',
    zh: '此生产地址自带查询参数（“?”之后的部分），只能用于 SaaS V1.0 的商品。请添加一个不带查询参数的地址。',
    en: 'This endpoint contains query parameters (after “?”), which only work for products with SaaS V1.0. Add an endpoint without them.',
  },
  address_known: {
    kind: 'conflict',
    zh: '此生产地址已添加。',
    en: 'This endpoint has already been added.',
  },
  address_decided: {
    kind: 'conflict',
    zh: '此生产地址已审核。',
    en: 'This endpoint has already been reviewed.',
  },
  reason_missing: { kind: 'invalid', zh: '请填写驳回原因。', en: 'Enter a reason for the rejection.' },
  address_rejected: {
    kind: 'refused',
    zh: '此生产地址已被驳回，不能使用。请选择其他地址。',
    en: 'This endpoint was rejected and cannot be used. Choose another.',
  },
  address_not_approved: {
    kind: 'refused',
    rule: 'R261',
    zh: '此生产地址仍在审核。商品提交审核后，只能改用已通过的生产地址。',
    en: 'This endpoint is still in review. After a product has been submitted, it can only be moved to an approved endpoint.',
  },
  key_class_wrong: {
    kind: 'refused',
    rule: 'R255',
    zh: 'SaaS 商品须使用“基础接口”类密钥，不能使用所选的密钥。',
    en: 'SaaS products need a key of the class “Basic”. The selected key has another class.',
  },
  key_not_common: {
    kind: 'refused',
    rule: 'R255',
    zh: '订单通知须使用“通用”类密钥，不能使用所选的密钥。',
    en: 'Order notification needs a key of the class “Common”. The selected key has another class.',
  },
  key_bits_missing: {
    kind: 'invalid',
    zh: 'SaaS V1.0 须选择加密手机号和邮箱所用的密钥位数：128 或 256。',
    en: 'Choose the key length for encrypting phone numbers and emails in SaaS V1.0: 128 or 256 bits.',
  },
  wording_unused: {
    kind: 'invalid',
    zh: '只有 SaaS V2.0 可以设置 expireTime 的位数和续费退订所用的订单。',
    en: 'The number of digits of expireTime and the order used for cancelled renewals can only be set for SaaS V2.0.',
  },
  key_bits_unused: {
    kind: 'invalid',
    zh: 'SaaS V2.0 不加密请求字段，不能设置密钥位数。',
    en: 'SaaS V2.0 does not encrypt request fields, so no key length can be set.',
  },
  change_needs_confirmation: {
    kind: 'conflict',
    rule: 'R256',
    zh: '更换商品的协议、生产地址或密钥后，在商家服务器更新之前，调用会失败。请确认后再更换。',
    en: 'If you change the protocol, endpoint or key of a product, calls fail until the seller’s server is updated. Confirm the change.',
  },
  key_bound: {
    kind: 'conflict',
    rule: 'R256',
    zh: '此密钥已绑定 {count} 个商品，不能删除。请先为这些商品更换密钥。',
    en: 'This key is linked to products ({count}) and cannot be deleted. Link them to another key first.',
  },
  key_of_orders: {
    kind: 'conflict',
    rule: 'R256',
    zh: '订单通知正在使用此密钥，不能删除。请先为订单通知更换密钥。',
    en: 'Order notification uses this key, so it cannot be deleted. Choose another key there first.',
  },
  key_rotating: {
    kind: 'conflict',
    zh: '此密钥正在轮换。请先完成或取消轮换。',
    en: 'This key is being rotated. Complete or cancel the rotation first.',
  },
  key_not_rotating: {
    kind: 'conflict',
    zh: '此密钥没有进行中的轮换。',
    en: 'This key is not being rotated.',
  },
  key_ended: {
    kind: 'refused',
    zh: '此密钥已停用，请选择其他密钥。',
    en: 'This key has ended. Choose another.',
  },
  channel_address_not_approved: {
    kind: 'refused',
    rule: 'R261',
    zh: '订单通知只能使用已通过审核的生产地址。请等待审核，或选择其他地址。',
    en: 'Order notification needs an approved endpoint. Wait for the approval, or choose another.',
  },
  renewal_changes_unspoken: {
    kind: 'refused',
    zh: 'SaaS V1.0 不支持在续费时变更配置或数量。请先在商品的售后承诺中取消“续费时变更”。',
    en: 'SaaS V1.0 does not support changes at renewal. First remove “Changes at renewal” from the product’s after-sales promises.',
  },
  change_unspoken_now: {
    kind: 'refused',
    zh: '提交此变更后，商品已改用 SaaS V1.0，不支持在续费时变更配置或数量。请驳回此变更，由商家取消“续费时变更”后重新提交。',
    en: 'Since this change was submitted, the product has moved to SaaS V1.0, which does not support changes at renewal. Reject it, so that the seller can submit it again without “Changes at renewal”.',
  },
  renewal_changes_to_tell: {
    kind: 'refused',
    zh: '有 {count} 笔已支付的续费变更尚未得到您服务器的确认，而 SaaS V1.0 不支持这类变更。请在这些变更生效并确认或退订后，再切换协议。',
    en: 'Paid renewals with changes that your server has not confirmed yet: {count}. SaaS V1.0 does not support such changes. Switch once they have taken effect and are confirmed, or have been refunded.',
  },
  product_not_bound: {
    kind: 'refused',
    rule: 'R245, R255',
    zh: '提交审核前，商品须绑定一个已通过的生产地址和一个“基础接口”类密钥。',
    en: 'Before you submit the product, link it to an approved endpoint and a key of the class “Basic”.',
  },
})
