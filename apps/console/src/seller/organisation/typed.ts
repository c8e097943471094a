import { omitUndefined } from '@loggia/kernel'
import type { KnownSellerData, SellerData } from '@loggia/protocol/console'
import { isMail, isPhone, isRegistrationNumber, isSite } from '../../centre/organisations/checks.ts'

/** Typed values stay text until they are sent. */
export type Typed = {
  readonly registrationNumber: string
  readonly contactName: string
  readonly contactEmail: string
  readonly contactPhone: string
  readonly address: string
  readonly descriptionZh: string
  readonly descriptionEn: string
  readonly logo: string | undefined
  readonly site: string
  readonly hoursZh: string
  readonly hoursEn: string
  readonly supportZh: string
  readonly supportEn: string
  readonly hotline: string
  readonly supportEmail: string
}
export type TextName = Exclude<keyof Typed, 'logo'>
export type WrongName = 'required' | 'number' | 'email' | 'phone' | 'site' | 'support'

export const toTyped = (data: KnownSellerData): Typed => ({
  registrationNumber: data.registrationNumber ?? '',
  contactName: data.contact?.name ?? '',
  contactEmail: data.contact?.email ?? '',
  contactPhone: data.contact?.phone ?? '',
  address: data.address ?? '',
  descriptionZh: data.description?.zh ?? '',
  descriptionEn: data.description?.en ?? '',
  logo: data.logo,
  site: data.site ?? '',
  hoursZh: data.support?.hours.zh ?? '',
  hoursEn: data.support?.hours.en ?? '',
  supportZh: data.support?.content.zh ?? '',
  supportEn: data.support?.content.en ?? '',
  hotline: data.support?.hotline ?? '',
  supportEmail: data.support?.email ?? '',
})

const required = ['contactName', 'address', 'descriptionZh', 'descriptionEn'] as const
const supports = ['hoursZh', 'hoursEn', 'supportZh', 'supportEn', 'hotline', 'supportEmail'] as const
const isGiven = (text: string): boolean => text.trim() !== ''

/** The wrong fields; if there are none, the form can be sent. R36: the support block is either complete or empty. */
export function findWrong(typed: Typed): Partial<Record<TextName, WrongName>> {
  const hasSupport = supports.some((name) => isGiven(typed[name]))
  const wrong: readonly (readonly [TextName, WrongName, boolean])[] = [
    ...required.map((name) => [name, 'required', !isGiven(typed[name])] as const),
    [
      'registrationNumber',
      'number',
      isGiven(typed.registrationNumber) && !isRegistrationNumber(typed.registrationNumber),
    ],
    ['contactEmail', 'email', !isMail(typed.contactEmail)],
    ['contactPhone', 'phone', !isPhone(typed.contactPhone)],
    ['site', 'site', isGiven(typed.site) && !isSite(typed.site)],
    ...supports.map((name) => [name, 'support', hasSupport && !isGiven(typed[name])] as const),
    ['supportEmail', 'email', isGiven(typed.supportEmail) && !isMail(typed.supportEmail)],
  ]
  return Object.fromEntries(wrong.filter(([, , is]) => is).map(([name, why]) => [name, why]))
}

export function toData(typed: Typed): SellerData {
  const text = (name: TextName): string => typed[name].trim()
  const hasSupport = supports.some((name) => isGiven(typed[name]))
  return omitUndefined({
    registrationNumber: isGiven(typed.registrationNumber)
      ? text('registrationNumber').toUpperCase()
      : undefined,
    contact: { name: text('contactName'), email: text('contactEmail'), phone: text('contactPhone') },
    address: text('address'),
    description: { zh: text('descriptionZh'), en: text('descriptionEn') },
    logo: typed.logo,
    site: isGiven(typed.site) ? text('site') : undefined,
    support: hasSupport
      ? {
          hours: { zh: text('hoursZh'), en: text('hoursEn') },
          content: { zh: text('supportZh'), en: text('supportEn') },
          hotline: text('hotline'),
          email: text('supportEmail'),
        }
      : undefined,
  })
}
