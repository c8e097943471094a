import type { PartyTold } from '../parties/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import { marketCurrency } from './rules.ts'
import type { Ledger } from './service/index.ts'

export const createLedgerJobs = (ledger: Ledger): DomainJobs => ({
  events: {
    'buyer.added': (tx: Tx, event: PartyTold<'buyer.added'>) =>
      ledger.openBalance(tx, event.buyerId, marketCurrency),
    'sign_up.dropped': (tx: Tx, event: PartyTold<'sign_up.dropped'>) =>
      ledger.requireNoPostings(tx, event.buyerId),
  },
})
