import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { RefusalReason } from './schema.ts'

export type OpenApiTables = {
  open_api_key: {
    id: Id<'oak'>
    seller_id: Id<'sel'>
    name: string
    access_key_id: string
    secret_sealed: Uint8Array
    enabled: boolean
    created_at: Instant
    last_used_at: Instant | null
    locked_until_wall_at: WallInstant | null
    told_wall_at: WallInstant | null
    refused_wall_at: WallInstant | null
    refused_because: RefusalReason | null
  }
  open_api_key_failure: {
    key_id: Id<'oak'>
    place: string
    failures: number
    failed_wall_at: WallInstant
    locked_until_wall_at: WallInstant | null
  }
}
