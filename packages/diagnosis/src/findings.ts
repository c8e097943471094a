import type { Difference } from './difference.ts'
import { kindsWithFacts } from './kinds-with-facts.ts'
import type { KindFacts } from './kinds-with-facts.ts'
import { plainKinds } from './plain-kinds.ts'

export type { Charset } from './kinds-with-facts.ts'

/** The protocols whose proofs are known here; both kits are the joint kit’s sync interfaces in their two generations. */
export { provenProtocols as protocols } from '@loggia/protocol/protocols'
/** One of {@link protocols}. */
export type { ProvenProtocol as Protocol } from '@loggia/protocol/protocols'

/** A kind that says all by its name. */
export type PlainKind = (typeof plainKinds)[number]
/** The name of a root cause. A closed list, in docs/reference/diagnosis.md. */
export type Kind = PlainKind | keyof KindFacts
/** One mistake, by its kind and what is known of it. Every value survives JSON. */
export type Finding =
  | { readonly kind: PlainKind }
  | { [K in keyof KindFacts]: { readonly kind: K } & KindFacts[K] }[keyof KindFacts]
/** The finding that has this kind. */
export type FindingOf<K extends Kind> = K extends keyof KindFacts
  ? { readonly kind: K } & KindFacts[K]
  : { readonly kind: K }

/** All kinds, in the order of the reference. */
export const kinds: readonly Kind[] = [...(Object.keys(kindsWithFacts) as (keyof KindFacts)[]), ...plainKinds]

/**
 * *proved*: with these mistakes the computation gives exactly what was received, and nothing else that was tried does, or
 * the exchange itself shows it. *fits*: it agrees with what was received, and so may other causes.
 */
export type Certainty = 'proved' | 'fits'

/** Mistakes that account for what was received when they are made together. */
export type Explanation = {
  readonly certainty: Certainty
  readonly findings: readonly Finding[]
  /** Between the body that was signed and the one received. */
  readonly difference?: Difference
}

/** What a problem is about: *computed* is what a receiver’s code came to; a field stands with its path, such as `appInfo.password`. */
export type Subject = 'request' | 'reply' | 'computed' | `field ${string}`

/** One thing that is wrong. More than one explanation: nothing in the exchange can tell which of them it is. */
export type Problem = { readonly subject: Subject; readonly explanations: readonly Explanation[] }
