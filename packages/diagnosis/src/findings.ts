import type { Difference } from './difference.ts'
import { kindsWithFacts } from './kinds-with-facts.ts'
import type { KindFacts } from './kinds-with-facts.ts'
import { plainKinds } from './plain-kinds.ts'

export type { Charset } from './kinds-with-facts.ts'

/**
 * The protocols whose proofs can be diagnosed. The two kits are the two generations of the joint kit’s sync interfaces.
 */
export { provenProtocols as protocols } from '@loggia/protocol/protocols'
/** One of {@link protocols}. */
export type { ProvenProtocol as Protocol } from '@loggia/protocol/protocols'

/** A kind of finding without further facts. */
export type PlainKind = (typeof plainKinds)[number]
/** The name of a root cause. A closed list, documented in docs/reference/diagnosis.md. */
export type Kind = PlainKind | keyof KindFacts
/** One mistake: its kind and its facts. Every value can be written as JSON and read back. */
export type Finding =
  | { readonly kind: PlainKind }
  | { [K in keyof KindFacts]: { readonly kind: K } & KindFacts[K] }[keyof KindFacts]
/** The finding of this kind. */
export type FindingOf<K extends Kind> = K extends keyof KindFacts
  ? { readonly kind: K } & KindFacts[K]
  : { readonly kind: K }

/** All kinds, in the order of the reference. */
export const kinds: readonly Kind[] = [...(Object.keys(kindsWithFacts) as (keyof KindFacts)[]), ...plainKinds]

/**
 * *proved*: with these mistakes the computation gives exactly what was received, and nothing else that was tried does;
 * or the exchange itself shows it. *fits*: it agrees with what was received, but other causes may too.
 */
export type Certainty = 'proved' | 'fits'

/** Mistakes that together explain what was received. */
export type Explanation = {
  readonly certainty: Certainty
  readonly findings: readonly Finding[]
  /** The difference between the signed and the received body. */
  readonly difference?: Difference
}

/**
 * What a problem is about. *computed* is the result of the receiver’s own code. A field has its path, such as
 * `appInfo.password`.
 */
export type Subject = 'request' | 'reply' | 'computed' | `field ${string}`

/** One problem. If it has several explanations, the exchange does not show which of them is right. */
export type Problem = { readonly subject: Subject; readonly explanations: readonly Explanation[] }
