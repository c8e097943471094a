import { defineFamily } from '../define-family.ts'
import { licenseCode } from './code.ts'
import { licenseOnline } from './online.ts'
import { licenseV1 } from './v1.ts'

/** Licenses: issued, applied for, extended, frozen and released. */
export const license = defineFamily({
  name: 'license',
  of: 'product',
  dialects: { 'license-online': licenseOnline, 'license-code': licenseCode, 'license-v1': licenseV1 },
})
