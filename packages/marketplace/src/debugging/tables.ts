import type { Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { Connection, DebugCase } from './schema.ts'

export type DebuggingTables = {
  debug_case: {
    id: Id<'dbc'>
    seller_id: Id<'sel'>
    subject: DebugCase['subject']
    scene: string
    passed: boolean
    made_at: Instant
    made_by: Id<'mbr'>
    made_by_name: string
    protocol: Connection['protocol']
    url: string
    key_id: Id<'key'>
    key_bits: 128 | 256 | null
    verdict: Verdict
    result_code: string | null
    reference: string | null
    duration_ms: number
    request_sealed: Uint8Array
    reply_sealed: Uint8Array | null
    parameters_sealed: Uint8Array | null
  }
}
