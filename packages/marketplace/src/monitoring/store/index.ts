export { insertCalls, listCalls } from './calls.ts'
export { claim, endTest, findNextDue, lockStarted, putBack, recover, renew } from './queue.ts'
export { deleteOld, findTest, hasEnded, insertTest, listChecking, listTests, listTestsById } from './tests.ts'
export {
  deleteWatch,
  findCheck,
  findWatch,
  insertOrderFailure,
  insertWatch,
  listWatches,
  lockWatch,
  saveWatch,
} from './watches.ts'
export type { StandingWatch } from './watches.ts'
