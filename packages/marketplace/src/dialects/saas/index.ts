import { defineFamily } from '../define-family.ts'
import type { SaasOperation, SaasOutcome } from './operations.ts'
import { saasV1 } from './v1.ts'
import { saasV2 } from './v2.ts'

/**
 * Besides a confirmation, an opening that was accepted with an instance's id closes its call; the query then waits for
 * the result (R71).
 */
const isAccepted = ({ kind }: SaasOperation, outcome: SaasOutcome): boolean =>
  outcome.kind === 'confirmed' ||
  (outcome.kind === 'pending' && kind === 'create_instance' && outcome.data.reference !== undefined)

function referenceIn(operation: SaasOperation): string | undefined {
  if ('reference' in operation) return operation.reference
  const [reference, ...others] = operation.kind === 'query_instance' ? operation.references : []
  return others.length === 0 ? reference : undefined
}

/**
 * Services that sellers run: opened, extended, frozen, changed and released. R70 sets how long a purchase and a change
 * may take in any protocol, so the windows of the first apply to all.
 */
export const saas = defineFamily({
  name: 'saas',
  of: 'product',
  dialects: { 'saas-v2': saasV2, 'saas-v1': saasV1 },
  isAccepted,
  referenceIn,
})
