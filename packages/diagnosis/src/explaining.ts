import { omitUndefined } from '@loggia/kernel'
import { findDifference } from './difference.ts'
import { measureVagueness } from './body/body-ways.ts'
import type { Certainty, Explanation, Finding, Problem, Subject } from './findings.ts'
import type { Fit, Found } from './search.ts'

/** A problem that the exchange itself shows. */
export const toShownProblem = (
  subject: Subject,
  finding: Finding,
  certainty: Certainty = 'proved',
): Problem => ({
  subject,
  explanations: [{ certainty, findings: [finding] }],
})

const ofFormula: ReadonlySet<string> = new Set(['body_left_out', 'body_only'])
/** Whether a finding is about the bytes of the signed body. */
const isOfBody = ({ kind }: Finding): boolean =>
  kind.startsWith('body_') && !kind.startsWith('body_sign') && !ofFormula.has(kind)

/**
 * If several fits have the same signed bytes and the same other mistakes, they are one cause with several names; the
 * most precise one is kept.
 */
function oncePerCause(fits: readonly Fit[]): Fit[] {
  const kept = new Map<string, Fit>()
  for (const fit of fits) {
    const others = fit.mistakes.filter((one) => !isOfBody(one))
    const signed = fit.signed && fit.mistakes.some(isOfBody) ? Buffer.from(fit.signed).toString('latin1') : ''
    const key = `${JSON.stringify(others)}\n${signed}`
    const known = kept.get(key)
    const cost = (one: Fit): number => one.mistakes.length * 100 + measureVagueness(one.mistakes)
    if (!known || cost(fit) < cost(known)) kept.set(key, fit)
  }
  return [...kept.values()]
}

function explain({ mistakes, signed }: Fit, received: Uint8Array, certainty: Certainty): Explanation {
  const findings = [...new Map(mistakes.map((one) => [JSON.stringify(one), one])).values()]
  const difference = signed && findings.some(isOfBody) ? findDifference(signed, received) : undefined
  return omitUndefined({ certainty, findings, difference })
}

/** The most frequent mistakes of sellers, in this order; all others follow. */
const frequent: readonly string[] = [
  'key_other',
  'body_reserialised',
  'body_sorted',
  'body_ascii_escaped',
  'body_slash_escaped',
  'body_spaced',
  'key_newline',
  'key_base64',
  'hash_plain_inner',
  'hash_plain_outer',
  'inner_upper_case',
  'pairs_not_decoded',
  'pairs_unsorted',
  'timestamp_seconds_signed',
  'key_blank',
  'body_html_escaped',
  'body_empty',
]
const rankOf = ({ kind }: Finding): number => {
  const at = frequent.indexOf(kind)
  return at < 0 ? frequent.length : at
}
/** Sorts by frequency, then by the number of mistakes. */
const rank = ({ mistakes }: Fit): number => mistakes.reduce((sum, one) => sum + 1 + rankOf(one), 0)

/** The most causes that are shown; a longer list would not help. */
const mostShown = 6

/** `text_changed`, which says that the whole text was changed, is less precise than any other cause. */
const isVague = ({ mistakes }: Fit): boolean => mistakes.some(({ kind }) => kind === 'text_changed')
/** Whether the mistakes of `small` are a proper part of those of `large`. */
const isWithin = (small: Fit, large: Fit): boolean =>
  small.mistakes.length < large.mistakes.length &&
  small.mistakes.every((one) => large.mistakes.some((other) => JSON.stringify(other) === JSON.stringify(one)))
const preciseOf = (fits: readonly Fit[]): readonly Fit[] => {
  const shorter = fits.filter((one) => !fits.some((other) => isWithin(other, one)))
  const precise = shorter.filter((one) => !isVague(one))
  return precise.length > 0 ? precise : shorter
}

const nothingFits = (subject: Subject, tried: number): Finding =>
  omitUndefined({ kind: 'nothing_fits', tried, isField: subject.startsWith('field ') ? true : undefined })

/** Turns the result of a search into a problem; undefined if the proof is correct. */
export function toProblem(subject: Subject, found: Found, received: Uint8Array): Problem | undefined {
  if (found.fits.some(({ mistakes }) => mistakes.length === 0)) return undefined
  const fits = preciseOf(oncePerCause(found.fits)).toSorted((a, b) => rank(a) - rank(b))
  if (fits.length === 0) return toShownProblem(subject, nothingFits(subject, found.tried), 'fits')
  const certainty = fits.length === 1 ? 'proved' : 'fits'
  return { subject, explanations: fits.slice(0, mostShown).map((fit) => explain(fit, received, certainty)) }
}
