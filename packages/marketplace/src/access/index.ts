export { createAccess } from './service/index.ts'
export type { Access } from './service/index.ts'
export { accessProblems } from './problems.ts'
export { describeProof } from './proof.ts'
export { readSpeech } from './routes.ts'
export { listFamiliesOfType, orderFamily, servingFamilies } from './rules.ts'
export type {
  CallAccess,
  ChannelAsk,
  FoundChannel,
  OrderChannel,
  ProductBound,
  ProtocolChoice,
} from './schema.ts'
export type { AccessTables } from './tables.ts'
