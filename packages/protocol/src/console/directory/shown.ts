import { z } from 'zod'
import { defineId, textSchema, timeSchema } from '../values.ts'
import { employeeTypes, enterpriseStates, importedKinds, personAccounts, personStates } from './kinds.ts'

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u)
    .normalize()
const textWithoutSpaces = z
  .string()
  .max(64)
  .normalize()
  .regex(/^[^\s\p{C}]+$/u)

export const enterpriseNameSchema = line(255)
/** Part of addresses, also of host names (RFC 1035 §2.3.4): small letters, digits, and hyphens between them. */
export const tenantCodeSchema = z
  .string()
  .min(2)
  .max(63)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
export const departmentCodeSchema = textWithoutSpaces
export const departmentNameSchema = line(128)
export const groupNameSchema = line(128)
export const scimTokenNameSchema = line(60)
export const userNameSchema = textWithoutSpaces

/** What an administrator writes about a person; what is left out is not known. */
export const personDataSchema = z.object({
  name: line(64),
  position: line(64).optional(),
  employeeCode: line(64).optional(),
  employeeType: z.literal(employeeTypes).optional(),
  mobile: line(32).optional(),
  email: z.email().max(128).optional(),
  workPlace: line(256).optional(),
  entryDate: z.iso.date().optional(),
})
export type PersonInput = z.infer<typeof personDataSchema>

export const enterpriseSchema = z.object({
  id: defineId('ent'),
  name: z.string(),
  /** How sellers know it. */
  tenantId: z.string(),
  tenantCode: z.string(),
  state: z.enum(enterpriseStates),
  createdAt: timeSchema,
  dissolvedAt: timeSchema.optional(),
  /** Of people who have not left; `disabled` are among `people`. */
  counts: z.object({
    departments: z.number().int(),
    people: z.number().int(),
    disabled: z.number().int(),
    groups: z.number().int(),
  }),
})
export type Enterprise = z.infer<typeof enterpriseSchema>

const placeSchema = z.object({ id: defineId('dpt'), name: z.string() })

export const departmentSchema = z.object({
  id: defineId('dpt'),
  code: z.string(),
  name: z.string(),
  parentId: defineId('dpt').optional(),
  counts: z.object({
    /** Directly below it. */
    departments: z.number().int(),
    /** In it, and with what is below it. */
    people: z.number().int(),
    allPeople: z.number().int(),
  }),
  /** The departments above it, from the top. */
  above: z.array(placeSchema),
})
export type Department = z.infer<typeof departmentSchema>

export const personSchema = z.object({
  id: defineId('per'),
  userName: z.string(),
  name: z.string(),
  state: z.enum(personStates),
  /** Of everybody who has not left. */
  department: placeSchema.extend({ code: z.string() }).optional(),
  position: z.string().optional(),
  employeeCode: z.string().optional(),
  employeeType: z.literal(employeeTypes).optional(),
  mobile: z.string().optional(),
  email: z.string().optional(),
  workPlace: z.string().optional(),
  /** `yyyy-mm-dd` */
  entryDate: z.string().optional(),
  account: z.enum(personAccounts),
  createdAt: timeSchema,
  leftAt: timeSchema.optional(),
})
export type Person = z.infer<typeof personSchema>

export const personDetailSchema = personSchema.extend({
  /** Sent back with a change. */
  changedAt: timeSchema,
  /** The departments above the person’s own, from the top. */
  above: z.array(placeSchema),
  groups: z.array(z.object({ id: defineId('pgr'), name: z.string() })),
  /** What a program that keeps the people calls this one. */
  externalId: z.string().optional(),
  invitation: z.object({ email: z.string(), invitedAt: timeSchema, expiresAt: timeSchema }).optional(),
  /** The account that is linked. */
  member: z
    .object({
      name: z.string(),
      email: z.string(),
      /** It has no password, and no email by which its owner could choose one. */
      isOnlyVouched: z.boolean(),
    })
    .optional(),
})
export type PersonDetail = z.infer<typeof personDetailSchema>

export const groupSchema = z.object({
  id: defineId('pgr'),
  name: z.string(),
  people: z.number().int(),
  createdAt: timeSchema,
})
export type PersonGroup = z.infer<typeof groupSchema>

/** What an import does, or would do. */
export const importReportSchema = z.object({
  what: z.enum(importedKinds),
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  /** Of people who had left. */
  returned: z.number().int(),
  unchanged: z.number().int(),
  faulty: z.number().int(),
  /** Whether it was done; a preview, and an import that was to be complete and is not, change nothing. */
  applied: z.boolean(),
  /** The first thousand, by line of the file. */
  faults: z.array(
    z.object({
      line: z.number().int(),
      /** The head of the column, as the file has it; absent if the whole row is meant. */
      column: z.string().optional(),
      code: z.string(),
      text: textSchema,
    }),
  ),
})
export type ImportReport = z.infer<typeof importReportSchema>

/** Without the token itself. */
export const scimTokenSchema = z.object({
  id: defineId('sct'),
  name: z.string(),
  /** Its last characters. */
  masked: z.string(),
  createdAt: timeSchema,
  /** Exact to the minute; absent if it was never used. */
  lastUsedAt: timeSchema.optional(),
})
export type ScimToken = z.infer<typeof scimTokenSchema>

/** A person’s own entry in the directory of a company. */
export const ownEntrySchema = z.object({
  id: defineId('per'),
  enterprise: z.object({ id: defineId('ent'), name: z.string(), tenantCode: z.string() }),
  department: z.string(),
  userName: z.string(),
  name: z.string(),
  state: z.enum(personStates),
})
export type OwnEntry = z.infer<typeof ownEntrySchema>
