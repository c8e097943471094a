import type { Id } from '@loggia/kernel'
import type { Platform } from '../../platform/index.ts'
import type { Orders } from '../../orders/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import type { Probing } from './probing.ts'

export type AccessContext = Platform & {
  /** Which URLs are allowed here although they are private or plain http. */
  readonly allows: (url: URL) => boolean
  readonly probing: Probing
  readonly orders: Pick<Orders, 'get'>
  readonly subscriptions: Pick<
    Subscriptions,
    'countChangesToTell' | 'countOpen' | 'find' | 'findNewestOpen' | 'list' | 'listByLines'
  >
}

/** Where a key's secret is sealed, so that it opens nowhere else. */
export const sealPlace = (keyId: Id<'key'>): string => `access_key:${keyId}`
