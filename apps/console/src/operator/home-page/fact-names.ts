import type { homePageFacts } from '@loggia/protocol/console/home-page/facts'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    'home-page': { facts: typeof homePageFacts }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof homePageFacts>>(
  {
    'home_page.selection_changed': '修改首页精选',
    'home_page.words_changed': '修改推荐搜索词',
  },
  {
    'home_page.selection_changed': 'Selection of the home page changed',
    'home_page.words_changed': 'Words to search for changed',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof homePageFacts>>(
  { areas: { home_page: '首页' }, subjects: {} },
  { areas: { home_page: 'Home page' }, subjects: {} },
)
