export {
  answer,
  chunked,
  flood,
  http,
  openLoopback,
  outgoing,
  stopwatch,
  trustTestAuthority,
} from './servers.ts'
export type { Loopback, Serve, Server } from './servers.ts'
export { raw, rawEnd, secure, served } from './asking.ts'
export type { Ask, AskDetails, FaultCase, FaultCases } from './asking.ts'
export { networkCases } from './network-cases.ts'
