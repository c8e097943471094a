import { diagnose } from '../diagnose.ts'
import type { Certainty, Finding } from '../findings.ts'
import { explainFinding } from '../sentences/sentences.ts'
import type { CorpusCase } from './case.ts'

/** The quality of a diagnosis. */
export type Judged = {
  readonly name: string
  readonly found: 'named' | 'half named' | 'missed'
  /** Sentences that are reported as proved but match no planted mistake. */
  readonly wrong: readonly string[]
  /** The longest list of possible causes of one problem. */
  readonly listed: number
  readonly sentences: readonly string[]
}

type Said = { readonly certainty: Certainty; readonly kind: Finding['kind']; readonly sentence: string }

/** Kinds that name no mistake: nothing fits, or what was computed is right. */
const blameless: readonly Finding['kind'][] = ['nothing_fits', 'computed_right']
/** Describes only what a proof looks like. It names no mistake, and is true of every proof that looks wrong. */
const shape: readonly Finding['kind'][] = ['proof_malformed']

function foundOf({ mistakes, says, right }: CorpusCase, said: readonly Said[]): Judged['found'] {
  if (right) return said.every(({ kind }) => kind === 'computed_right') ? 'named' : 'missed'
  const blamed = said.filter(({ kind }) => ![...blameless, ...shape].includes(kind))
  if (mistakes.length === 0)
    return blamed.every(({ certainty }) => certainty !== 'proved') ? 'named' : 'missed'
  const named = says.filter((pattern) => blamed.some(({ sentence }) => pattern.test(sentence))).length
  if (named === 0) return 'missed'
  return named === says.length ? 'named' : 'half named'
}

function wrongOf({ says, allows, right }: CorpusCase, said: readonly Said[]): string[] {
  const passes = right ? blameless : [...blameless, ...shape]
  return said
    .filter(({ certainty, kind }) => certainty === 'proved' && !passes.includes(kind))
    .filter(({ sentence }) => ![...says, ...allows].some((pattern) => pattern.test(sentence)))
    .map(({ sentence }) => sentence)
}

/** Diagnoses a case and compares the result with the planted mistakes. */
export function judge(one: CorpusCase): Judged {
  const { problems } = diagnose(one.plant())
  const said: Said[] = problems.flatMap(({ explanations }) =>
    explanations.flatMap(({ certainty, findings }) =>
      findings.map((finding) => ({
        certainty,
        kind: finding.kind,
        sentence: explainFinding(finding, 'en-US').sentence,
      })),
    ),
  )
  return {
    name: one.name,
    found: foundOf(one, said),
    wrong: wrongOf(one, said),
    listed: Math.max(0, ...problems.map(({ explanations }) => explanations.length)),
    sentences: said.map(({ certainty, sentence }) => `${certainty}: ${sentence}`),
  }
}
