export { openEmbedded, openInMemory } from './pglite.ts'
export { runInTx, system } from '../platform/index.ts'
export type { MemberActor, Tx } from '../platform/index.ts'
export { openEmulatorHost } from './stage.ts'
export type {
  AskedFor,
  HeardExchange,
  Interposer,
  Outgoing,
  Sent,
  EmulatorHost,
  EmulatorHostOptions,
  WireReply,
  WireRequest,
} from './stage.ts'
export type { Sending } from '../dialects/index.ts'
export { listRuleEngines, openWorld, listWorldEngines } from './world.ts'
export type { World, WorldEngine, WorldOptions } from './world.ts'
export { addPassedCases } from './passed-cases.ts'
export { openAtOnce, openAtOnceV1, openScriptedSeller } from './scripted-seller.ts'
export type { ScriptedSeller, SellerReply, SellerRequest } from './scripted-seller.ts'
export { openBoughtService } from './bought-service.ts'
export { openCallLane, putCall, refuse, createStatusChange } from './call-lane.ts'
export type { CallLane, CallRow } from './call-lane.ts'
export { openSizedProduct } from './shelf.ts'
export { createInProcessSeller } from './in-process-seller.ts'
export { isWaitedFor } from './waiting.ts'
export { createSelling } from './selling.ts'
export { allPromised, createReturns } from './returns.ts'
