import { z } from 'zod'
import { fileSchema } from '../files/routes.ts'
import { defineId, textSchema, timeSchema } from '../values.ts'
import { licenseActs, licenseApplicationStates, licenseStates, licenseWays } from './kinds.ts'

/** A license for one device. The text is read by its opening only. */
export const licenseApplicationSchema = z.object({
  id: defineId('lap'),
  fingerprint: z.string(),
  state: z.enum(licenseApplicationStates),
  /** Whether it is a text that can be opened; a file is downloaded by its path. */
  isText: z.boolean(),
  file: fileSchema.optional(),
  askedAt: timeSchema,
  effectiveAt: timeSchema,
  expiresAt: timeSchema.optional(),
  deliveredAt: timeSchema.optional(),
  /** Whether its buyer may ask for it again: it was refused, or what the device has ends before the service. */
  mayApplyAgain: z.literal(true).optional(),
})

/** What every list of licenses shows. */
const rowSchema = z.object({
  id: defineId('lic'),
  way: z.enum(licenseWays),
  state: z.enum(licenseStates),
  order: z.object({ id: defineId('ord'), number: z.string(), lineNumber: z.string() }),
  serviceId: defineId('sub'),
  product: z.object({ id: defineId('prd'), name: textSchema }),
  quantity: z.number().int(),
  /** The last characters of a code; a text is never shown in part. */
  masked: z.string().optional(),
  frozen: z.boolean(),
  issuedAt: timeSchema.optional(),
  collectedAt: timeSchema.optional(),
  activatedAt: timeSchema.optional(),
  /** The last query of a code by the software. */
  checkedAt: timeSchema.optional(),
  endedAt: timeSchema.optional(),
})

/** A license as one of its parties sees it; never with the code or the text. */
export const licenseSchema = rowSchema.extend({
  /** The name of the member who opened it first; for the buyer only. */
  collectedBy: z.string().optional(),
  /** Whether it is a code or a text that can be opened; a file is downloaded by its path. */
  isText: z.boolean(),
  file: fileSchema.optional(),
  /** R76: when the use began, as the software reported it. */
  begunAt: timeSchema.optional(),
  expiresAt: timeSchema.optional(),
  /** The seller's instance id. */
  reference: z.string().optional(),
  /** What the buyer's machine is known by; not for operators. */
  identification: z.string().optional(),
  /** Of an online license: the devices that have one. */
  applications: z.array(licenseApplicationSchema),
  /** Most devices, and those that count. */
  quota: z.object({ most: z.number().int(), used: z.number().int() }).optional(),
  /** How many clients or devices the software reported lately, by day (UTC), newest first. */
  usage: z.array(z.object({ day: z.iso.date(), active: z.number().int() })),
  acts: z.array(z.enum(licenseActs)),
})

/** A license in the seller's list. */
export const licenseRowSchema = rowSchema.extend({ buyer: textSchema })

export const testLicenseSchema = z.object({
  id: defineId('tlc'),
  /** The whole code: it is the seller's own and opens nothing. */
  code: z.string(),
  createdAt: timeSchema,
  activatedAt: timeSchema.optional(),
  checkedAt: timeSchema.optional(),
})

export type License = z.infer<typeof licenseSchema>
export type LicenseRow = z.infer<typeof licenseRowSchema>
export type LicenseApplication = z.infer<typeof licenseApplicationSchema>
export type TestLicense = z.infer<typeof testLicenseSchema>
