import { defineProblems } from '@loggia/kernel'
import { draftRefusals } from './draft-problems.ts'
import { purchaseRefusals } from './purchase-problems.ts'

export const catalogProblems = defineProblems('catalog', {
  ...draftRefusals,
  ...purchaseRefusals,
  product_not_found: { kind: 'not_found', zh: '商品不存在。', en: 'Product not found.' },
  type_fixed: {
    kind: 'conflict',
    rule: 'R13',
    zh: '商品创建后不能更改商品类型。',
    en: 'The product type cannot be changed after the product is created.',
  },
  license_way_fixed: {
    kind: 'conflict',
    rule: 'R13',
    zh: '商品在售后不能更改 License 的交付方式，已售出的 License 仍按原方式使用。可另建商品。',
    en: 'The way in which licenses are delivered cannot be changed once the product was on sale, because licenses that were sold depend on it. Create another product instead.',
  },
  not_submittable: {
    kind: 'conflict',
    zh: '只有草稿或已驳回的商品可以提交审核。',
    en: 'Only a draft or a rejected product can be submitted for review.',
  },
  not_in_review: {
    kind: 'conflict',
    zh: '此商品没有待审核的申请。',
    en: 'This product has no application in review.',
  },
  reason_missing: {
    kind: 'invalid',
    field: 'reason',
    zh: '请填写驳回原因。',
    en: 'Enter a reason for the rejection.',
  },
  category_not_found: { kind: 'not_found', zh: '分类不存在。', en: 'Category not found.' },
  category_in_use: {
    kind: 'conflict',
    zh: '分类“{category}”下有商品或下级分类，不能删除。含有商品的分类也不能添加下级分类。',
    en: 'The category “{category}” has products or subcategories, so it cannot be deleted. A category with products cannot have subcategories either.',
  },
  category_circular: {
    kind: 'invalid',
    field: 'parent',
    zh: '分类不能移到自身或自己的下级分类之下。',
    en: 'A category cannot be moved under itself or one of its subcategories.',
  },
  not_editable: {
    kind: 'conflict',
    zh: '只有草稿或已驳回的商品可以直接修改。在售商品请提交变更。',
    en: 'Only a draft or a rejected product can be edited directly. For a product on sale, submit a change.',
  },
  not_changeable: {
    kind: 'conflict',
    zh: '只有在售或不公开的商品可以变更、设为不公开或申请停售。',
    en: 'Only a listed or unlisted product can be changed, made public or unlisted, or delisted.',
  },
  application_pending: {
    kind: 'conflict',
    zh: '此商品已有一个申请在审核中。',
    en: 'This product already has an application in review.',
  },
  application_not_found: { kind: 'not_found', zh: '申请不存在。', en: 'Application not found.' },
  review_opened: {
    kind: 'conflict',
    rule: 'R58',
    zh: '审核已经开始，不能再撤回申请。',
    en: 'The review has started, so the application can no longer be withdrawn.',
  },
  second_operator_needed: {
    kind: 'refused',
    rule: 'R6',
    zh: '价格变更须由两位运营人员先后通过。您已通过一次，须由另一位继续审核。',
    en: 'A price change needs the approval of two operators. You have already approved it, so another operator must decide.',
  },
  attributes_fixed: {
    kind: 'invalid',
    rule: 'R21',
    zh: '商品发布后不能增加、修改或删除属性。',
    en: 'The attributes of a product cannot be added, changed or deleted once it has been listed.',
  },
  quantity_range_narrowed: {
    kind: 'invalid',
    rule: 'R59',
    zh: '数量范围只能放宽，目前为 {min}–{max}。',
    en: 'The quantity range can only be widened. It is currently {min}–{max}.',
  },
  specification_removed: {
    kind: 'invalid',
    rule: 'R49',
    zh: '变更不能删除规格“{name}”，请改为申请停售此规格。',
    en: 'A change cannot delete the specification “{name}”. Request its delisting instead.',
  },
  currency_fixed: {
    kind: 'invalid',
    rule: 'R32',
    zh: '商品发布后不能更换币种。',
    en: 'The currency of a product’s prices cannot be changed once it has been listed.',
  },
  nothing_to_delist: {
    kind: 'conflict',
    zh: '所选的规格或配置已经停售。',
    en: 'The selected specifications or configurations are already delisted.',
  },
  sku_unknown: {
    kind: 'not_found',
    zh: '此规格没有这个配置。',
    en: 'This specification has no such configuration.',
  },
  sku_delisted: {
    kind: 'invalid',
    rule: 'R50',
    zh: '规格“{name}”包含已停售的配置。已停售的配置不能恢复，只能作为新规格发布。',
    en: 'The specification “{name}” contains a delisted configuration. A delisted configuration cannot return; add it as a new specification.',
  },
  not_suspendable: {
    kind: 'conflict',
    zh: '只有在售或不公开的商品可以暂停销售。',
    en: 'Sales can only be paused for a listed or unlisted product.',
  },
  not_delistable: {
    kind: 'conflict',
    zh: '商品在当前状态下不能停售。',
    en: 'A product in this state cannot be delisted.',
  },
  not_relistable: {
    kind: 'conflict',
    rule: 'R238',
    zh: '只有因接口故障停售的商品可以恢复销售。',
    en: 'Only a product that was delisted because its interface fails can be listed again.',
  },
  stock_only_listed: {
    kind: 'conflict',
    rule: 'R30',
    zh: '只有在售的商品可以设置库存。',
    en: 'Only a listed product can have stock.',
  },
  stock_below_zero: {
    kind: 'conflict',
    rule: 'R30',
    field: 'change',
    zh: '库存不能小于 0，目前为 {left}。',
    en: 'Stock cannot go below 0. It is currently {left}.',
  },
})
