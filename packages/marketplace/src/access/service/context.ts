import type { Id } from '@loggia/kernel'
import type { Platform } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'

/** `allows` says which URLs are allowed here although they are private or plain http; without it, none. */
export type AccessContext = Platform & {
  readonly allows?: (url: URL) => boolean
  readonly subscriptions: Pick<Subscriptions, 'countChangesToTell'>
}

/** Where a key's secret is sealed, so that it opens nowhere else. */
export const sealPlace = (keyId: Id<'key'>): string => `access_key:${keyId}`
