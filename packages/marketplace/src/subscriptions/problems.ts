import { defineProblems } from '@loggia/kernel'

export const subscriptionProblems = defineProblems('subscription', {
  not_found: { kind: 'not_found', zh: '没有这个服务', en: 'There is no such service' },
  not_in_state: {
    kind: 'conflict',
    zh: '服务现在的状态是 {state}，不能这样操作',
    en: 'The service is {state}; this cannot be done with it now',
  },
  changing: {
    kind: 'conflict',
    zh: '这个服务有一项变更已付款、等待商家确认；完成后才能继续',
    en: 'A change of this service is paid and waits for the seller; it has to be done first',
  },
  change_to_come: {
    kind: 'conflict',
    zh: '这个服务已经买了一次续费变更，还没有生效；生效或退订后才能再变更',
    en: 'A change at renewal is paid for and has not begun; it has to begin, or be returned, first',
  },
  frozen_for_violation: {
    kind: 'refused',
    zh: '服务因违规被运营方冻结，恢复之前不能这样操作。原因：{reason}（R116）',
    en: 'The service is frozen for a violation, and this cannot be done until that is lifted. The reason: {reason} (R116)',
  },
  barred_already: {
    kind: 'conflict',
    zh: '这个服务已经因违规冻结',
    en: 'This service is frozen for a violation already',
  },
  not_barred: {
    kind: 'conflict',
    zh: '这个服务没有因违规冻结',
    en: 'This service is not frozen for a violation',
  },
  bought_once: {
    kind: 'refused',
    zh: '一次性购买的服务没有到期日，不能续费（R110）',
    en: 'What was bought once has no end and cannot be renewed (R110)',
  },
  is_trial: {
    kind: 'refused',
    zh: '试用不能续费或变更；请转为正式购买（R118）',
    en: 'A trial cannot be renewed or changed; turn it into a paid term (R118)',
  },
  trial_not_returned: {
    kind: 'refused',
    zh: '试用没有付款，不能退订；到期后会自动释放（R118）',
    en: 'A trial was not paid for and is not returned; it ends by itself (R118)',
  },
  no_renewal_to_come: {
    kind: 'refused',
    zh: '没有尚未生效的续费；已经生效的续费不能退订（R111）',
    en: 'There is no renewal that has not begun; one in effect cannot be returned (R111)',
  },
  no_trial: {
    kind: 'refused',
    zh: '这个服务不是试用，不需要转正',
    en: 'This service is no trial and needs no conversion',
  },
  other_specification: {
    kind: 'refused',
    zh: '只能换成同一规格下的其他组合（R119）',
    en: 'It can only become another combination of the same specification (R119)',
  },
  other_combination: {
    kind: 'refused',
    zh: '转正时保留试用的组合，可以选择数量和周期',
    en: 'A trial keeps its combination when it becomes paid; quantity and period may be chosen',
  },
  too_early_to_change: {
    kind: 'refused',
    zh: '到期前 {days} 天内才能在续费时变更；从 {from} 起可以（R119）',
    en: 'A renewal may change a service from {days} days before its end: from {from} on (R119)',
  },
  changes_not_offered: {
    kind: 'refused',
    zh: '这个商品不提供有效期内的升级和扩容（R119）',
    en: 'This product offers no upgrade or scale-out during validity (R119)',
  },
  renewal_changes_not_offered: {
    kind: 'refused',
    zh: '这个商品不提供续费时的变更（R119）',
    en: 'This product offers no change at renewal (R119)',
  },
  nothing_changes: {
    kind: 'invalid',
    zh: '和现在的配置一样，没有变化',
    en: 'This is what the service has already',
  },
  only_upwards: {
    kind: 'refused',
    zh: '有效期内只能升级或扩容；降级、缩容可在续费时进行（R119）',
    en: 'During validity a service is upgraded or scaled out; what is smaller comes at renewal (R119)',
  },
  change_inverted: {
    kind: 'refused',
    zh: '目标配置比现在的便宜，这条升级规则已失效（R56、R120）',
    en: 'The target is cheaper than what the service has: the rule of this upgrade is void (R56, R120)',
  },
  quantity_inverted: {
    kind: 'refused',
    zh: '{got} 的价格比现有数量还低，不能扩容到这个数量；从 {from} 起可以（R122）',
    en: 'A quantity of {got} costs less than what the service has, so it is not sold; from {from} on it is (R122)',
  },
  not_period_priced: {
    kind: 'refused',
    zh: '目标配置没有按月或按年的价格，不能变更（R120）',
    en: 'The target has no monthly or yearly price, so it cannot be changed to (R120)',
  },
})
