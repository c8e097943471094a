/** R113: decides how long a buyer's expired services run on and are kept; V0 until an operator sets another. */
export const customerLevels = ['V0', 'V1', 'V2', 'V3', 'V4', 'V5'] as const
export type CustomerLevel = (typeof customerLevels)[number]

/**
 * *suspended* by operators; else by the buyer's members: *waiting* if one waits to be confirmed, *rejected* if all were
 * refused, else *active*.
 */
export const buyerStates = ['active', 'waiting', 'rejected', 'suspended'] as const
export type BuyerState = (typeof buyerStates)[number]

/** A suspension of a seller is `proposed` until a second operator confirms it or it is withdrawn. */
export const suspensionStates = ['proposed', 'active', 'ended', 'withdrawn'] as const
export type SuspensionState = (typeof suspensionStates)[number]

export const organisationApplicationStates = ['in_review', 'approved', 'rejected', 'withdrawn'] as const
export type OrganisationApplicationState = (typeof organisationApplicationStates)[number]

export const applicationStates = ['submitted', 'claimed', 'approved', 'rejected', 'withdrawn'] as const
export type ApplicationState = (typeof applicationStates)[number]

export const companyConditions = ['staff', 'years', 'capital', 'support'] as const
export type CompanyCondition = (typeof companyConditions)[number]

export const organisationKinds = ['personal', 'enterprise'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** R4: what an operator has verified about a buyer. */
export const verifications = ['none', 'personal', 'enterprise'] as const
export type Verification = (typeof verifications)[number]

/**
 * How a session was started; a recovery code takes the place of the second factor after the password. `company`: by the
 * identity provider of a company, or of the operators.
 */
export const signInMethods = [
  'password',
  'password_code',
  'password_passkey',
  'passkey',
  'recovery_code',
  'company',
] as const
export type SignInMethod = (typeof signInMethods)[number]

/** The second factors: codes of an authenticator app, and passkeys. */
export const factorKinds = ['totp', 'passkey'] as const
export type FactorKind = (typeof factorKinds)[number]

/** What proves a second factor; a recovery code replaces one that is lost. */
export const proofKinds = [...factorKinds, 'recovery'] as const
export type ProofKind = (typeof proofKinds)[number]

/** What happened to the second factors of a member. */
export const factorChanges = [
  'totp_added',
  'totp_removed',
  'passkey_added',
  'passkey_removed',
  'recovery_code_used',
  'recovery_codes_replaced',
] as const
export type FactorChange = (typeof factorChanges)[number]

// Without zod: pages apply the same rules, and load no schemas.

/** A member's rights in a party: the main account may do everything, others what they were granted (R2, R3). */
export type Rights = { main: boolean; grants: string[] }

export type GrantLevel = 'read' | 'write'
/** The areas of the seller centre and their grants; `write` includes `read`. Prices are read with their products. */
export const sellerLevels = {
  products: ['read', 'write'],
  prices: ['write'],
  access: ['read', 'write'],
  orders: ['read', 'write'],
  calls: ['read', 'write'],
  messages: ['read'],
  members: ['read', 'write'],
  organisation: ['read', 'write'],
} as const satisfies Readonly<Record<string, readonly GrantLevel[]>>
export type SellerArea = keyof typeof sellerLevels
export type SellerGrant = { [A in SellerArea]: `${A}:${(typeof sellerLevels)[A][number]}` }[SellerArea]
export const sellerAreas = Object.keys(sellerLevels) as readonly SellerArea[]
/** Needed beside the right to write products, to change prices in a product (R2). */
export const priceGrant = 'prices:write'
/** What a buyer's member may be granted beyond reading: to buy, pay, use and cancel; to keep organisations and their people. */
export const buyerGrants = ['purchase', 'directory'] as const
export type BuyerGrant = (typeof buyerGrants)[number]
/** The roles of operators (R6); the super admin is the main one. */
export const operatorGrants = ['reviewer', 'appeals', 'finance', 'catalogue'] as const
export type OperatorGrant = (typeof operatorGrants)[number]

const sellerGrants = sellerAreas.flatMap((area) => sellerLevels[area].map((level) => `${area}:${level}`))
/** All grants, by kind of party. */
export const grantsOf: Readonly<Record<PartyKind, readonly string[]>> = {
  buyer: buyerGrants,
  seller: sellerGrants,
  operator: operatorGrants,
}
export type PartyKind = 'buyer' | 'seller' | 'operator'

/**
 * What a route requires of a member: to be one (`any`), to be the `main` account, or a grant; of several, one is
 * enough.
 */
export type Need = string | readonly string[]

/** Whether these rights satisfy the need. */
export function isGranted(
  rights: { readonly main: boolean; readonly grants: readonly string[] } | undefined,
  need: Need,
): boolean {
  if (!rights) return false
  if (rights.main || need === 'any') return true
  return [need].flat().some((one) => {
    const [name, level] = one.split(':')
    return rights.grants.includes(one) || (level === 'read' && rights.grants.includes(`${name}:write`))
  })
}
