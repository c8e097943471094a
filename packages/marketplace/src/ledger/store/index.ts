export {
  countRequests,
  findRequest,
  insertRequest,
  lockRequest,
  saveRequest,
  waitForTurn,
} from './requests.ts'
export { insertChange, lockChange, saveChange } from './changes.ts'
export { findAccount, findBalance, hasEntries, insertPosting, lockBalance, openAccount } from './postings.ts'
export type { Balance } from './postings.ts'
