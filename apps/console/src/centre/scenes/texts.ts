import { defineTexts } from '@loggia/ui'

/** The scenes in which a seller's server is called, by test calls and by dial tests. */
export const sceneTexts = defineTexts(
  {
    names: {
      new_period: '新购（包周期）',
      new_one_time: '新购（一次性）',
      new_usage: '新购（按需）',
      new_package: '新购（按需套餐包）',
      new_trial: '试用',
      query: '查询',
      trial_to_formal: '试用转正',
      renewal: '续费',
      renewal_cancelled: '续费退订',
      change_check: '变更检查',
      renewal_change: '续费时变更',
      upgrade: '升级',
      apply_license: '申请 License',
      freeze: '冻结',
      unfreeze: '解冻',
      expiry: '到期',
      release: '释放',
      order_paid: '订单通知',
    },
  },
  {
    names: {
      new_period: 'New purchase, fixed term',
      new_one_time: 'New purchase, one-time',
      new_usage: 'New purchase, pay-per-use',
      new_package: 'New purchase, package',
      new_trial: 'Trial',
      query: 'Query',
      trial_to_formal: 'Trial conversion',
      renewal: 'Renewal',
      renewal_cancelled: 'Renewal cancelled',
      change_check: 'Change check',
      renewal_change: 'Change at renewal',
      upgrade: 'Upgrade',
      apply_license: 'License application',
      freeze: 'Freeze',
      unfreeze: 'Unfreeze',
      expiry: 'Expiry',
      release: 'Release',
      order_paid: 'Order notification',
    },
  },
)
