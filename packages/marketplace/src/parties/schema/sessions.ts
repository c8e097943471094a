import type { Id, Language, WallInstant } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { SignInMethod, Verification } from '@loggia/protocol/console/parties/kinds'
import type { MemberActor, Setting } from '../../platform/index.ts'
import type { Buyer, Seller } from './organisations.ts'
import type { PartyRights } from './rights.ts'
import type { CurrentSuspension } from './suspensions.ts'

/** The signed-in member: the actor, and what pages show of the member. */
export type SignedIn = {
  readonly actor: MemberActor
  readonly member: {
    readonly id: Id<'mbr'>
    readonly name: string
    readonly email: string
    readonly language: Language
  }
  readonly buyer?: Pick<Buyer, 'id' | 'name'> & {
    readonly verification: Verification
    readonly hasPhone: boolean
    readonly suspension?: CurrentSuspension
  }
  /** Of the buyer (R9). */
  readonly country?: string
  readonly seller?: Pick<Seller, 'id' | 'name'> & { readonly suspension?: CurrentSuspension }
  readonly rights: PartyRights
  readonly mustChangePassword: boolean
  /** Whether an operator must add a second factor first. */
  readonly mustAddFactor: boolean
  readonly sessionId: Id<'ses'>
  /** Sent in the `x-loggia-csrf` header of every change; useless without the session's cookie. */
  readonly csrfToken: string
}

export type SignIn = {
  readonly email: string
  readonly password: string
  readonly userAgent: string
  readonly ip: string
  /** The device tokens that earlier sign-ins left in this browser. */
  readonly devices?: readonly string[]
  /** The token of the link that confirms the address of a new account. */
  readonly confirmation?: string | undefined
  /** What the identity provider of a company has left in the browser. */
  readonly secret?: string | undefined
}

/** A browser in which a member is signed in. */
export type OpenSession = {
  readonly id: Id<'ses'>
  readonly startedAt: WallInstant
  readonly seenAt: WallInstant
  readonly userAgent: string
  readonly method: SignInMethod
  /** Absent for sessions from before it was kept. */
  readonly address?: string
}

/** Whether operators need a second factor; it applies from their next sign-in on. */
export const operatorFactorSetting: Setting<boolean> = {
  name: 'parties.operators_need_factor',
  schema: marketSettingsSchema.shape.operatorsNeedFactor,
}

/** A passkey that the member added, with its key. */
export type KeptPasskey = {
  readonly id: Id<'pky'>
  readonly memberId: Id<'mbr'>
  readonly credentialId: string
  readonly publicKey: Uint8Array
  /** How often it has signed; 0 for those that do not count. */
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
  readonly addedAt: WallInstant
  readonly usedAt?: WallInstant
}

/** The site that passkeys are bound to, by its public address. */
export type Site = { readonly origin: string; readonly rpId: string }

/** The browser that signs in; `devices` are the tokens that earlier sign-ins left in it. */
export type SigningBrowser = {
  readonly userAgent: string
  readonly ip: string
  readonly devices: readonly string[]
  /** Undefined where passkeys cannot be used. */
  readonly site: Site | undefined
  /** What the identity provider of a company has left in it. */
  readonly secret?: string | undefined
}

/**
 * A member is about to get in: a session begins, or a link (`reset`) gives the account a new password. A handler refuses
 * by throwing.
 */
export type MemberSigningIn = {
  readonly type: 'member.signing_in'
  readonly memberId: Id<'mbr'>
  readonly method: SignInMethod | 'reset'
  /** The identity provider that says who they are. */
  readonly vouchedBy?: string | undefined
  /** What a provider has left in their browser. */
  readonly browserSecret?: string | undefined
  /** The session that begins does not act for this buyer. */
  readonly withhold?: (buyerId: Id<'byr'>) => void
}
