import { defineFacts, ofSeller } from '../facts.ts'
import { defineId, defineOneOf, defineOptional, string, time } from '../members.ts'
import { licenseWays } from './kinds.ts'

const ofLicense = { ...ofSeller, licenseId: defineId('lic') }
const ofApplication = { ...ofLicense, applicationId: defineId('lap') }
const byParty = { by: defineOneOf(['buyer', 'seller']) }

/** No fact has a code, a license text or a fingerprint. */
export const licenseFacts = {
  ...defineFacts('ord', {
    'license.issued': { ...ofLicense, way: defineOneOf(licenseWays) },
    'license.collected': ofLicense,
    'license.opened': { ...ofLicense, ...byParty },
    'license.activated': { ...ofLicense, begunAt: time },
    'license.applied': { ...ofApplication, eventId: string },
    'license.delivered': { ...ofApplication, file: defineOptional(string) },
    'license.refused': ofApplication,
    'license.unissued': ofApplication,
    'license.renewed': { ...ofLicense, file: defineOptional(string) },
    'license.renewal_told': { ...ofLicense, endsAt: time },
    'license.renewal_unconfirmed': { ...ofLicense, endsAt: time },
    'license.released': ofLicense,
  }),
  ...defineFacts('prd', { 'product.test_license_made': { testLicenseId: defineId('tlc') } }),
}
