import type { Id, WallInstant } from '@loggia/kernel'
import type { Platform, Tx } from '../../platform/index.ts'
import type { PasswordCost } from '../passwords.ts'
import type { MemberState, NewMember, SignUpMode } from '../schema.ts'

/** What the use cases of this domain share. */
export type PartyContext = Platform & {
  readonly settings: { readonly passwordCost: PasswordCost; readonly signUp: SignUpMode }
  readonly hash: (password: string) => Promise<string>
  readonly countTry: (
    kind: 'email' | 'address' | 'sign_up',
    value: string,
  ) => Promise<{ subject: string; most: number; failures: number; windowAt: WallInstant }>
  readonly insertMember: (
    tx: Tx,
    member: Omit<NewMember, 'password'> & { passwordHash: string; state?: MemberState },
  ) => Promise<Id<'mbr'>>
}
