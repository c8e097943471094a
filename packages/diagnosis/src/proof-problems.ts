import { depthsFor } from './context.ts'
import { problemOf, shown } from './explaining.ts'
import type { Problem, Subject } from './findings.ts'
import { isProof, readProof } from './proofs.ts'
import type { ProofForm } from './lossy-proofs.ts'
import { searchSpaces } from './search.ts'
import type { Budget, Depth, Space } from './search.ts'

type Proof = {
  readonly subject: Subject
  readonly spaces: readonly Space[]
  /** As it came. */
  readonly proof: string
  readonly form: ProofForm
  readonly body: Uint8Array
  readonly budget: Budget
  /** How far to look; by the size of the body unless told. */
  readonly depths?: readonly Depth[]
}

/** What is wrong with one proof, as a list of none or one. */
export function proofProblems(asked: Proof): Problem[] {
  const { subject, spaces, proof, form, body, budget, depths = depthsFor(body.length) } = asked
  const found = searchSpaces(spaces, { received: readProof(proof, form), depths, budget })
  if (found.fits.length === 0 && !isProof(proof.trim(), form))
    return [shown(subject, { kind: 'proof_malformed', got: proof.slice(0, 80), form })]
  const problem = problemOf(subject, found, body)
  return problem ? [problem] : []
}

/** What a receiver’s code did otherwise than the rule says, by the proof that it came to. */
export function computedProblems(
  computed: string | undefined,
  asked: Omit<Proof, 'subject' | 'proof'>,
): Problem[] {
  if (computed === undefined) return []
  const problems = proofProblems({ ...asked, subject: 'computed', proof: computed.trim() })
  return problems.length > 0 ? problems : [shown('computed', { kind: 'computed_right' })]
}
