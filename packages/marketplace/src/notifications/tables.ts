import type { Id, Instant } from '@loggia/kernel'
import type { ExportedOf, Party } from '../platform/index.ts'

export type MessageTables = {
  message: {
    id: Id<'msg'>
    party_kind: Party['kind']
    party_id: string | null
    kind: string
    subject: string
    data: Readonly<Record<string, unknown>>
    at: Instant
    read_at: Instant | null
  }
}

export const messageExports = { message: { key: ['id'] } } satisfies ExportedOf<MessageTables>
