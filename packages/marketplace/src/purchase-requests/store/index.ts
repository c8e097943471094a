export {
  countWaiting,
  countToDecide,
  findTold,
  getMemberName,
  insert,
  list,
  lock,
  save,
  waitForTurn,
} from './requests.ts'
export type { ToldRequest } from './requests.ts'
