export { createParties } from './service/index.ts'
export type { Parties } from './service/index.ts'
export { partyRoutes, presentApplication } from './routes.ts'
export { partyProblems } from './problems.ts'
export { requireBuyer, requireOperator, requireSeller, sessionLength } from './rules.ts'
export type {
  ApplicationDecided,
  ApplicationSubmitted,
  BuyerAdded,
  NewMember,
  Organisation,
  OrganisationApplied,
  OrganisationClosed,
  SignedIn,
  SignedUp,
  SignUpConfirmed,
  Verification,
} from './schema.ts'
