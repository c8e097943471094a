import { flag } from '@loggia/protocol/console/members'
import type { monitoringFacts } from '@loggia/protocol/console/monitoring/facts'
import { defineTexts } from '@loggia/ui'
import type { KindsOn } from './fact.ts'
import type { FactNames, Look } from './teller.tsx'

export const monitoringNames = defineTexts<FactNames<typeof monitoringFacts>>(
  {
    'interface.failing': '商品接口拨测失败',
    'interface.warned': '商品接口故障预警',
    'interface.recovered': '商品接口恢复正常',
    'interface.order_failed': '订单因接口故障开通失败',
    'interface.repair_asked': '商家申请检查接口修复',
    'interface.deferred': '推迟商品接口故障的处理',
    'interface.relisting_asked': '商家申请恢复销售',
    'interface.relisting_decided': '处理恢复销售申请',
    'dial_tests.switched': '停用或启用商品拨测',
  },
  {
    'interface.failing': 'Product interface fails its dial tests',
    'interface.warned': 'Warning about a product interface',
    'interface.recovered': 'Product interface works again',
    'interface.order_failed': 'Order failed through a product interface',
    'interface.repair_asked': 'Check of an interface repair requested',
    'interface.deferred': 'Consequences of interface failures deferred',
    'interface.relisting_asked': 'Relisting of a product requested',
    'interface.relisting_decided': 'Request for relisting decided',
    'dial_tests.switched': 'Dial tests of a product switched on or off',
  },
)

type ProductTitles = { readonly [K in KindsOn<typeof monitoringFacts, 'prd'>]: string }
/** The timeline of a product. */
export const monitoringTitles = defineTexts<ProductTitles>(
  {
    'interface.failing': '接口拨测失败',
    'interface.warned': '接口故障预警',
    'interface.recovered': '接口恢复正常',
    'interface.order_failed': '订单因接口故障开通失败',
    'interface.repair_asked': '申请检查接口修复',
    'interface.deferred': '推迟接口故障的处理',
    'interface.relisting_asked': '申请恢复销售',
    'interface.relisting_decided': '恢复销售申请处理完成',
    'dial_tests.switched': '停用或启用拨测',
  },
  {
    'interface.failing': 'Dial tests fail',
    'interface.warned': 'Warning: interface fails',
    'interface.recovered': 'Interface works again',
    'interface.order_failed': 'Order failed through the interface',
    'interface.repair_asked': 'Check of the repair requested',
    'interface.deferred': 'Consequences deferred',
    'interface.relisting_asked': 'Relisting requested',
    'interface.relisting_decided': 'Request for relisting decided',
    'dial_tests.switched': 'Dial tests switched on or off',
  },
)
export const monitoringLooks: { readonly [K in keyof ProductTitles]: Look } = {
  'interface.failing': ['warn', 'alert'],
  'interface.warned': ['warn', 'alert'],
  'interface.recovered': ['ok', 'check'],
  'interface.order_failed': ['warn', 'x'],
  'interface.repair_asked': ['plain', 'flag'],
  'interface.deferred': ['plain', 'clock'],
  'interface.relisting_asked': ['plain', 'flag'],
  'interface.relisting_decided': ['plain', 'flag'],
  'dial_tests.switched': ['plain', 'flag'],
}

const decisions = defineTexts(
  {
    'interface.relisting_decided': { yes: '恢复销售申请已通过', no: '恢复销售申请被驳回' },
    'dial_tests.switched': { yes: '启用拨测', no: '停用拨测' },
  },
  {
    'interface.relisting_decided': { yes: 'Relisting approved', no: 'Relisting rejected' },
    'dial_tests.switched': { yes: 'Dial tests switched on', no: 'Dial tests switched off' },
  },
)

type Told = { readonly kind: string; readonly data: Readonly<Record<string, unknown>> }
/** Says which way a decision went; undefined for any other fact. */
export function useDecisionTitle(): (entry: Told) => string | undefined {
  const titles: Readonly<Record<string, { readonly yes: string; readonly no: string }>> = decisions.use()
  return ({ kind, data }) => {
    const isYes = flag.read(data['on']) ?? flag.read(data['approved'])
    return isYes === undefined ? undefined : titles[kind]?.[isYes ? 'yes' : 'no']
  }
}
