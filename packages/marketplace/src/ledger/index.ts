export { createLedger } from './service/index.ts'
export type { Ledger } from './service/index.ts'
export { ledgerProblems } from './problems.ts'
export type {
  BalanceChangeDecided,
  BalanceChangeProposed,
  BalanceChangeState,
  ChangeKind,
  Posted,
} from './schema.ts'
export { marketCurrency } from './rules.ts'
export type { LedgerTables } from './tables.ts'
