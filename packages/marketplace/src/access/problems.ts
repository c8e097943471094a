import { defineProblems } from '@loggia/kernel'

export const accessProblems = defineProblems('access', {
  address_not_found: { kind: 'not_found', zh: '没有这个生产地址', en: 'There is no such production address' },
  key_not_found: { kind: 'not_found', zh: '没有这个密钥', en: 'There is no such key' },
  url_malformed: {
    kind: 'invalid',
    zh: '“{url}”不是完整的网址；例如 https://saas.example/produce',
    en: '“{url}” is not a whole URL; one is https://saas.example/produce',
  },
  url_too_long: {
    kind: 'invalid',
    zh: '网址有 {got} 个字符，最多 {max} 个（R260）',
    en: 'The URL has {got} characters; at most {max} are allowed (R260)',
  },
  url_not_https: {
    kind: 'invalid',
    zh: '生产地址须以 https:// 开头，不能是 {scheme}（R260）',
    en: 'A production address begins with https://, not with {scheme} (R260)',
  },
  url_not_a_domain: {
    kind: 'invalid',
    zh: '生产地址须使用公网域名，不能是 {host}（R260）',
    en: 'A production address has a public domain name, not {host} (R260)',
  },
  url_has_credentials: {
    kind: 'invalid',
    zh: '网址中不能有用户名或密码（R260）',
    en: 'The URL must not have a user name or password (R260)',
  },
  url_has_fragment: {
    kind: 'invalid',
    zh: '网址中不能有“#”及其后的部分，它不会被发送（R260）',
    en: 'The URL must not have “#” and what follows: it is not sent (R260)',
  },
  url_query_name: {
    kind: 'invalid',
    zh: '网址自带的查询参数不能叫“{name}”：协议自己的参数使用这个名称',
    en: 'The URL’s own query cannot have a parameter “{name}”: the protocol has one of that name',
  },
  url_query_unfit: {
    kind: 'invalid',
    zh: '网址自带的查询参数须各有名称和值，名称不能重复',
    en: 'Each parameter of the URL’s own query has a name and a value, and no name twice',
  },
  url_has_query: {
    kind: 'refused',
    zh: '这个生产地址自带查询参数（“?”之后），只有 SaaS 1.0 的商品可以使用；请为此添加一个不带查询参数的地址',
    en: 'This production address has a query of its own (after “?”), which only products with SaaS V1.0 may have; add one without',
  },
  address_known: {
    kind: 'conflict',
    zh: '这个生产地址已经添加过',
    en: 'This production address has been added before',
  },
  address_decided: {
    kind: 'conflict',
    zh: '这个生产地址不在待审核状态，不能作出审核结论',
    en: 'This production address does not await a decision',
  },
  reason_missing: { kind: 'invalid', zh: '拒绝生产地址须写明原因', en: 'A rejection needs a reason' },
  address_rejected: {
    kind: 'refused',
    zh: '这个生产地址未通过审核，不能使用；请选择其他地址',
    en: 'This production address was rejected and cannot be used; choose another',
  },
  address_not_approved: {
    kind: 'refused',
    zh: '这个生产地址还在等待审核；商品提交审核之后，只能改用已通过的地址（R261）',
    en: 'This production address still awaits approval; once submitted, a product moves only to an approved one (R261)',
  },
  key_class_wrong: {
    kind: 'refused',
    zh: 'SaaS 商品须使用“basic”类的密钥，这个密钥属于“{interfaceClass}”类（R255）',
    en: 'A SaaS product uses a key of the class “basic”; this one is of the class “{interfaceClass}” (R255)',
  },
  key_not_common: {
    kind: 'refused',
    zh: '订单通知须使用“common”类的密钥，这个密钥属于“{interfaceClass}”类（R255）',
    en: 'Order notification uses a key of the class “common”; this one is of the class “{interfaceClass}” (R255)',
  },
  key_bits_missing: {
    kind: 'invalid',
    zh: 'SaaS 1.0 须选定手机号和邮箱加密使用的密钥位数：128 或 256',
    en: 'SaaS V1.0 needs the number of bits that phone and email are sealed with: 128 or 256',
  },
  wording_unused: {
    kind: 'invalid',
    zh: '只有 SaaS 2.0 可以指定 expireTime 的位数和续费退订所用的订单',
    en: 'Only SaaS V2.0 takes a number of digits of expireTime and the order by which a cancelled renewal is told',
  },
  key_bits_unused: {
    kind: 'invalid',
    zh: 'SaaS 2.0 不加密请求字段，不能指定密钥位数',
    en: 'SaaS V2.0 seals no fields of requests, so it takes no number of key bits',
  },
  change_needs_confirmation: {
    kind: 'conflict',
    zh: '更换商品使用的协议、地址或密钥，会使商家服务器尚未更新期间的调用失败；须确认后再更换（R256）',
    en: 'Changing the protocol, address or key of a product makes calls fail until the seller’s server follows; it needs to be confirmed (R256)',
  },
  key_bound: {
    kind: 'conflict',
    zh: '这个密钥正由 {count} 个商品使用，不能删除；请先为它们换用其他密钥（R256）',
    en: 'This key cannot be deleted while products use it, now {count}; bind them to another key first (R256)',
  },
  key_of_orders: {
    kind: 'conflict',
    zh: '订单通知正在使用这个密钥，不能删除；请先为它换用其他密钥（R256）',
    en: 'This key cannot be deleted while order notification uses it; give that another key first (R256)',
  },
  channel_address_not_approved: {
    kind: 'refused',
    zh: '订单通知只能开到已通过审核的生产地址；请等审核通过，或选择其他地址（R261）',
    en: 'Order notification goes to an approved production address only; wait for the approval, or choose another (R261)',
  },
  renewal_changes_unspoken: {
    kind: 'refused',
    zh: 'SaaS 1.0 不能在续费时变更规格或数量；请先在商品的售后承诺中取消“续费时变更”',
    en: 'SaaS V1.0 cannot change what is used at a renewal; first take “changes at renewal” from what the product promises',
  },
  change_unspoken_now: {
    kind: 'refused',
    zh: '该商品在提交此变更后已改用 SaaS 1.0，它不能在续费时变更规格或数量；请驳回此变更，由商家去掉“续费时变更”后重新提交',
    en: 'The product has moved to SaaS V1.0 since this was proposed, which cannot change what is used at a renewal; reject it, so that the seller proposes it without “changes at renewal”',
  },
  renewal_changes_to_tell: {
    kind: 'refused',
    zh: '还有 {count} 笔已付款的续费变更尚未由商家确认，SaaS 1.0 无法表达；请等它们生效并得到确认，或退订后再切换协议',
    en: '{count} paid renewals with another edition or quantity are not confirmed by your server yet, and SaaS V1.0 has no words for them; move to it once they have begun and are confirmed, or are returned',
  },
  product_not_bound: {
    kind: 'refused',
    zh: '提交审核前，商品须使用一个已通过的生产地址和一个“basic”类的密钥（R245、R255）',
    en: 'Before its submission a product needs an approved production address and a key of the class “basic” (R245, R255)',
  },
})
