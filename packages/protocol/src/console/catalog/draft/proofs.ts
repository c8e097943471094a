import { isWebAddress, proofLengths } from './proof-limits.ts'
import type { ProductDocument } from '../proofs.ts'
import type { Fault } from './faults.ts'
import { isBlank, noText, trimBoth, withKeys } from './form.ts'
import type { Form, FormDocument } from './form.ts'
import { areRepeated, requireBoth, requireText } from './wanting.ts'

export function addDocument(given: Form): Form {
  const { form, keys } = withKeys(given, 1)
  return { ...form, documents: [...form.documents, { key: keys[0] ?? '', name: noText, address: '' }] }
}

export const changeDocument = (form: Form, key: string, to: Partial<FormDocument>): Form => ({
  ...form,
  documents: form.documents.map((one) => (one.key === key ? { ...one, ...to } : one)),
})

export const removeDocument = (form: Form, key: string): Form => ({
  ...form,
  documents: form.documents.filter((one) => one.key !== key),
})

/** Converts documents into the form of the contract. */
export const writeDocuments = (documents: readonly FormDocument[]): ProductDocument[] =>
  documents.map(({ name, address }) => ({ name: trimBoth(name), address: address.trim() }))

/** Converts them back, with the form's own keys. */
export const readDocuments = (documents: readonly ProductDocument[], nextKey: () => string): FormDocument[] =>
  documents.map((one) => ({ ...one, key: nextKey() }))

/** The faults of the video, the documents and the place of the data that the market would refuse, by field. */
export const findProofFaults = ({ video, documents, dataLocation }: Form): Fault[] => [
  ...(video.trim() === '' ? [] : findAddressFaults('video', video)),
  ...documents.flatMap(({ name, address }, at) => [
    ...requireBoth(`documents.${at}.name`, name, proofLengths.document),
    ...findAddressFaults(`documents.${at}.address`, address),
  ]),
  ...(areRepeated(documents.map(({ name }) => name))
    ? [{ field: 'documents', code: 'repeated' } as const]
    : []),
  ...(isBlank(dataLocation) ? [] : requireBoth('dataLocation', dataLocation, proofLengths.dataLocation)),
]

function findAddressFaults(field: string, typed: string): Fault[] {
  const faults = requireText(field, typed, proofLengths.address)
  if (faults.length > 0 || isWebAddress(typed.trim())) return faults
  return [{ field, code: 'webAddress' }]
}
