import type { Id, Instant } from '@loggia/kernel'
import type { MediaType } from './rules/formats.ts'
import type { FileOwner } from './schema.ts'

export type FileTables = {
  file: {
    id: Id<'fil'>
    kind: string
    owner: FileOwner
    name: string
    media_type: MediaType
    bytes: bigint
    sha256: string
    created_at: Instant
  }
  file_use: { file_id: Id<'fil'>; subject: string }
}
