import type { KnownSellerData, OrganisationApplication, VerifiedData } from '@loggia/protocol/console'
import { inLanguage } from '@loggia/ui'
import { countryTexts } from '../../storefront/account/texts.ts'
import { contentRows } from '../parts/versions.ts'
import type { ContentFact, ContentRow } from '../parts/versions.ts'
import { organisationTexts } from './texts.ts'

type Language = 'zh-CN' | 'en-US'

/** A country as it is called; one that is not in our list by its code. */
export function countryName(code: string, language: Language): string {
  const countries: Readonly<Record<string, string>> = countryTexts.in(language)
  return countries[code] ?? code
}

/** Everything that a seller says of itself, in words. */
export function sellerFacts(data: KnownSellerData, language: Language): ContentFact[] {
  const { facts } = organisationTexts.in(language)
  const { contact, description, support } = data
  const said = filled([
    ['registrationNumber', facts.registrationNumber, data.registrationNumber],
    ['contactName', facts.contactName, contact?.name],
    ['contactEmail', facts.contactEmail, contact?.email],
    ['contactPhone', facts.contactPhone, contact?.phone],
    ['address', facts.address, data.address],
    ['descriptionZh', facts.descriptionZh, description?.zh],
    ['descriptionEn', facts.descriptionEn, description?.en],
    ['logo', facts.logo, data.logo],
    ['site', facts.site, data.site],
    ['hours', facts.hours, support && inLanguage(support.hours, language)],
    ['support', facts.support, support && inLanguage(support.content, language)],
    ['hotline', facts.hotline, support?.hotline],
    ['supportEmail', facts.supportEmail, support?.email],
  ])
  return said.map((one) => (one.key === 'logo' ? { ...one, pictures: 'logo' } : one))
}

/** What is verified of a buyer, or what it wants to be verified as. */
export function verificationFacts(
  data: VerifiedData & { readonly documents?: string },
  language: Language,
): ContentFact[] {
  const { facts, levels } = organisationTexts.in(language)
  return filled([
    ['level', facts.level, levels[data.level]],
    ['nameZh', facts.nameZh, data.name.zh],
    ['nameEn', facts.nameEn, data.name.en],
    ['country', facts.country, countryName(data.country, language)],
    ['registrationNumber', facts.registrationNumber, data.registrationNumber],
    ['documents', facts.documents, data.documents],
  ])
}

const filled = (facts: readonly (readonly [string, string, string | undefined])[]): ContentFact[] =>
  facts.flatMap(([key, name, value]) => (value ? [{ key, name, value }] : []))

/** What an application would change, beside what it was when it was filed. */
export function applicationRows(of: OrganisationApplication, language: Language): ContentRow[] {
  return of.kind === 'seller_data'
    ? contentRows(sellerFacts(of.before, language), sellerFacts(of.next, language))
    : contentRows(verificationFacts(of.before, language), verificationFacts(of.next, language))
}
