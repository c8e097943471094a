import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { fileSchema } from '../files/routes.ts'
import { defineId, moneySchema, textSchema, timeSchema } from '../values.ts'
import {
  appealOutcomes,
  appealStates,
  flowNames,
  supervisionActs,
  supervisionParties,
  supervisionStages,
} from './kinds.ts'

const partySchema = z.enum(supervisionParties)

export const appealSchema = z.object({
  id: defineId('ape'),
  state: z.enum(appealStates),
  by: z.enum(['buyer', 'seller']),
  reason: z.string(),
  openedAt: timeSchema,
  /** R103: until when an operator decides, 3 working days; of an open appeal. */
  due: timeSchema.optional(),
  closedAt: timeSchema.optional(),
  outcome: z.enum(appealOutcomes).optional(),
  /** What went back, if it was decided so. */
  amount: moneySchema.optional(),
  decision: z.string().optional(),
  files: z.array(fileSchema),
})
export type Appeal = z.infer<typeof appealSchema>

/** A delivery under supervision, as one of its parties sees it. */
export const supervisionSchema = z.object({
  id: defineId('spv'),
  type: z.enum(productTypes),
  flow: z.enum(flowNames),
  stage: z.enum(supervisionStages),
  /** Since when it is in this stage. */
  since: timeSchema,
  /** Who has to act next; absent if it is over. While it is paused this is the operators or the seller. */
  turn: partySchema.optional(),
  /** Until when, and what happens then: an operator’s time is over, the system accepts, the opening fails. */
  until: z.object({ at: timeSchema, what: z.enum(['decision', 'auto_acceptance', 'opening']) }).optional(),
  /** R103, R148: an open appeal or an open refund request stops the flow. */
  paused: z.enum(['appeal', 'refund']).optional(),
  order: z.object({ id: defineId('ord'), number: z.string(), lineNumber: z.string() }),
  serviceId: defineId('sub'),
  product: z.object({ id: defineId('prd'), name: textSchema, logo: z.string().optional() }),
  specification: textSchema,
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  quantity: z.number().int(),
  unit: textSchema.optional(),
  amount: moneySchema,
  buyer: textSchema,
  seller: textSchema,
  /** Data that the buyer consented to pass on (R47); for the seller. */
  contact: z
    .object({ name: z.string().optional(), phone: z.string().optional(), email: z.string().optional() })
    .optional(),
  paidAt: timeSchema,
  /** Of SaaS: when the seller’s server opened the service. */
  openedAt: timeSchema.optional(),
  deliveredAt: timeSchema.optional(),
  doneAt: timeSchema.optional(),
  endedAt: timeSchema.optional(),
  /** R98: since when it is in use, as the seller reports; the term starts then (R75). */
  begunAt: timeSchema.optional(),
  /** R105 */
  needsRecheck: z.boolean(),
  /** R38, R97: what the seller asks, and what the buyer answered. */
  template: textSchema.optional(),
  demand: z.string().optional(),
  /** R39: what the delivery is accepted by. */
  criteria: textSchema.optional(),
  /** What the seller wrote about what was delivered or designed last. */
  note: z.string().optional(),
  /** R99: why the last step was sent back, until it is made again. */
  rejection: z.string().optional(),
  /** How often the buyer has rejected it. */
  rejections: z.number().int(),
  /** R106: the parts, as seller and buyer agreed them; `accepted` of them are accepted. */
  milestones: z.object({ names: z.array(z.string()), accepted: z.number().int() }).optional(),
  /** R100: `receivedAt` is the receipt that the courier reports. `readable`: the phone of the waybill is the order’s. */
  shipment: z
    .object({
      carrier: z.string(),
      trackingNumber: z.string(),
      readable: z.boolean(),
      receivedAt: timeSchema.optional(),
    })
    .optional(),
  files: z.object({
    template: z.array(fileSchema),
    demand: z.array(fileSchema),
    design: z.array(fileSchema),
    proof: z.array(fileSchema),
  }),
  /** The open appeal, or the last one. */
  appeal: appealSchema.optional(),
  /** What the asking party may do now. */
  acts: z.array(
    z.enum([
      ...supervisionActs,
      'appeal',
      'withdraw_appeal',
      'decide_appeal',
      'mark_recheck',
      'report_receipt',
      'refund',
    ]),
  ),
})
export type Supervision = z.infer<typeof supervisionSchema>
