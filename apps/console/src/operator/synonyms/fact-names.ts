import type { searchFacts } from '@loggia/protocol/console/search/facts'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    search: { facts: typeof searchFacts }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof searchFacts>>(
  {
    'search.synonyms_added': '添加同义词',
    'search.synonyms_changed': '修改同义词',
    'search.synonyms_removed': '删除同义词',
  },
  {
    'search.synonyms_added': 'Synonyms added',
    'search.synonyms_changed': 'Synonyms changed',
    'search.synonyms_removed': 'Synonyms deleted',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof searchFacts, 'syn'>>(
  { areas: { search: '搜索' }, subjects: { syn: '同义词' } },
  { areas: { search: 'Search' }, subjects: { syn: 'Synonyms' } },
)
