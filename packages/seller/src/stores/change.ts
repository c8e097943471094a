import { omitUndefined } from '@loggia/kernel'
import type { InstanceChange, StoredInstance } from './store.ts'

/** The instance after a change: a released one stays released, so that work that ends late revives nothing. */
export function applyChange(instance: StoredInstance, change: InstanceChange): StoredInstance {
  return {
    ...instance,
    ...change,
    ...omitUndefined({ state: instance.state === 'released' ? 'released' : undefined }),
  }
}
