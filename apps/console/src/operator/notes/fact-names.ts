import type { noteFacts } from '@loggia/protocol/console/notes/facts'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    notes: { facts: typeof noteFacts }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof noteFacts>>(
  {
    'note.written': '添加内部备注',
    'note.changed': '修改内部备注',
    'note.withdrawn': '撤回内部备注',
  },
  {
    'note.written': 'Internal note written',
    'note.changed': 'Internal note changed',
    'note.withdrawn': 'Internal note withdrawn',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof noteFacts, 'nte'>>(
  { areas: { note: '内部备注' }, subjects: { nte: '内部备注' } },
  { areas: { note: 'Internal notes' }, subjects: { nte: 'Internal notes' } },
)
