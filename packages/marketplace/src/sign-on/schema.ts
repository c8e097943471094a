import type { Id, WallInstant } from '@loggia/kernel'
import type { AppRole } from '../apps/index.ts'
import type { Product } from '../catalog/index.ts'
import type { AppClosing } from '@loggia/protocol/console/sign-on/kinds'

export type { AppClosing }

/** What the provider of the protocol keeps of a thing; its secrets are not in it. */
export type Payload = Readonly<Record<string, unknown>>

/** A company; or what stands for the test company of a seller: the connected app that is its test account. */
export type TenantKey = Id<'ent'> | Id<'cap'>
/** A person of a company, or the one of a test account, who is in no directory and is known by it. */
export type UserId = Id<'per'> | Id<'cap'>

/** A company, as the programs of sellers sign its people on. */
export type SignOnTenant = {
  readonly tenantKey: TenantKey
  readonly tenantId: string
  readonly tenantCode: string
  readonly name: string
}

/** A connected app, as it asks at the address of its company. */
export type SignOnClient = {
  readonly connectedAppId: Id<'cap'>
  readonly clientId: string
  readonly clientSecret: string
  readonly callbackUrl: string
  /** Whoever the request is about, if that is known and they may use the app. */
  readonly user?: SignOnPerson | undefined
}

/** Somebody who may use an app, as the app is told (oauth.md §6): `email` and `mobile` if they are shared with it. */
export type SignOnPerson = {
  readonly userId: UserId
  readonly userName: string
  readonly name: string
  readonly role: AppRole
  readonly departmentCode: string
  readonly departmentName: string
  readonly tenantId: string
  readonly company: string
  readonly email?: string
  readonly mobile?: string
}

/** Until when a thing is kept, by real time. */
export type Kept = { readonly payload: Payload; readonly expiresAt: WallInstant }

/** Who is signed in at a company's address, by which session at the marketplace. */
export type Holder = { readonly userId: UserId; readonly sessionId: Id<'ses'> }
export type SignOnSession = Kept & { readonly uid: string; readonly holder?: Holder | undefined }
/** A sign-on that waits for somebody. */
export type SignOnStep = Kept & { readonly createdAt: WallInstant }

/** Somebody signed on to an app, with the code that it was given. */
export type SignOn = Holder & {
  readonly id: Id<'sgn'>
  readonly connectedAppId: Id<'cap'>
}
export type Code = Kept & {
  readonly signOn: SignOn
  readonly usedAt?: WallInstant | undefined
}
export type TokenKind = 'access' | 'refresh'
export type Token = Kept & {
  readonly kind: TokenKind
  readonly signOn: SignOn
  readonly usedAt?: WallInstant | undefined
}

/** An app that somebody may use, as they see it. */
export type OwnApp = {
  readonly connectedAppId: Id<'cap'>
  readonly product: Pick<Product, 'id' | 'name' | 'logo'>
  readonly tenantCode: string
  readonly company: string
  readonly role: AppRole
  /** Without one it signs nobody on. */
  readonly callbackUrl: string | null
  readonly closing: AppClosing | null
  readonly appId: string
  readonly orderNumber: string
}
