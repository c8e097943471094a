export { insertAttempts, listExpired, lockDue, lockLost, markSending, postpone } from './claim.ts'
export type { NewAttempt } from './claim.ts'
export {
  armGates,
  lockGate,
  lockGates,
  lockReadyGates,
  never,
  nextReady,
  readGates,
  rearm,
  saveGates,
  sweepGates,
} from './gates.ts'
export { insert, lastOfLane, lock, lockNeedless, markRestarted, moveToFront } from './lane.ts'
export { countLive, findAttempt, listAttempts } from './read.ts'
export { backToWaiting, close, endAttempts, lockSending, markStuck } from './settle.ts'
export type { AttemptEnd, Closing, PutBack } from './settle.ts'
