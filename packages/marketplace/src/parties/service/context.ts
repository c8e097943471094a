import type { Id } from '@loggia/kernel'
import type { Calendar } from '../../calendar/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import type { Hashing } from '../passwords.ts'
import type { MemberState, NewMember } from '../schema/members.ts'
import type { PartyOf } from '../schema/rights.ts'
import type { SignUpMode } from '@loggia/protocol/console/settings/kinds'
import type { Tries } from './tries.ts'

/** What the use cases of this domain share. */
export type PartyContext = Platform & {
  readonly calendar: Pick<Calendar, 'getWorkingDays'>
  readonly settings: { readonly signUp: SignUpMode; readonly sendsMail: boolean }
  /** How passwords are hashed on behalf of an address or a member. */
  readonly hashingFor: (of: string | undefined) => Hashing
  readonly hash: (password: string, of: string | undefined) => Promise<string>
  readonly tries: Tries
  readonly insertMember: (tx: Tx, member: StoredMember) => Promise<Id<'mbr'>>
}

export type StoredMember = Omit<NewMember, 'password' | 'email'> & {
  readonly email: string | undefined
  readonly passwordHash: string
  readonly state?: MemberState
}

/** The subject of what happens to a party's members, in the history. */
export const toSubject = (party: PartyOf): string => (party.kind === 'operator' ? 'operators' : party.id)
