import type { Directory } from '../../directory/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { Sites } from '../../sites/index.ts'
import type { MailSettings } from '../schema.ts'

/** What the use cases of this domain share; without `settings` the marketplace sends no emails. */
export type MailContext = Platform & {
  readonly parties: Pick<
    Parties,
    'dropUnconfirmed' | 'findServiceMailbox' | 'getBuyer' | 'getSeller' | 'listReaders' | 'prepareLetter'
  >
  readonly directory: Pick<Directory, 'prepareInvitation'>
  readonly sites: Pick<Sites, 'getProfile'>
  readonly settings: MailSettings | undefined
}
