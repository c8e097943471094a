import type { AccessTables } from '../../access/index.ts'
import type { CallTables } from '../../calls/index.ts'
import type { CatalogTables } from '../../catalog/index.ts'
import type { FulfilmentTables } from '../../fulfilment/index.ts'
import type { OrderTables } from '../../orders/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import type { Db, PlatformTables } from '../../platform/index.ts'
import type { RefundTables } from '../../refunds/index.ts'
import type { HealthTables } from '../tables.ts'

/** What is counted; only the tables of this domain are written. */
type CountedTables = AccessTables &
  CallTables &
  CatalogTables &
  FulfilmentTables &
  OrderTables &
  PartyTables &
  PlatformTables &
  RefundTables &
  HealthTables

export const withTables = (db: Db) => db.withTables<CountedTables>()
