export { encodeBody, writeReply } from './encode.ts'
export { decodeObject } from './decode.ts'
export type { DecodedObject } from './decode.ts'
export { getJsonType } from './json.ts'
export type { JsonObject, JsonType } from './json.ts'
export { readJsonReply } from './read-reply.ts'
export type { JsonReply, ReceivedReply } from './read-reply.ts'
export { describeVerdict } from './verdict-sentences.ts'
export type {
  BodyFault,
  CallPhase,
  MemberFault,
  ProofFault,
  TlsFault,
  Verdict,
  VerdictCode,
  VerdictOf,
} from './verdicts.ts'
