import type { holdFacts } from '@loggia/protocol/console/holds/facts'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    holds: { facts: typeof holdFacts }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof holdFacts>>(
  {
    'hold.taken': '领取待办',
    'hold.handed_over': '转交待办',
    'hold.handed_back': '退回待办',
  },
  {
    'hold.taken': 'Item taken up',
    'hold.handed_over': 'Item handed over',
    'hold.handed_back': 'Item handed back',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof holdFacts, 'hld'>>(
  { areas: { hold: '待办的处理人' }, subjects: { hld: '待办的处理人' } },
  { areas: { hold: 'Who works on an item' }, subjects: { hld: 'Who works on an item' } },
)
