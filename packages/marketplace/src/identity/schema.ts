import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { FoundBy } from '@loggia/protocol/console/identity/kinds'

export type { FoundBy }

/** What is set up of a provider. */
export type ProviderData = {
  /** As the provider says it, to the letter. */
  readonly issuer: string
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly foundBy: FoundBy
  /** Whether whoever is not in the directory is added to it. */
  readonly addsPeople: boolean
  /** Whether its people sign in in no other way. */
  readonly enforced: boolean
  readonly enabled: boolean
}

/** An identity provider of a company, or of the operators. */
export type IdentityProvider = ProviderData & {
  readonly id: Id<'idp'>
  /** Absent: the operators. */
  readonly enterpriseId?: Id<'ent'>
  readonly secret: Uint8Array
  readonly setUpBy: Id<'mbr'>
  readonly createdAt: Instant
  readonly changedAt: Instant
}

/** A domain of a company's email addresses. */
export type EmailDomain = {
  readonly enterpriseId: Id<'ent'>
  readonly domain: string
  readonly token: string
  readonly verifiedAt?: Instant
  /** Since when its record is not there any more. */
  readonly missedAt?: WallInstant
}

/** Whom a provider means by a subject. */
export type MemberIdentity = {
  readonly providerId: Id<'idp'>
  readonly subject: string
  readonly memberId: Id<'mbr'>
  /** Of the company; absent for operators. */
  readonly personId?: Id<'per'>
}
/** Without a member the connection has ended: who it was stays known. */
export type KnownSubject = Omit<MemberIdentity, 'memberId'> & {
  readonly memberId?: Id<'mbr'>
  /** Whether the account was made for whoever came from the provider. */
  readonly madeAccount?: boolean
}
/** A connection, as the owner of the account sees it. */
export type OwnIdentity = {
  readonly providerId: Id<'idp'>
  /** Absent: the operators. */
  readonly company?: string
  readonly connectedAt: Instant
  readonly usedAt?: Instant
}

/** What a provider says of somebody, checked. */
export type Claims = {
  readonly subject: string
  /** Only an address of which the provider says that it is theirs. */
  readonly email?: string
  readonly userName?: string
  readonly name?: string
  /** What the provider calls their session there. */
  readonly sid?: string
  /** Everything, as it came. */
  readonly all: Readonly<Record<string, unknown>>
}

/** What happens with somebody who has come from a provider. */
export type Decision =
  | { readonly outcome: 'enters'; readonly memberId: Id<'mbr'>; readonly personId?: Id<'per'> }
  /** The account is not connected with the provider yet: its owner has to show that it is theirs. */
  | { readonly outcome: 'connects'; readonly memberId: Id<'mbr'>; readonly personId?: Id<'per'> }
  /** There is no account; without a person, they are added to the directory. */
  | { readonly outcome: 'adds'; readonly personId?: Id<'per'> }

type OfStep = { readonly providerId: Id<'idp'>; readonly next: string }
/** What goes on in a browser between the marketplace and a provider. */
export type Step = OfStep &
  (
    | {
        readonly purpose: 'sign_in'
        /** The provider is to ask who they are, also if it knows. */
        readonly isAnew: boolean
        readonly createdAt?: WallInstant
      }
    | { readonly purpose: 'test'; readonly memberId: Id<'mbr'> }
    | {
        readonly purpose: 'tested'
        readonly memberId: Id<'mbr'>
        readonly result: Uint8Array
        readonly createdAt?: WallInstant
      }
    | ({ readonly purpose: 'connect' } & MemberIdentity & { readonly sid?: string })
  )

/** What a test sign-in has shown. */
export type TestResult = {
  readonly claims?: string
  readonly outcome: Decision['outcome'] | 'refused'
  /** Why it was refused, in both languages. */
  readonly reason?: { readonly zh: string; readonly en: string }
}
