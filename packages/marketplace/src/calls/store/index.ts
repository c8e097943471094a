export { armGate, insert, lastOfLane, nextReady } from './enqueue.ts'
export { insertAttempt, lockDue, lockGates, lockLost, markSending, rearm, wakeGates } from './claim.ts'
export {
  backToWaiting,
  close,
  countLive,
  endAttempt,
  listAttempts,
  lockGate,
  lockSending,
  markStuck,
} from './settle.ts'
export type { AttemptEnd } from './settle.ts'
