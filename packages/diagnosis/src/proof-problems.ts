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
  /** The proof as received. */
  readonly proof: string
  readonly form: ProofForm
  readonly body: Uint8Array
  readonly budget: Budget
  /** The depths of the search. Default: depends on the size of the body. */
  readonly depths?: readonly Depth[]
}

/** Finds what is wrong with one proof: an empty list, or a list with one problem. */
export function findProofProblems(asked: Proof): Problem[] {
  const { subject, spaces, proof, form, body, budget, depths = listDepths(body.length) } = asked
  const found = searchSpaces(spaces, { received: readProof(proof, form), depths, budget })
  if (found.fits.length === 0 && !isProof(proof.trim(), form))
    return [toShownProblem(subject, { kind: 'proof_malformed', got: proof.slice(0, 80), form })]
  const problem = toProblem(subject, found, body)
  return problem ? [problem] : []
}

/** Finds the mistake in the receiver’s own code, from the proof that it computed. */
export function findComputedProblems(
  computed: string | undefined,
  asked: Omit<Proof, 'subject' | 'proof'>,
): Problem[] {
  if (computed === undefined) return []
  const problems = findProofProblems({ ...asked, subject: 'computed', proof: computed.trim() })
  return problems.length > 0 ? problems : [toShownProblem('computed', { kind: 'computed_right' })]
}
