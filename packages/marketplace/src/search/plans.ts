import type { Unit } from './understand.ts'
import { fields, markPart, toNumber } from './tokens.ts'
import type { Field } from './tokens.ts'

/** All of these units. */
export type Clause = readonly Unit[]

/** Products have more than this share of what a query says; of a sentence, which tells a story, less is enough. */
const leastShare = { words: 0.5, sentence: 0.35 } as const
const limits = { units: 8, clauses: 6 } as const

const weigh = (units: readonly Unit[]): number => units.reduce((sum, { weight }) => sum + weight, 0)

/** What products need to have: all but what is optional. */
export const listRequired = (units: readonly Unit[]): Unit[] =>
  units
    .filter(({ isOptional }) => !isOptional)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, limits.units)

/**
 * The least that still says enough of the query, that with the most weight first. One of them is what products
 * need to have where none has everything.
 */
export function listRelaxed(required: readonly Unit[], isSentence: boolean): Clause[] {
  const least = weigh(required) * leastShare[isSentence ? 'sentence' : 'words']
  const says = (clause: Clause): boolean => weigh(clause) > least + 1e-9
  const clauses = Array.from({ length: 2 ** required.length - 2 }, (_, bits) =>
    required.filter((__, at) => ((bits + 1) >> at) & 1),
  )
  return clauses
    .filter((clause) => says(clause) && clause.every((left) => !says(clause.filter((unit) => unit !== left))))
    .toSorted((a, b) => weigh(b) - weigh(a))
    .slice(0, limits.clauses)
}

/** For each unit the tokens of each of its alternatives, in this field or a better one. */
export const toCondition = (clause: Clause, field: Field): number[][][] =>
  clause.map(({ alternatives }) =>
    alternatives.map(({ parts }) => parts.map((part) => toNumber(markPart(part, field)))),
  )

/** What a match in a field is worth, best field first. */
const worth: Readonly<Record<Field, number>> = { name: 1, near: 0.7, summary: 0.5, description: 0.3 }
const named = { covered: 0.15, exactly: 1 } as const

export type Candidate = {
  readonly tokens: ReadonlySet<number>
  readonly names: readonly string[]
}

/** How well a product answers; of equals, the one whose name says little else. */
export function computeScore(units: readonly Unit[], { tokens, names }: Candidate): number {
  const matched = units.map((unit) => unit.weight * Math.max(0, ...unit.alternatives.map(scoreAlternative)))
  return (
    matched.reduce((sum, each) => sum + each, 0) / Math.max(weigh(units), Number.EPSILON) +
    named.covered * Math.max(...names.map((name) => coverOf(units, name)))
  )

  function scoreAlternative({ parts, quality }: Unit['alternatives'][number]): number {
    const field = fields.find((each) => parts.every((part) => tokens.has(toNumber(markPart(part, each)))))
    return field ? quality * worth[field] : 0
  }
}

/** The share of a name that is what was asked for. */
function coverOf(units: readonly Unit[], name: string): number {
  const words = units.map(({ alternatives }) =>
    Math.max(0, ...alternatives.map(({ word }) => (name.includes(word) ? [...word].length : 0))),
  )
  return Math.min(1, words.reduce((sum, length) => sum + length, 0) / Math.max([...name].length, 1))
}
