import type { DiagnosisAsked } from '../diagnose.ts'

/** The subject of a case. The first three are signed by the same formula. */
export const schemes = [
  'saas-v2',
  'order-notification',
  'license',
  'auth-token',
  'body-sign',
  'fields',
  'ak-sk',
  'replies',
] as const
/** One of {@link schemes}. */
export type Scheme = (typeof schemes)[number]

/**
 * An exchange with mistakes that developers make. The cases are written from the protocols’ pages alone, with their own
 * code, so that they do not depend on which mistakes the diagnosis looks for.
 */
export type CorpusCase = {
  /** Its unique name, which begins with the scheme. */
  readonly name: string
  readonly scheme: Scheme
  /** One sentence for each planted mistake. Empty: the diagnosis must blame nothing. */
  readonly mistakes: readonly string[]
  /** For each mistake, what the English sentence that names it must contain. */
  readonly says: readonly RegExp[]
  /** What may be reported in addition, because the exchange shows it. */
  readonly allows: readonly RegExp[]
  /** Without mistakes: true if everything is correct, false if no cause can be found. */
  readonly right: boolean
  readonly plant: () => DiagnosisAsked
}

/** A mistake, and what the sentence that names it must contain. */
export type Mistake = readonly [sentence: string, says: RegExp]

/** Creates the cases of one scheme. */
export function createCases(scheme: Scheme) {
  const all: CorpusCase[] = []
  const add = (name: string, rest: Omit<CorpusCase, 'name' | 'scheme'>): void => {
    all.push({ name: `${scheme}: ${name}`, scheme, ...rest })
  }
  return {
    all,
    /** Adds a case with mistakes. */
    planted: (
      name: string,
      mistakes: readonly Mistake[],
      plant: () => DiagnosisAsked,
      allows: readonly RegExp[] = [],
    ) =>
      add(name, {
        mistakes: mistakes.map(([sentence]) => sentence),
        says: mistakes.map(([, says]) => says),
        allows,
        right: false,
        plant,
      }),
    /** Adds a case in which everything is correct. */
    right: (name: string, plant: () => DiagnosisAsked) =>
      add(name, { mistakes: [], says: [], allows: [], right: true, plant }),
    /** Adds a case whose cause nothing in the exchange shows. */
    hopeless: (name: string, plant: () => DiagnosisAsked) =>
      add(name, { mistakes: [], says: [], allows: [], right: false, plant }),
  }
}
