import { isInstanceId } from '@loggia/protocol/saas/v2'
import type { FamilyName } from '../../protocol.ts'
import { toKeptPurchase } from '../../purchase.ts'
import type { SellerStore, StoredInstance } from '../../stores/store.ts'
import type { Context } from '../context.ts'

/**
 * Whether a call sees this instance. A released instance is gone. The exception are test calls: debugging cases are
 * replayed twice a day while a product is on sale, so a test call still finds an instance that a test call released.
 */
export const isVisible = (instance: StoredInstance, { isTest }: { readonly isTest: boolean }): boolean =>
  instance.state !== 'released' || (isTest && instance.isTest)

/** Whether the instance is of the family of a request: products of several kinds may share one store. */
export function isOfFamily(
  { traitsOf }: Pick<Context, 'traitsOf'>,
  { protocol }: StoredInstance,
  { family }: { readonly family: FamilyName },
): boolean {
  const traits = traitsOf(protocol)
  return traits === undefined || traits.family === family
}

/**
 * Finds the instances that exist. Ids that no instance can have are not looked up: the database may not even be able to
 * store their characters.
 */
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

/** The instance as handlers see it. */
export function showInstance({ openKey: _key, refusal: _refusal, ...instance }: StoredInstance) {
  return instance
}
