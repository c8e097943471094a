import type { Check } from '../engine/check.ts'
import { newInstanceChecks } from './checks/new-instance.ts'
import { proofRefusedChecks } from './checks/proof-refused.ts'

/** Every check of SaaS V2.0, in the order in which reports show them. */
export const saasV2Checks: readonly Check[] = [...proofRefusedChecks, ...newInstanceChecks]
