import type { siteFacts } from '@loggia/protocol/console/sites/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const siteNames = defineTexts<FactNames<typeof siteFacts>>(
  {
    'site.profile_changed': '修改云商店名称与外观',
    'site.sites_changed': '修改站点列表',
  },
  {
    'site.profile_changed': 'Marketplace name and look changed',
    'site.sites_changed': 'List of sites changed',
  },
)
