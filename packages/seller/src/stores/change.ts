import type { InstanceChange, StoredInstance } from './store.ts'

/** The instance after a change: a released one stays released, so that work that ends late revives nothing. */
export function changed(instance: StoredInstance, change: InstanceChange): StoredInstance {
  return {
    ...instance,
    ...change,
    ...(instance.state === 'released' && { state: 'released' as const }),
  }
}
