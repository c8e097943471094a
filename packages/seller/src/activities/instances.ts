import type { StoredInstance } from '../stores/store.ts'

/**
 * Whether an instance is there for this call. What was released is gone, except that debugging cases are replayed twice a day
 * for as long as a product is on sale: a test call finds again what a test call has released.
 */
export const isVisible = (instance: StoredInstance, { isTest }: { readonly isTest: boolean }): boolean =>
  instance.state !== 'released' || (isTest && instance.isTest)
