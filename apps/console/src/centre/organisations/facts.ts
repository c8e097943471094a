import type { KnownSellerData, OrganisationApplication, VerifiedData } from '@loggia/protocol/console'
import { pickText } from '@loggia/ui'
import { countryTexts } from '../../storefront/account/country-texts.ts'
import { listContentRows } from '../parts/versions.ts'
import type { ContentFact, ContentRow } from '../parts/versions.ts'
import { organisationTexts } from './texts.ts'

type Language = 'zh-CN' | 'en-US'

/** The name of a country, or its code if our list does not have it. */
export function getCountryName(code: string, language: Language): string {
  const countries: Readonly<Record<string, string>> = countryTexts.in(language)
  return countries[code] ?? code
}

/** Everything that a seller has stated about itself, as text. */
export function listSellerFacts(data: KnownSellerData, language: Language): ContentFact[] {
  const { facts } = organisationTexts.in(language)
  const { contact, description, support } = data
  const said = dropEmpty([
    ['registrationNumber', facts.registrationNumber, data.registrationNumber],
    ['contactName', facts.contactName, contact?.name],
    ['contactEmail', facts.contactEmail, contact?.email],
    ['contactPhone', facts.contactPhone, contact?.phone],
    ['address', facts.address, data.address],
    ['descriptionZh', facts.descriptionZh, description?.zh],
    ['descriptionEn', facts.descriptionEn, description?.en],
    ['logo', facts.logo, data.logo],
    ['site', facts.site, data.site],
    ['hours', facts.hours, support && pickText(support.hours, language)],
    ['support', facts.support, support && pickText(support.content, language)],
    ['hotline', facts.hotline, support?.hotline],
    ['supportEmail', facts.supportEmail, support?.email],
  ])
  return said.map((one) => (one.key === 'logo' ? { ...one, pictures: 'logo' } : one))
}

/** The verified data of a buyer, or those of an application for verification. */
export function listVerificationFacts(
  data: VerifiedData & { readonly documents?: string },
  language: Language,
): ContentFact[] {
  const { facts, levels } = organisationTexts.in(language)
  return dropEmpty([
    ['level', facts.level, levels[data.level]],
    ['nameZh', facts.nameZh, data.name.zh],
    ['nameEn', facts.nameEn, data.name.en],
    ['country', facts.country, getCountryName(data.country, language)],
    ['registrationNumber', facts.registrationNumber, data.registrationNumber],
    ['documents', facts.documents, data.documents],
  ])
}

const dropEmpty = (facts: readonly (readonly [string, string, string | undefined])[]): ContentFact[] =>
  facts.flatMap(([key, name, value]) => (value ? [{ key, name, value }] : []))

/** The changes of an application, beside the data when it was filed. */
export function listApplicationRows(of: OrganisationApplication, language: Language): ContentRow[] {
  return of.kind === 'seller_data'
    ? listContentRows(listSellerFacts(of.before, language), listSellerFacts(of.next, language))
    : listContentRows(listVerificationFacts(of.before, language), listVerificationFacts(of.next, language))
}
