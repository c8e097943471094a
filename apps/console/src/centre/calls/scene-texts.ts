import { defineTexts } from '@loggia/ui'

/** What a call is about, by its interface's name on the wire; one that is not here is shown by that name alone. */
export const sceneTexts = defineTexts(
  {
    newInstance: '新购',
    refreshInstance: '续费',
    queryInstance: '查询',
    updateInstanceStatus: '冻结、解冻',
    releaseInstance: '释放',
    upgradeInstance: '升级',
    changeInstanceCheck: '变更检查',
    expireInstance: '过期',
    upgrade: '升级（V1.0）',
    orderNotify: '订单通知',
  },
  {
    newInstance: 'New purchase',
    refreshInstance: 'Renewal',
    queryInstance: 'Query',
    updateInstanceStatus: 'Freeze, unfreeze',
    releaseInstance: 'Release',
    upgradeInstance: 'Upgrade',
    changeInstanceCheck: 'Change check',
    expireInstance: 'Expiry',
    upgrade: 'Upgrade (V1.0)',
    orderNotify: 'Order notification',
  },
)
