import { proofDefects } from '../saas-v2/wrong-proofs.ts'
import { verifierDefects } from '../saas-v2/wrong-verifiers.ts'
import type { Wrong } from '../saas-v2/wrong.ts'
import type { WrongSeller } from '../seller.ts'
import type { Check } from '../../engine/check.ts'

/** Defects that other checks find than in SaaS V2.0. */
export type Otherwise = Readonly<Record<string, Pick<WrongSeller, 'found' | 'also'>>>

/** The checks of a protocol that correspond to these checks of SaaS V2.0. */
export const toIdsOf = (prefix: string, checks: readonly Check[]) => {
  const known = new Set(checks.map(({ id }) => id))
  return (ids: readonly string[] = []): string[] =>
    ids.map((id) => id.replace(/^v2\./, `${prefix}.`)).filter((id) => known.has(id))
}

/** Sellers that verify like wrong sellers of SaaS V2.0: the proof is the same, and so are the defects. */
export const listWrongProofs = (
  toIds: ReturnType<typeof toIdsOf>,
  otherwise: Otherwise = {},
): readonly Wrong[] =>
  [...proofDefects, ...verifierDefects].flatMap(({ found, also, ...wrong }) => {
    const [first, ...others] = toIds(found)
    if (first === undefined) return []
    return [{ ...wrong, found: [first, ...others], also: toIds(also), ...otherwise[wrong.name] }]
  })
