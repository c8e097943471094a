export { diagnose } from './diagnose.ts'
export type { Diagnosis, DiagnosisAsked } from './diagnose.ts'
export { explainFinding } from './sentences/sentences.ts'
export { kinds, protocols } from './findings.ts'
export type {
  Certainty,
  Charset,
  Explanation,
  Finding,
  FindingOf,
  Kind,
  Problem,
  Protocol,
  Subject,
} from './findings.ts'
export type { Difference } from './difference.ts'
export type { Exchange, HeaderList, SeenReply, SeenRequest } from './exchange.ts'
export type { NamedKey } from './key-ways.ts'
export { inputLimitBytes, readInput } from './input/read-input.ts'
export type { ReadInput } from './input/read-input.ts'
export { describeInputFault } from './input/input-faults.ts'
export type { InputFault } from './input/input-faults.ts'
