import { partyProblems } from './problems/index.ts'
import { normaliseEmail } from './rules.ts'

/** RFC 2606: never a domain. Accounts that have no address of their own are in it. */
const noMailboxDomain = '@no-mailbox.invalid'
export const hasNoMailbox = (email: string): boolean => normaliseEmail(email).endsWith(noMailboxDomain)
/** Not to be guessed, so that nobody takes it before. */
export const makeNoMailbox = (randomBytes: (length: number) => Uint8Array): string =>
  Buffer.from(randomBytes(16)).toString('hex') + noMailboxDomain
/** Throws `parties.email_reserved`. */
export function requireMailbox(email: string): string {
  if (hasNoMailbox(email)) throw partyProblems.email_reserved()
  return normaliseEmail(email)
}
