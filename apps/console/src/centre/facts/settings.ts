import type { settingFacts } from '@loggia/protocol/console/settings/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const settingNames = defineTexts<FactNames<typeof settingFacts>>(
  {
    'setting.changed': '更改云商店设置',
    'setting.taken_back': '云商店设置恢复预设',
  },
  {
    'setting.changed': 'Setting of the marketplace changed',
    'setting.taken_back': 'Setting of the marketplace back to its preset',
  },
)
