import type { DiagnosisAsked } from '../diagnose.ts'

/** What a case is about. The first two are signed by the same formula. */
export const schemes = [
  'saas-v2',
  'order-notification',
  'auth-token',
  'body-sign',
  'fields',
  'ak-sk',
  'replies',
] as const
/** One of {@link schemes}. */
export type Scheme = (typeof schemes)[number]

/**
 * An exchange with mistakes that developers make. It is written from the protocols’ pages alone, by code of its own, so
 * that it does not know which mistakes are looked for.
 */
export type CorpusCase = {
  /** With its scheme in front; no two are the same. */
  readonly name: string
  readonly scheme: Scheme
  /** One plain sentence for each planted mistake. None: the right answer blames nothing. */
  readonly mistakes: readonly string[]
  /** For each mistake, what an English sentence that names it has to contain. */
  readonly says: readonly RegExp[]
  /** What may be said besides, since the exchange shows it. */
  readonly allows: readonly RegExp[]
  /** With no mistakes: whether all of it is right, or no cause can be found. */
  readonly right: boolean
  readonly plant: () => DiagnosisAsked
}

/** A mistake and what a sentence that names it has to contain. */
export type Mistake = readonly [sentence: string, says: RegExp]

/** Writes the cases of one scheme. */
export function createCases(scheme: Scheme) {
  const all: CorpusCase[] = []
  const add = (name: string, rest: Omit<CorpusCase, 'name' | 'scheme'>): void => {
    all.push({ name: `${scheme}: ${name}`, scheme, ...rest })
  }
  return {
    all,
    /** A case with mistakes. */
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
    /** A case in which all is right. */
    right: (name: string, plant: () => DiagnosisAsked) =>
      add(name, { mistakes: [], says: [], allows: [], right: true, plant }),
    /** A case whose cause nothing in the exchange can tell. */
    hopeless: (name: string, plant: () => DiagnosisAsked) =>
      add(name, { mistakes: [], says: [], allows: [], right: false, plant }),
  }
}
