import type { AccessTables } from '../../access/index.ts'
import type { BudgetTables } from '../../budgets/index.ts'
import type { CallTables } from '../../calls/index.ts'
import type { CatalogTables } from '../../catalog/index.ts'
import type { LedgerTables } from '../../ledger/index.ts'
import type { OrderTables } from '../../orders/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import type { PlatformTables } from '../../platform/index.ts'
import type { InstanceTables } from '../../provisioning/index.ts'
import type { RefundTables } from '../../refunds/index.ts'
import type { SubscriptionTables } from '../../subscriptions/index.ts'

/** The tables that the lists join; nothing here is ever written. */
export type ViewTables = PartyTables &
  CatalogTables &
  LedgerTables &
  BudgetTables &
  OrderTables &
  SubscriptionTables &
  AccessTables &
  CallTables &
  InstanceTables &
  RefundTables &
  PlatformTables
