export { createAccess } from './service/index.ts'
export type { Access } from './service/index.ts'
export { accessProblems } from './problems.ts'
export type {
  AddressDecided,
  AddressState,
  CallAccess,
  CallTarget,
  ChannelAsk,
  FoundChannel,
  InterfaceClass,
  OrderChannel,
  Speech,
} from './schema.ts'
export type { AccessTables } from './tables.ts'
