import type { Id, Instant } from '@loggia/kernel'
import type { ToDoKind } from '@loggia/protocol/console'
import type { ExportedOf } from '../platform/index.ts'

export type HoldTables = {
  hold: {
    id: Id<'hld'>
    kind: ToDoKind
    subject: string
    member_id: Id<'mbr'>
    taken_at: Instant
    handed_by: Id<'mbr'> | null
  }
}

export const holdExports = { hold: { key: ['id'] } } satisfies ExportedOf<HoldTables>
