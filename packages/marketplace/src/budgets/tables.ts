import type { Currency, Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { BudgetPeriod } from './schema.ts'

export type BudgetTables = {
  cost_centre: {
    id: Id<'cct'>
    buyer_id: Id<'byr'>
    code: string
    name: string
    created_at: Instant
    archived_at: Instant | null
  }
  member_cost_centre: { buyer_id: Id<'byr'>; member_id: Id<'mbr'>; cost_centre_id: Id<'cct'> }
  budget: {
    id: Id<'bgt'>
    buyer_id: Id<'byr'>
    member_id: Id<'mbr'> | null
    cost_centre_id: Id<'cct'> | null
    period: BudgetPeriod
    amount_minor: bigint
    currency: Currency
    set_at: Instant
  }
}

export const budgetExports = {
  cost_centre: { key: ['id'] },
  member_cost_centre: { key: ['buyer_id', 'member_id'] },
  budget: { key: ['id'] },
} satisfies ExportedOf<BudgetTables>
