export { createParties } from './service/index.ts'
export type { Parties } from './service/index.ts'
export { presentApplication } from './routes.ts'
export { partyProblems } from './problems.ts'
export { requireBuyer, requireOperator, requireSeller, sessionLength } from './rules.ts'
export type {
  Customer,
  CustomerLevel,
  KeptPasskey,
  NewMember,
  PartyTold,
  SignedIn,
  Site,
  Verification,
} from './schema.ts'
export type { PartyTables } from './tables.ts'
