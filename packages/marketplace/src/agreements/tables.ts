import type { Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { AgreementKind, TextKind } from './schema.ts'

export type AgreementTables = {
  agreement: { kind: TextKind; version: number; text_zh: string; text_en: string; at: Instant }
  consent: { member_id: Id<'mbr'>; kind: AgreementKind; version: number; at: Instant }
  agreement_acceptance: { seller_id: Id<'sel'>; version: number; member_id: Id<'mbr'>; at: Instant }
}

export const agreementExports = {
  agreement: { key: ['kind', 'version'] },
  consent: { key: ['member_id', 'kind', 'version'] },
  agreement_acceptance: { key: ['seller_id', 'version'] },
} satisfies ExportedOf<AgreementTables>
