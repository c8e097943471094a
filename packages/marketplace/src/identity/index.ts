export { createIdentity } from './service/index.ts'
export type { Identity } from './service/index.ts'
export type { Finished } from './service/sign-ins.ts'
export { identityProblems } from './problems.ts'
