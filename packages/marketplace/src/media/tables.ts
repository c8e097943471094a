import type { Id, Instant } from '@loggia/kernel'
import type { MediumFile, Purpose } from './schema.ts'

export type MediaTables = {
  media: {
    id: Id<'med'>
    seller_id: Id<'sel'>
    purpose: Purpose
    sha256: string
    type: 'image/webp'
    width: number
    height: number
    bytes: bigint
    files: [MediumFile, ...MediumFile[]]
    created_at: Instant
  }
  media_use: { media_id: Id<'med'>; subject: string }
}
