export { createParties } from './service/index.ts'
export type { Parties } from './service/index.ts'
export { partyRoutes, presentApplication } from './routes.ts'
export { partyProblems } from './problems.ts'
export {
  requireBuyer,
  requireOperator,
  requireSeller,
  requireStrongPassword,
  sessionLength,
} from './rules.ts'
export type { Customer, CustomerLevel, NewMember, PartyTold, SignedIn, Verification } from './schema.ts'
