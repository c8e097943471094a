import { defineProblems } from '@loggia/kernel'

export const catalogProblems = defineProblems('catalog', {
  product_not_found: { kind: 'not_found', zh: '没有这个商品', en: 'There is no such product' },
  verification_missing: {
    kind: 'refused',
    zh: '购买和试用都需要通过实名认证，至少是个人认证；在买家中心的“组织资料”里申请（R4）',
    en: 'Only verified buyers buy and try; ask to be verified, at least as a person, under “Organisation” in the Buyer Centre (R4)',
  },
  enterprise_verification_missing: {
    kind: 'refused',
    zh: '这个商品只卖给通过企业认证的买家；在买家中心的“组织资料”里申请企业认证（R4）',
    en: 'This product is sold to verified enterprises only; ask to be verified as one under “Organisation” in the Buyer Centre (R4)',
  },
  not_renewable: {
    kind: 'refused',
    zh: '商品、规格或价格已停售，不能续费；现有服务可用到到期（R51）',
    en: 'The product, the specification or the price is not sold any more and cannot be renewed; what runs goes on to its end (R51)',
  },
  price_item_unknown: { kind: 'not_found', zh: '没有这个价格项', en: 'There is no such price item' },
  type_fixed: {
    kind: 'conflict',
    zh: '商品的接入类型在创建时确定，不能更改（R13）',
    en: 'The access type of a product is fixed when it is created (R13)',
  },
  not_of_type: {
    kind: 'invalid',
    zh: '这种接入类型的商品没有 {what}（R12）',
    en: 'Products of this access type have no {what} (R12)',
  },
  not_submittable: {
    kind: 'conflict',
    zh: '只有草稿或未通过审核的商品可以提交审核',
    en: 'Only a draft or a rejected product can be submitted for review',
  },
  not_in_review: {
    kind: 'conflict',
    zh: '这个商品没有待审核的申请',
    en: 'Nothing of this product waits for review',
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
    zh: '规格“{name}”有两个计费周期相同的价格，每个组合每种周期只能有 1 个（R15）',
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
  amount_too_high: {
    kind: 'invalid',
    zh: '这样算出的金额是 {amount}，最多为 {max}',
    en: 'This comes to {amount}; at most {max} is possible',
  },
  trial_days_out_of_range: {
    kind: 'invalid',
    zh: '规格“{name}”的试用天数 {got} 不是 3 至 180 的整数（R27）',
    en: 'The specification “{name}” has a trial of {got} days; it is a whole number from 3 to 180 (R27)',
  },
  trial_on_one_time: {
    kind: 'invalid',
    zh: '规格“{name}”的一次性价格不能有试用（R27）',
    en: 'The specification “{name}” has a trial on its one-time price; only months and years can be tried (R27)',
  },
  bands_unfit: {
    kind: 'invalid',
    zh: '规格“{name}”的阶梯须按数量升序排列，各不相同，且小于最大数量 {max}（R22）',
    en: 'The bands of the specification “{name}” must ascend, differ, and begin below the greatest quantity {max} (R22)',
  },
  bands_not_offered: {
    kind: 'invalid',
    zh: '规格“{name}”有阶梯价格，但数量属性按线性计价（R22）',
    en: 'The specification “{name}” has price bands, but the quantity is priced linearly (R22)',
  },
  attribute_value_repeated: {
    kind: 'invalid',
    zh: '属性或其取值“{name}”重复（R20）',
    en: 'An attribute or one of its values, “{name}”, is there twice (R20)',
  },
  skus_unfit: {
    kind: 'invalid',
    zh: '规格“{name}”须为每个出售的属性组合各写 1 次价格；没有属性的商品直接写价格（R20）',
    en: 'The specification “{name}” needs prices once for each combination of attributes that it offers; without attributes, its prices as they are (R20)',
  },
  specification_unknown: {
    kind: 'not_found',
    zh: '这个商品没有规格 {specificationId}',
    en: 'The product has no specification {specificationId}',
  },
  all_hidden: {
    kind: 'invalid',
    zh: '公开销售的商品至少有 1 个不隐藏的规格（R52）',
    en: 'A product that is sold publicly shows at least 1 specification (R52)',
  },
  category_not_leaf: {
    kind: 'invalid',
    zh: '“{category}”不是最末级分类，商品须属于 1 个最末级分类（R40）',
    en: '“{category}” is no category at the end of the tree; a product is in exactly one of those (R40)',
  },
  category_not_found: { kind: 'not_found', zh: '没有这个分类', en: 'There is no such category' },
  category_in_use: {
    kind: 'conflict',
    zh: '分类“{category}”下有商品或下级分类，不能删除，也不能成为上级分类',
    en: 'There are products in the category “{category}” or categories below it: it cannot be removed, nor get its first category below it',
  },
  category_circular: {
    kind: 'invalid',
    zh: '分类不能位于自身之下',
    en: 'A category cannot stand below itself',
  },
  tags_missing: {
    kind: 'invalid',
    zh: '提交审核的商品至少有 1 个标签，最多 5 个（R40）',
    en: 'A product is submitted with at least 1 tag, and at most 5 (R40)',
  },
  price_right_missing: {
    kind: 'forbidden',
    zh: '您没有“价格”的写权限，不能新增或修改价格、试用天数与计价方式；主账号可以授予（R2）',
    en: 'You lack the right to write prices, so prices, trial days and how a quantity is priced stay as they are; the main account can grant it (R2)',
  },
  not_editable: {
    kind: 'conflict',
    zh: '只有草稿或未通过审核的商品可以直接修改；在售商品须提交变更',
    en: 'Only a draft or a rejected product is written anew; of a product on sale, propose a change',
  },
  not_changeable: {
    kind: 'conflict',
    zh: '只有在售或隐藏的商品可以提交变更、隐藏或停售申请，这个商品的状态是 {state}',
    en: 'Only a product that is listed or hidden can be changed, hidden or delisted; this one is {state}',
  },
  application_pending: {
    kind: 'conflict',
    zh: '这个商品已有一个申请在审核中',
    en: 'One application of this product is in review already',
  },
  application_not_found: { kind: 'not_found', zh: '没有这个申请', en: 'There is no such application' },
  review_opened: {
    kind: 'conflict',
    zh: '审核人员已打开这个申请，不能再撤回（R58）',
    en: 'A reviewer has opened this application, so it cannot be withdrawn any more (R58)',
  },
  second_operator_needed: {
    kind: 'refused',
    zh: '价格变更须由另一位运营人员批准，第一位不能再次批准（R6）',
    en: 'A change of prices is approved by a second operator; the first one cannot approve it again (R6)',
  },
  attributes_fixed: {
    kind: 'invalid',
    zh: '上架后不能增加、修改或删除商品的属性（R21）',
    en: 'The attributes of a product cannot be added, changed or removed once it was listed (R21)',
  },
  quantity_range_narrowed: {
    kind: 'invalid',
    zh: '数量范围只能放宽：现在是 {min}–{max}（R59）',
    en: 'The range of the quantity may only widen; it is {min}–{max} now (R59)',
  },
  specification_removed: {
    kind: 'invalid',
    zh: '变更不能删除规格“{name}”，请申请停售（R49）',
    en: 'A change cannot remove the specification “{name}”; ask for its delisting (R49)',
  },
  currency_fixed: {
    kind: 'invalid',
    zh: '上架后不能更换价格的货币（R32）',
    en: 'The currency of a product’s prices stays as it is once it was listed (R32)',
  },
  certificate_repeated: {
    kind: 'invalid',
    zh: '证书“{number}”出现了两次（R57）',
    en: 'The certificate “{number}” is there twice (R57)',
  },
  certificate_expired: {
    kind: 'invalid',
    zh: '证书“{number}”的有效期到 {validUntil} 为止，已过期；请换成有效的证书（R57）',
    en: 'The certificate “{number}” was valid until {validUntil}; name one that holds (R57)',
  },
  nothing_to_delist: {
    kind: 'conflict',
    zh: '这些规格或组合已经不在售',
    en: 'These specifications or combinations are not on sale already',
  },
  sku_unknown: {
    kind: 'not_found',
    zh: '这个规格没有这个属性组合',
    en: 'The specification has no such combination of attributes',
  },
  sku_delisted: {
    kind: 'invalid',
    zh: '规格“{name}”有已停售的属性组合，不能恢复，只能作为新规格发布（R50）',
    en: 'The specification “{name}” offers a combination that was delisted; it cannot come back, only be released as a new specification (R50)',
  },
  parameter_repeated: {
    kind: 'invalid',
    zh: '“{name}”出现了两次：购买参数的名称和标题各不相同，一个参数的选项也各不相同（R47a）',
    en: '“{name}” is there twice: names and labels of purchase parameters differ, and so do the options of one (R47a)',
  },
  parameter_range_empty: {
    kind: 'invalid',
    zh: '购买参数“{name}”的最小值 {min} 大于最大值 {max}（R47a）',
    en: 'The purchase parameter “{name}” has the minimum {min} and the maximum {max}; the minimum is at most the maximum (R47a)',
  },
  parameter_option_unfit: {
    kind: 'invalid',
    zh: '购买参数“{name}”的选项值“{value}”不能有换行、控制字符或首尾空格（R47a）',
    en: 'The option “{value}” of the purchase parameter “{name}” is one line without control characters or blanks around it (R47a)',
  },
  parameters_too_long: {
    kind: 'invalid',
    zh: '购买参数合计最长 {got} 字节，最多 {max} 字节；请减少参数或缩短文本的最大长度，每个字符按 3 字节计（R47a）',
    en: 'The purchase parameters may come to {got} bytes together; at most {max} are possible. Ask for less, or for shorter texts: each character counts 3 bytes (R47a)',
  },
  not_suspendable: {
    kind: 'conflict',
    zh: '只有在售或隐藏的商品可以暂停销售，这个商品的状态是 {state}',
    en: 'Only a product that is listed or hidden can be suspended; this one is {state}',
  },
  not_delistable: {
    kind: 'conflict',
    zh: '这个商品的状态是 {state}，不能停售',
    en: 'This product is {state} and cannot be delisted',
  },
  audience_unfit: {
    kind: 'invalid',
    zh: '规格“{name}”的销售对象不能比商品更宽，也不能与之不符（R31）',
    en: 'The audience of the specification “{name}” does not narrow the product’s as it may (R31)',
  },
  not_for_this_buyer: {
    kind: 'refused',
    zh: '这个商品不能由您的账号直接购买，请联系商家（R5）',
    en: 'This account cannot buy the product directly; contact the seller (R5)',
  },
  not_in_this_region: {
    kind: 'refused',
    zh: '这个商品不在您的国家或地区（{country}）销售（R32）',
    en: 'This product is not sold in your country or region, {country} (R32)',
  },
  purchase_limit_reached: {
    kind: 'refused',
    zh: '每个买家最多购买这个规格 {max} 次（R29）',
    en: 'One buyer may buy this specification {max} times at most (R29)',
  },
  quantity_limit_exceeded: {
    kind: 'refused',
    zh: '这个规格一次最多购买 {max}，不能是 {got}（R29）',
    en: 'At most {max} of this specification can be bought at once, not {got} (R29)',
  },
  stock_insufficient: {
    kind: 'refused',
    zh: '库存不足：还有 {left}（R30）',
    en: 'There is not enough in stock: {left} left (R30)',
  },
  stock_only_listed: {
    kind: 'conflict',
    zh: '只有在售商品有库存（R30）',
    en: 'Only a product on sale has a stock (R30)',
  },
  stock_below_zero: {
    kind: 'conflict',
    zh: '库存不能少于 0，现在是 {left}（R30）',
    en: 'A stock cannot be less than 0; it is {left} (R30)',
  },
  trial_not_offered: {
    kind: 'refused',
    zh: '这个价格项没有试用（R27）',
    en: 'This price item has no trial (R27)',
  },
  trial_not_for_this_buyer: {
    kind: 'refused',
    zh: '这个商品的试用只面向商家指定的账号，请联系商家，或直接购买（R27）',
    en: 'The trial of this product is for accounts that the seller has named; contact the seller, or buy it (R27)',
  },
  trial_used: {
    kind: 'refused',
    zh: '这个账号已试用过这个商品，不能再次试用（R28）',
    en: 'This account has tried the product already; it cannot be tried twice (R28)',
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
