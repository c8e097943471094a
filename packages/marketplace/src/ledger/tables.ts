import type { Generated } from 'kysely'
import type { Currency, Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { AccountKind, BalanceChangeState, ChangeKind, PostingKind, TopUpRequestState } from './schema.ts'

export type LedgerTables = {
  ledger_account: {
    id: Id<'lac'>
    kind: AccountKind
    owner: string
    currency: Currency
    balance_minor: bigint | null
    created_at: Instant
  }
  ledger_posting: {
    id: Id<'pst'>
    kind: PostingKind
    subject: string
    reason: string | null
    at: Instant
    actor_id: Id<'mbr'> | null
  }
  ledger_entry: {
    posting_id: Id<'pst'>
    account_id: Id<'lac'>
    amount_minor: bigint
    currency: Currency
    balance_after_minor: Generated<bigint | null>
  }
  balance_change: {
    id: Id<'bch'>
    buyer_id: Id<'byr'>
    kind: ChangeKind
    amount_minor: bigint
    currency: Currency
    reason: string
    state: BalanceChangeState
    proposed_by: Id<'mbr'>
    proposed_at: Instant
    decided_by: Id<'mbr'> | null
    decided_at: Instant | null
    decision_reason: string | null
    posting_id: Id<'pst'> | null
    request_id: Id<'tur'> | null
  }
  top_up_request: {
    id: Id<'tur'>
    reference: string
    buyer_id: Id<'byr'>
    member_id: Id<'mbr'>
    amount_minor: bigint
    currency: Currency
    note: string | null
    state: TopUpRequestState
    asked_at: Instant
    due_at: Instant
    recorded_at: Instant | null
    ended_at: Instant | null
    ended_by: Id<'mbr'> | null
    reason: string | null
    credited_minor: bigint | null
    posting_id: Id<'pst'> | null
  }
}

export const ledgerExports = {
  ledger_account: { key: ['id'] },
  ledger_posting: { key: ['id'] },
  ledger_entry: { key: ['posting_id', 'account_id'] },
  balance_change: { key: ['id'] },
  top_up_request: { key: ['id'] },
} satisfies ExportedOf<LedgerTables>
