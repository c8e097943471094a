import { listDepths } from './context.ts'
import { toProblem, toShownProblem } from './explaining.ts'
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
export function findProofProblems(asked: Proof): Problem[] {
  const { subject, spaces, proof, form, body, budget, depths = listDepths(body.length) } = asked
  const found = searchSpaces(spaces, { received: readProof(proof, form), depths, budget })
  if (found.fits.length === 0 && !isProof(proof.trim(), form))
    return [toShownProblem(subject, { kind: 'proof_malformed', got: proof.slice(0, 80), form })]
  const problem = toProblem(subject, found, body)
  return problem ? [problem] : []
}

/** What a receiver’s code did otherwise than the rule says, by the proof that it came to. */
export function findComputedProblems(
  computed: string | undefined,
  asked: Omit<Proof, 'subject' | 'proof'>,
): Problem[] {
  if (computed === undefined) return []
  const problems = findProofProblems({ ...asked, subject: 'computed', proof: computed.trim() })
  return problems.length > 0 ? problems : [toShownProblem('computed', { kind: 'computed_right' })]
}
