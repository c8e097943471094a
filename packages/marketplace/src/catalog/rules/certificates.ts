import { addDays, omitUndefined, fromCalendar } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import { catalogProblems } from '../problems.ts'
import type { Certificate } from '../schema.ts'

/** R57: how long before a certificate ends its seller gets a notice. */
const noticeDays = 30

type Setting = { readonly now: Instant; readonly zone: Zone }
type Told = 'expiring' | 'expired'

/** The end of the last day of validity in `zone`; undefined for a certificate without a date, which never ends. */
export function computeEnd({ validUntil }: Certificate, zone: Zone): Instant | undefined {
  if (validUntil === undefined) return undefined
  const [year = 0, month = 1, day = 1] = validUntil.split('-').map(Number)
  const begins = fromCalendar({ year, month, day, hour: 0, minute: 0, second: 0, ms: 0 }, zone)
  return addDays(begins, 1, zone)
}

const isOver = (certificate: Certificate, { now, zone }: Setting): boolean => {
  const end = computeEnd(certificate, zone)
  return end !== undefined && end <= now
}

/** R57: those that are still valid. */
export const listValidCertificates = (
  certificates: readonly Certificate[],
  setting: Setting,
): Certificate[] => certificates.filter((one) => !isOver(one, setting))

/** R57: whether one of the certificates has expired. */
export const hasExpired = (certificates: readonly Certificate[], setting: Setting): boolean =>
  certificates.some((one) => isOver(one, setting))

/** Throws `catalog.certificate_repeated` if two certificates have the same kind and number. */
export function requireCertificates(certificates: readonly Certificate[]): void {
  const names = certificates.map(nameOf)
  const repeated = certificates.find((_, at) => names.indexOf(names[at] ?? '') < at)
  if (repeated) throw catalogProblems.certificate_repeated({ number: repeated.number })
}

/** R57: refuses a proposal with an expired certificate: the product would be hidden at once. */
export function requireValidCertificates(certificates: readonly Certificate[], setting: Setting): void {
  const over = certificates.find((one) => isOver(one, setting))
  if (over) throw catalogProblems.certificate_expired({ number: over.number, validUntil: over.validUntil })
}

const nameOf = ({ kind, number }: Certificate): string => `${kind} ${number.trim()}`
const noticeOf = (certificate: Certificate, what: Told): string =>
  `${nameOf(certificate)} ${certificate.validUntil ?? ''} ${what}`

/**
 * R57: the notices due now, and when the next one falls due. Each notice is sent once; a certificate that has expired
 * gets no notice that it is about to. A changed date counts as another notice.
 */
export function decideNotices(
  certificates: readonly Certificate[],
  told: readonly string[],
  { now, zone }: Setting,
): {
  readonly due: { readonly [T in Told]: Certificate[] }
  readonly told: string[]
  readonly nextAt?: Instant
} {
  const steps = certificates.flatMap((certificate) => {
    const end = computeEnd(certificate, zone)
    if (end === undefined) return []
    return [
      { certificate, what: 'expiring' as const, at: addDays(end, -noticeDays, zone), end },
      { certificate, what: 'expired' as const, at: end, end },
    ].filter((step) => !told.includes(noticeOf(certificate, step.what)))
  })
  const due = steps.filter(({ at }) => at <= now)
  const later = steps.filter(({ at }) => at > now).map(({ at }) => at)
  const known = new Set(certificates.flatMap((one) => [noticeOf(one, 'expiring'), noticeOf(one, 'expired')]))
  return omitUndefined({
    due: {
      expiring: due.filter(({ what, end }) => what === 'expiring' && end > now).map((one) => one.certificate),
      expired: due.filter(({ what }) => what === 'expired').map((one) => one.certificate),
    },
    told: [...told.filter((one) => known.has(one)), ...due.map((one) => noticeOf(one.certificate, one.what))],
    nextAt: later.length > 0 ? later.reduce((a, b) => (a < b ? a : b)) : undefined,
  })
}
