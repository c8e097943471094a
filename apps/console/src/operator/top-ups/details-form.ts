import { omitUndefined } from '@loggia/kernel'
import type { TransferDetails } from '@loggia/protocol/console'

const texts = ['holder', 'bank', 'branch'] as const
const sides = ['zh', 'en'] as const
type TextName = (typeof texts)[number]
/** The fields of the account, as they are typed. */
export type DetailsForm = Readonly<
  Record<`${TextName}.${(typeof sides)[number]}` | 'number' | 'swift' | 'contact', string>
>
export type DetailsField = keyof DetailsForm
export type DetailsFault = 'missing' | 'both' | 'number' | 'swift'

export const textFields: readonly `${TextName}.${(typeof sides)[number]}`[] = texts.flatMap((name) =>
  sides.map((side) => `${name}.${side}` as const),
)

export const toForm = ({ account, contact = '' }: TransferDetails): DetailsForm => ({
  'holder.zh': account?.holder.zh ?? '',
  'holder.en': account?.holder.en ?? '',
  'bank.zh': account?.bank.zh ?? '',
  'bank.en': account?.bank.en ?? '',
  'branch.zh': account?.branch?.zh ?? '',
  'branch.en': account?.branch?.en ?? '',
  number: account?.number ?? '',
  swift: account?.swift ?? '',
  contact,
})

/** What is wrong with each field, by the patterns of the contract. */
export function findFaults(form: DetailsForm): Partial<Record<DetailsField, DetailsFault>> {
  const has = (field: DetailsField): boolean => form[field].trim() !== ''
  const faults: Partial<Record<DetailsField, DetailsFault>> = {}
  for (const field of ['holder.zh', 'holder.en', 'bank.zh', 'bank.en'] as const)
    if (!has(field)) faults[field] = 'missing'
  if (has('branch.zh') !== has('branch.en')) faults[has('branch.zh') ? 'branch.en' : 'branch.zh'] = 'both'
  if (!/^[0-9A-Za-z][0-9A-Za-z -]{3,49}$/.test(form.number.trim())) faults.number = 'number'
  if (has('swift') && !/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(readSwift(form))) faults.swift = 'swift'
  return faults
}

const readSwift = ({ swift }: DetailsForm): string => swift.replace(/\s/g, '').toUpperCase()

/** The details as the contract takes them; without an account if it is not to be published. */
export function toDetails(form: DetailsForm, isHidden: boolean): TransferDetails {
  const bilingual = (name: TextName) => ({ zh: form[`${name}.zh`].trim(), en: form[`${name}.en`].trim() })
  const branch = bilingual('branch')
  const account = omitUndefined({
    holder: bilingual('holder'),
    bank: bilingual('bank'),
    branch: branch.zh === '' && branch.en === '' ? undefined : branch,
    number: form.number.trim(),
    swift: readSwift(form) || undefined,
  })
  return omitUndefined({ account: isHidden ? undefined : account, contact: form.contact.trim() || undefined })
}
