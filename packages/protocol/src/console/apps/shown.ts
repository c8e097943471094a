import { z } from 'zod'
import { verdictSchema } from '../calls/routes.ts'
import { defineId, textSchema, timeSchema } from '../values.ts'
import {
  appRoles,
  assignmentStates,
  batchDecisions,
  batchStates,
  connectedAppStates,
  credentialMethods,
  loginKinds,
  oaepHashes,
  personalData,
  syncChanges,
  syncSubjects,
} from './kinds.ts'

const product = z.object({ id: defineId('prd'), name: textSchema })
const service = z.object({ id: defineId('sub'), orderNumber: z.string() })
export const personalDataSchema = z.array(z.enum(personalData))

/** What one call says to a seller. */
export const syncBatchSchema = z.object({
  id: defineId('syb'),
  /** Counts the batches of a connected app. */
  n: z.number().int(),
  subject: z.enum(syncSubjects),
  change: z.enum(syncChanges),
  /** How many departments or people. */
  items: z.number().int(),
  state: z.enum(batchStates),
  createdAt: timeSchema,
  endedAt: timeSchema.optional(),
  decidedAt: timeSchema.optional(),
  decidedBy: z.string().optional(),
  reason: z.string().optional(),
  /** What the reader may decide about it now. */
  decisions: z.array(z.enum(batchDecisions)),
})

/** With what the seller answered last, and what is in it; of a confirmed batch that is not kept. */
export const syncBatchDetailSchema = syncBatchSchema.extend({
  connectedAppId: defineId('cap'),
  verdict: verdictSchema.optional(),
  triedAt: timeSchema.optional(),
  itemList: z.array(z.object({ key: z.string(), name: z.string() })),
  nextItem: z.string().optional(),
})

/** With what the seller's server answered last, unless it has confirmed the batch. */
export const testBatchSchema = syncBatchSchema.extend({
  callId: defineId('cal').optional(),
  verdict: verdictSchema.optional(),
  triedAt: timeSchema.optional(),
})

/** How many departments or people the seller has confirmed, and how many others there are. */
const countsSchema = z.object({
  confirmed: z.number().int(),
  waiting: z.number().int(),
  failed: z.number().int(),
  leftOut: z.number().int(),
  /** How many the seller should know; the others include those of whose end it has not been told yet. */
  wanted: z.number().int(),
})

const rowSchema = z.object({
  id: defineId('cap'),
  product,
  service: service.optional(),
  state: z.enum(connectedAppStates),
  /** The batch that waits for a decision. */
  asks: syncBatchSchema.optional(),
  createdAt: timeSchema,
  connectedAt: timeSchema.optional(),
  endedAt: timeSchema.optional(),
})

/** A connected app in its buyer's list. */
export const connectedAppRowSchema = rowSchema.extend({
  enterprise: z.object({ id: defineId('ent'), name: z.string() }),
  people: countsSchema,
})

/** A connected app as its buyer sees it. */
export const connectedAppSchema = connectedAppRowSchema.extend({
  /** What the seller asks for beyond names, department and role, and what the buyer shares of it. */
  askedData: personalDataSchema,
  sharedData: personalDataSchema,
  /** How the seller's program is configured. */
  tenantId: z.string(),
  domain: z.string(),
  /** By what its people sign on; absent if the app signs them in itself. */
  signOn: z.enum(credentialMethods).optional(),
  loginUrl: z.string(),
  clientId: z.string(),
  departments: countsSchema,
  /** An open batch that the seller did not confirm at once, while the connection begins or ends: it may be given up. */
  stuck: syncBatchSchema.optional(),
  reconciledAt: timeSchema.optional(),
})

/** A connected app in its seller's list: nothing of the people but their number. */
export const sellersConnectedAppSchema = rowSchema.extend({
  customer: textSchema,
  people: z.number().int(),
  /** Of the login address and the public key that it uses. */
  version: z.number().int(),
  /** Whether these are the ones that the credential has today. */
  adopted: z.boolean(),
})

export const operatorsConnectedAppSchema = rowSchema.extend({
  seller: z.object({ id: defineId('sel'), name: textSchema }),
  /** Absent for the test account of a seller. */
  customer: z.object({ id: defineId('byr'), name: textSchema }).optional(),
})

/** A service that may be connected. */
export const connectableServiceSchema = z.object({
  service,
  product,
  askedData: personalDataSchema,
  /** R268: whether another service of the product may be connected to the same company. */
  severalInstances: z.boolean(),
})

/** Somebody who may use a connected app, and what its seller knows of that. */
export const assignmentSchema = z.object({
  /** Absent for the person of a test account. */
  personId: defineId('per').optional(),
  userName: z.string(),
  name: z.string(),
  role: z.enum(appRoles),
  /** R275: disabled people use no app. */
  enabled: z.boolean(),
  state: z.enum(assignmentStates),
  /** It was withdrawn, or the person has left; the seller has not confirmed that yet. */
  ending: z.literal(true).optional(),
  /** The batch in which it failed or that was left out. */
  batchId: defineId('syb').optional(),
})

/** The test account of a credential. */
export const testAccountSchema = z.object({
  connectedAppId: defineId('cap'),
  state: z.enum(connectedAppStates),
  tenantId: z.string(),
  tenantCode: z.string(),
  domain: z.string(),
  clientId: z.string(),
  /** R270: once it was requested. */
  userName: z.string().optional(),
  /** Whether the seller has confirmed everything that it was told. */
  confirmed: z.boolean(),
  asks: syncBatchSchema.optional(),
})

/** What a seller writes of an app credential. */
export const appCredentialFormSchema = z.object({
  name: z.string().trim().min(1).max(60),
  method: z.enum(credentialMethods),
  callbackUrl: z.string().trim().max(512).optional(),
  loginKind: z.enum(loginKinds),
  loginUrl: z.string().trim().min(1).max(512),
  /** RSA, at least 3,072 bits: the SubjectPublicKeyInfo in PEM, or its base64 text alone. */
  publicKey: z.string().trim().min(1).max(8000),
  oaep: z.enum(oaepHashes).default('sha256-sha256'),
  severalInstances: z.boolean(),
  askedData: personalDataSchema.max(personalData.length),
})

export const appCredentialSchema = appCredentialFormSchema.extend({
  id: defineId('acr'),
  product,
  appId: z.string(),
  version: z.number().int(),
  createdAt: timeSchema,
  /** How many connected apps there are, and how many of them use an earlier login address or key. */
  connectedApps: z.number().int(),
  notAdopted: z.number().int(),
  test: testAccountSchema,
})

export type SyncBatch = z.infer<typeof syncBatchSchema>
export type SyncBatchDetail = z.infer<typeof syncBatchDetailSchema>
export type ConnectedAppRow = z.infer<typeof connectedAppRowSchema>
export type ConnectedApp = z.infer<typeof connectedAppSchema>
export type TestBatch = z.infer<typeof testBatchSchema>
export type SellersConnectedApp = z.infer<typeof sellersConnectedAppSchema>
export type OperatorsConnectedApp = z.infer<typeof operatorsConnectedAppSchema>
export type ConnectableService = z.infer<typeof connectableServiceSchema>
export type Assignment = z.infer<typeof assignmentSchema>
export type AppCredential = z.infer<typeof appCredentialSchema>
export type AppCredentialForm = z.infer<typeof appCredentialFormSchema>
export type TestAccount = z.infer<typeof testAccountSchema>
