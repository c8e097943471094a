import { isInstanceId } from '@loggia/protocol/saas/v2'
import { toKeptPurchase } from '../../purchase.ts'
import type { SellerStore, StoredInstance } from '../../stores/store.ts'

/**
 * Whether an instance is there for this call. What was released is gone, except that debugging cases are replayed twice a day
 * for as long as a product is on sale: a test call finds again what a test call has released.
 */
export const isVisible = (instance: StoredInstance, { isTest }: { readonly isTest: boolean }): boolean =>
  instance.state !== 'released' || (isTest && instance.isTest)

/** Those that are there. An id that no instance can have is not asked for: a database may not even hold its characters. */
export async function findInstances(store: SellerStore, ids: readonly string[]): Promise<StoredInstance[]> {
  const usable = ids.filter(isInstanceId)
  if (usable.length === 0) return []
  const found = await store.findInstances(usable)
  return found.map(asHandlersSee)
}

function asHandlersSee(instance: StoredInstance): StoredInstance {
  const purchase = toKeptPurchase(instance.purchase)
  return purchase === instance.purchase ? instance : { ...instance, purchase }
}

export async function findInstance(store: SellerStore, id: string): Promise<StoredInstance | undefined> {
  const [found] = await findInstances(store, [id])
  return found
}
