export { beginAttempts, listExpired, lockDue, lockLost, postpone } from './claim.ts'
export type { NewAttempt, Opening } from './claim.ts'
export {
  armGates,
  closeUntilFreed,
  lockGate,
  lockGates,
  lockReadyGates,
  lowerGateLimits,
  advanceProbes,
  never,
  findNextReady,
  readGates,
  readUnhealthyGates,
  rearm,
  saveGates,
  sweepGates,
} from './gates.ts'
export type { ReadyGate } from './gates.ts'
export {
  endWindows,
  insertAll,
  findLastOfLanes,
  lock,
  lockNeedless,
  markRestarted,
  moveToFront,
} from './lane.ts'
export {
  findAttempt,
  findSellersAttempt,
  hasAttempt,
  countInterrupted,
  findLastTried,
  listAttempts,
  listLiveAskers,
  listWaiting,
} from './read.ts'
export {
  returnToWaiting,
  close,
  closeConfirmed,
  endAttempts,
  unblockFollowers,
  lockSending,
  markStuck,
} from './settle.ts'
export type { AttemptEnd, Closing, PutBack, Sender } from './settle.ts'
