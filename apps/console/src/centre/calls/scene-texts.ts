import { defineTexts } from '@loggia/ui'

/** The subject of a call by its interface's name on the wire. Without an entry, only that name is shown. */
export const sceneTexts = defineTexts(
  {
    newInstance: '新购',
    refreshInstance: '续费',
    queryInstance: '查询',
    updateInstanceStatus: '冻结或解冻',
    releaseInstance: '释放',
    upgradeInstance: '升级',
    changeInstanceCheck: '变更检查',
    expireInstance: '到期',
    upgrade: '升级（V1.0）',
    orderNotify: '订单通知',
  },
  {
    newInstance: 'New purchase',
    refreshInstance: 'Renewal',
    queryInstance: 'Query',
    updateInstanceStatus: 'Freeze or unfreeze',
    releaseInstance: 'Release',
    upgradeInstance: 'Upgrade',
    changeInstanceCheck: 'Change check',
    expireInstance: 'Expiry',
    upgrade: 'Upgrade (V1.0)',
    orderNotify: 'Order notification',
  },
)
