import type { Ledger } from './index.ts'
import { createLedgerJobs } from './jobs.ts'
import { createLedgerRoutes } from './routes.ts'
import { ledgerExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const ledgerPart = {
  routes: ({ ledger }: { ledger: Ledger }) => createLedgerRoutes(ledger),
  jobs: ({ ledger }: { ledger: Ledger }) => createLedgerJobs(ledger),
  exported: ledgerExports,
}
