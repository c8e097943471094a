import type { Instant } from '@loggia/kernel'
import type { ProductTold } from '../catalog/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Search } from './service.ts'

export function createSearchJobs(search: Search): DomainJobs {
  const refresh = (
    tx: Tx,
    { productId }: ProductTold<'product.listed' | 'product.changed' | 'product.delisted'>,
  ): Promise<void> => search.refresh(tx, [productId])
  return {
    events: { 'product.listed': refresh, 'product.changed': refresh, 'product.delisted': refresh },
    wakeups: {
      'search.house_synonyms': (tx: Tx) => search.addHouseSynonyms(tx),
      'search.reread': (tx: Tx, subject: string, now: Instant) => search.readAllAgain(tx, subject, now),
      'search.refresh': async (tx: Tx, _: string, now: Instant) => void (await search.refreshDue(tx, now)),
    },
  }
}
