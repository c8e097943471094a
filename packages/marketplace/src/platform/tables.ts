import type { Generated } from 'kysely'
import type { Instant, WallInstant } from '@loggia/kernel'
import type { ExportedOf } from './export.ts'

export type PlatformTables = {
  history: {
    subject: string
    sequence: number
    at: Instant
    actor_kind: 'member' | 'system'
    actor_id: string | null
    actor_name: string | null
    kind: string
    data: Record<string, unknown>
  }
  idempotency: {
    actor: string
    key: string
    request_hash: string
    answer: unknown
    created_wall_at: WallInstant
  }
  migration: { number: number; name: string; hash: string; applied_wall_at: Generated<WallInstant> }
  setting: { name: string; value: unknown; changed_at: Instant | null; changed_by: string | null }
  wakeup: { kind: string; subject: string; due_at: Instant }
}

export const historyExports = {
  history: { key: ['subject', 'sequence'] },
} satisfies ExportedOf<PlatformTables>
