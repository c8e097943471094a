export {
  answerWith,
  formatChunked,
  writeEndlessly,
  formatReply,
  openLoopback,
  createOutgoing,
  stopwatch,
  trustTestAuthority,
} from './servers.ts'
export type { Loopback, Serve, Server } from './servers.ts'
export { askForBytes, askForBytesAndEnd, askSecureServer, askServer } from './asking.ts'
export type { Ask, AskDetails, FaultCase, FaultCases } from './asking.ts'
export { networkCases } from './network-cases.ts'
