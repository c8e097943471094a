import { mostMistakes } from './context.ts'
import { problemOf, shown } from './explaining.ts'
import type { Problem, Subject } from './findings.ts'
import { damageTo, isProof, readProof, writeProof } from './proofs.ts'
import type { ProofForm } from './proofs.ts'
import { searchSpaces } from './search.ts'
import type { Space } from './search.ts'

type Proof = {
  readonly subject: Subject
  readonly spaces: readonly Space[]
  /** As it came. */
  readonly proof: string
  readonly form: ProofForm
  readonly body: Uint8Array
  /** How many mistakes at most; by the size of the body unless told. */
  readonly most?: number
}

function rightDigests(spaces: readonly Space[]): string[] {
  const digests: string[] = []
  for (const { because, visit } of spaces)
    if (because.length === 0) visit(0, ({ digest }) => digests.push(digest))
  return digests
}

function damage({ spaces, proof, form }: Proof): Problem['explanations'][number] | undefined {
  for (const digest of rightDigests(spaces)) {
    const finding = damageTo(writeProof(digest, form), proof.trim(), form)
    if (finding) return { certainty: 'proved', findings: [finding] }
  }
  return undefined
}

/** What is wrong with one proof, as a list of none or one. */
export function proofProblems(asked: Proof): Problem[] {
  const { subject, spaces, proof, form, body, most = mostMistakes(body) } = asked
  const received = readProof(proof, form)
  const found = searchSpaces(spaces, received, most)
  const damaged = found.fits.length === 0 && damage(asked)
  if (damaged) return [{ subject, explanations: [damaged] }]
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
