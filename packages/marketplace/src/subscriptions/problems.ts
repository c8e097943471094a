import { defineProblems } from '@loggia/kernel'

export const subscriptionProblems = defineProblems('subscription', {
  not_found: { kind: 'not_found', zh: '服务不存在。', en: 'Service not found.' },
  not_in_state: {
    kind: 'conflict',
    zh: '服务在当前状态下不能执行此操作。',
    en: 'This is not possible in the service’s current state.',
  },
  changing: {
    kind: 'conflict',
    zh: '此服务有一项已支付的变更，商家正在处理。完成后可继续操作。',
    en: 'A paid change of this service is still with the seller. Wait until it is complete.',
  },
  change_to_come: {
    kind: 'conflict',
    zh: '此服务已购买续费变更，尚未生效。生效或退订后才能再次变更。',
    en: 'This service already has a paid change at renewal. Wait until it takes effect, or cancel it, before you change the service again.',
  },
  frozen_for_violation: {
    kind: 'refused',
    rule: 'R116',
    zh: '服务因违规被冻结，解除前不能执行此操作。原因：{reason}',
    en: 'The service is frozen for a violation. This is not possible until the freeze is lifted. Reason: {reason}',
  },
  barred_already: {
    kind: 'conflict',
    zh: '此服务已因违规冻结。',
    en: 'This service is already frozen for a violation.',
  },
  not_barred: {
    kind: 'conflict',
    zh: '此服务没有因违规冻结。',
    en: 'This service is not frozen for a violation.',
  },
  bought_once: {
    kind: 'refused',
    rule: 'R110',
    zh: '一次性购买的服务没有到期时间，无需续费。',
    en: 'A one-time purchase has no expiry date, so it cannot be renewed.',
  },
  is_trial: {
    kind: 'refused',
    rule: 'R118',
    zh: '试用不能续费或变更，请先转正。',
    en: 'A trial cannot be renewed or changed. Convert it first.',
  },
  trial_not_returned: {
    kind: 'refused',
    rule: 'R118',
    zh: '试用免费，无需退订，到期后自动释放。',
    en: 'A trial is free, so there is nothing to refund. It is released automatically after it ends.',
  },
  no_renewal_to_come: {
    kind: 'refused',
    rule: 'R111',
    zh: '没有尚未生效的续费，已生效的续费不能退订。',
    en: 'There is no upcoming renewal to cancel. A renewal that has started cannot be refunded.',
  },
  period_not_sold: {
    kind: 'refused',
    rule: 'R110',
    zh: '当前配置不再按所选周期销售，请选择其他续费周期。',
    en: 'The current configuration is no longer sold by this period. Choose another renewal period.',
  },
  no_trial: {
    kind: 'refused',
    zh: '此服务不是试用，无需转正。',
    en: 'This service is not a trial, so it cannot be converted.',
  },
  other_specification: {
    kind: 'refused',
    rule: 'R119',
    zh: '只能变更为同一规格的其他配置。',
    en: 'You can only change to another configuration of the same specification.',
  },
  other_combination: {
    kind: 'refused',
    zh: '转正时沿用试用的配置，可以选择数量和购买时长。',
    en: 'A converted trial keeps its configuration. You can choose the quantity and the term.',
  },
  too_early_to_change: {
    kind: 'refused',
    rule: 'R119',
    zh: '到期前 {days} 天内才能在续费时变更。',
    en: 'You can change a service at renewal only in the {days:day/days} before it expires.',
  },
  changes_not_offered: {
    kind: 'refused',
    rule: 'R119',
    zh: '此商品不支持在服务期内升级和扩容。',
    en: 'This product does not offer upgrades or scale-outs during the term.',
  },
  renewal_changes_not_offered: {
    kind: 'refused',
    rule: 'R119',
    zh: '此商品不支持在续费时变更。',
    en: 'This product does not offer changes at renewal.',
  },
  nothing_changes: {
    kind: 'invalid',
    zh: '与当前配置相同，没有变化。',
    en: 'This is the same as the current configuration.',
  },
  only_upwards: {
    kind: 'refused',
    rule: 'R119',
    zh: '服务期内只能升级或扩容。降级、缩容可在续费时进行。',
    en: 'During the term you can only upgrade or scale out. To reduce the service, change it at renewal.',
  },
  change_inverted: {
    kind: 'refused',
    rule: 'R56, R120',
    zh: '目标配置的价格低于当前配置，不能变更为此配置。',
    en: 'This configuration costs less than the current one, so you cannot change to it.',
  },
  quantity_inverted: {
    kind: 'refused',
    rule: 'R122',
    zh: '数量 {got} 的价格低于当前数量，不能扩容到此数量。请选择 {from} 或以上。',
    en: 'A quantity of {got} costs less than the current quantity, so it is not available. Choose {from} or more.',
  },
  not_period_priced: {
    kind: 'refused',
    rule: 'R120',
    zh: '目标配置没有按月或按年的价格，不能变更。',
    en: 'This configuration has no monthly or yearly price, so you cannot change to it.',
  },
})
