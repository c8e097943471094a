import type { settingFacts } from '@loggia/protocol/console/settings/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const settingNames = defineTexts<FactNames<typeof settingFacts>>(
  {
    'setting.changed': '修改全局设置',
    'setting.taken_back': '恢复全局设置的默认值',
  },
  {
    'setting.changed': 'Marketplace setting changed',
    'setting.taken_back': 'Marketplace setting reset to its default',
  },
)
