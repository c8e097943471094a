import type { Id, Instant, Language } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { OrganisationKind } from '@loggia/protocol/console/parties/kinds'
import type { SignUpMode } from '@loggia/protocol/console/settings/kinds'
import type { Setting } from '../../platform/index.ts'
import type { Text } from './organisations.ts'

/**
 * Whether people may sign up: at once, after an operator's confirmation, or not at all. Until operators set it, the
 * setting with which the market was started applies.
 */
export const signUpSetting: Setting<SignUpMode> = {
  name: 'parties.sign_up',
  schema: marketSettingsSchema.shape.signUp,
}

export type SignUp = {
  readonly kind: OrganisationKind
  readonly organisation?: string | undefined
  readonly name: string
  readonly email: string
  readonly password: string
  readonly country: string
  readonly language: Language
  readonly ip: string
  /** A path of this site to which the person returns in the end. */
  readonly next?: string | undefined
}

export type WaitingSignUp = {
  readonly member: { readonly id: Id<'mbr'>; readonly name: string; readonly email: string }
  readonly buyer: {
    readonly id: Id<'byr'>
    readonly name: Text
    readonly kind: OrganisationKind
    readonly country: string
  }
  readonly signedUpAt: Instant
}

/** A new account is deleted because its email was never confirmed. Handlers delete what they keep of it. */
export type SignUpDropped = {
  readonly type: 'sign_up.dropped'
  readonly memberId: Id<'mbr'>
  readonly buyerId: Id<'byr'>
}
