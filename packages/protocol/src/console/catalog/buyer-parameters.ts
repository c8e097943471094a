import { parameterNamePattern } from '@loggia/kernel'
import { z } from 'zod'
import { textSchema } from '../values.ts'

const both = (zh: number, en: number) =>
  z.object({ zh: z.string().min(1).max(zh), en: z.string().min(1).max(en) })

/** The largest absolute value of a number parameter. */
const mostNumber = 999_999_999_999

const whole = z.number().int().min(-mostNumber).max(mostNumber)

const asked = z.object({
  /** The name that the seller's server gets: in `saasExtendParams` and in the order query. */
  name: z.string().regex(parameterNamePattern),
  /** The label that the buyer reads. */
  label: both(40, 60),
  hint: both(100, 200).optional(),
  required: z.boolean(),
})

const optionSchema = z.object({
  /** The value that the seller's server gets. */
  value: z.string().trim().min(1).max(60),
  /** The label that the buyer reads. */
  label: both(40, 60),
})

/** R47a: a parameter that the seller asks a buyer for, at a purchase or a trial. */
export const buyerParameterSchema = z.discriminatedUnion('kind', [
  asked.extend({ kind: z.literal('text'), maxLength: z.number().int().min(1).max(200) }),
  asked.extend({ kind: z.enum(['email', 'domain', 'ip']) }),
  asked.extend({ kind: z.literal('number'), min: whole, max: whole }),
  asked.extend({ kind: z.literal('choice'), options: z.array(optionSchema).min(2).max(20) }),
])

export const buyerParametersSchema = z.array(buyerParameterSchema).max(10)

/** A buyer's value for a parameter, with the label at that time. */
export const givenParameterSchema = z.object({
  name: z.string(),
  label: textSchema,
  value: z.string(),
  /** The label of the chosen value, for a choice. */
  reads: textSchema.optional(),
})

/** A buyer's value for a parameter: its name, and the typed or chosen value. */
const parameterValueSchema = z.object({
  name: z.string().max(40),
  value: z.string().max(1000),
  /** The label shown to the buyer; an order is refused with order.parameter_changed once the product asks otherwise. */
  label: textSchema.optional(),
  /** The label of the chosen value, for a choice; checked like `label`. */
  reads: textSchema.optional(),
})

export const parameterValuesSchema = z.array(parameterValueSchema).max(10)

export type BuyerParameter = z.infer<typeof buyerParameterSchema>
export type GivenParameter = z.infer<typeof givenParameterSchema>
