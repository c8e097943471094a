import type { Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { NoteSubjectId } from './schema.ts'

export type NoteTables = {
  note: {
    id: Id<'nte'>
    subject: NoteSubjectId
    text: string
    author_id: Id<'mbr'>
    written_at: Instant
    changed_at: Instant | null
    withdrawn_at: Instant | null
  }
}

export const noteExports = { note: { key: ['id'] } } satisfies ExportedOf<NoteTables>
