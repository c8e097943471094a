import { parameterNamePattern } from '@loggia/kernel'
import { z } from 'zod'
import { textSchema } from '../values.ts'

const both = (zh: number, en: number) =>
  z.object({ zh: z.string().min(1).max(zh), en: z.string().min(1).max(en) })

/** The greatest number that may be asked for, either side of nothing. */
const mostNumber = 999_999_999_999

const whole = z.number().int().min(-mostNumber).max(mostNumber)

const asked = z.object({
  /** What it is called where a seller’s server gets it: in `saasExtendParams` and in the order query. */
  name: z.string().regex(parameterNamePattern),
  /** What the buyer reads. */
  label: both(40, 60),
  hint: both(100, 200).optional(),
  required: z.boolean(),
})

const optionSchema = z.object({
  /** What the seller’s server gets. */
  value: z.string().trim().min(1).max(60),
  /** What the buyer reads. */
  label: both(40, 60),
})

/** R47a: something that the seller asks of a buyer who buys the product, or tries it. */
export const buyerParameterSchema = z.discriminatedUnion('kind', [
  asked.extend({ kind: z.literal('text'), maxLength: z.number().int().min(1).max(200) }),
  asked.extend({ kind: z.enum(['email', 'domain', 'ip']) }),
  asked.extend({ kind: z.literal('number'), min: whole, max: whole }),
  asked.extend({ kind: z.literal('choice'), options: z.array(optionSchema).min(2).max(20) }),
])

export const buyerParametersSchema = z.array(buyerParameterSchema).max(10)

/** What a buyer gave for a parameter, with what was asked at that moment. */
export const givenParameterSchema = z.object({
  name: z.string(),
  label: textSchema,
  value: z.string(),
  /** How the chosen value read, where it was one of several. */
  reads: textSchema.optional(),
})

/** What a buyer gives: the name, and what was typed or chosen. */
const parameterValueSchema = z.object({
  name: z.string().max(40),
  value: z.string().max(1000),
  /** What the buyer was asked; an order is refused with order.parameter_changed once the product asks otherwise. */
  label: textSchema.optional(),
  /** How the chosen value read, where it is one of several; judged as the label is. */
  reads: textSchema.optional(),
})

export const parameterValuesSchema = z.array(parameterValueSchema).max(10)

export type BuyerParameter = z.infer<typeof buyerParameterSchema>
export type GivenParameter = z.infer<typeof givenParameterSchema>
