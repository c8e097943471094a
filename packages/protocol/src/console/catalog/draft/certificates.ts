import { omitUndefined } from '@loggia/kernel'
import type { Certificate } from '../products.ts'
import type { Fault } from './faults.ts'
import { withKeys } from './form.ts'
import type { Form, FormCertificate } from './form.ts'
import { isRepeated, requireText } from './wanting.ts'

export const mostCertificates = 10
export const certificateLengths = { number: 60, holder: 120 } as const

export function addCertificate(given: Form): Form {
  const { form, keys } = withKeys(given, 1)
  const certificate: FormCertificate = {
    key: keys[0] ?? '',
    kind: 'software_copyright',
    number: '',
    holder: '',
    validUntil: '',
  }
  return { ...form, certificates: [...form.certificates, certificate] }
}

export const changeCertificate = (form: Form, key: string, to: Partial<FormCertificate>): Form => ({
  ...form,
  certificates: form.certificates.map((one) => (one.key === key ? { ...one, ...to } : one)),
})

export const removeCertificate = (form: Form, key: string): Form => ({
  ...form,
  certificates: form.certificates.filter((one) => one.key !== key),
})

/** Converts certificates into the form of the contract. */
export const writeCertificates = (certificates: readonly FormCertificate[]): Certificate[] =>
  certificates.map(({ kind, number, holder, validUntil }) =>
    omitUndefined({
      kind,
      number: number.trim(),
      holder: holder.trim(),
      validUntil: validUntil || undefined,
    }),
  )

/** Converts them back, with the form's own keys. */
export const readCertificates = (
  certificates: readonly Certificate[],
  nextKey: () => string,
): FormCertificate[] =>
  certificates.map(({ kind, number, holder, validUntil = '' }) => ({
    key: nextKey(),
    kind,
    number,
    holder,
    validUntil,
  }))

/**
 * The faults of certificates that the market would refuse (R57), by field. Whether one has expired is checked by the
 * market's clock.
 */
export const findCertificateFaults = (certificates: readonly FormCertificate[]): Fault[] => [
  ...certificates.flatMap(({ number, holder }, at) => [
    ...requireText(`certificates.${at}.number`, number, certificateLengths.number),
    ...requireText(`certificates.${at}.holder`, holder, certificateLengths.holder),
  ]),
  ...(isRepeated(
    certificates.map(({ kind, number }) => (number.trim() === '' ? '' : `${kind} ${number.trim()}`)),
  )
    ? [{ field: 'certificates', code: 'repeated' } as const]
    : []),
]
