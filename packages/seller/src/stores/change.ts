import { omitUndefined } from '@loggia/kernel'
import type { InstanceChange, StoredInstance } from './store.ts'

/**
 * Applies a change to an instance. A released instance stays released, so that work that ends late does not revive it.
 */
export function applyChange(instance: StoredInstance, change: InstanceChange): StoredInstance {
  return {
    ...instance,
    ...change,
    ...omitUndefined({ state: instance.state === 'released' ? 'released' : undefined }),
  }
}
