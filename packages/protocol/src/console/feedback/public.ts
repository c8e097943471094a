import { z } from 'zod'
import { languageSchema, textSchema, timeSchema } from '../values.ts'

export const starsSchema = z.number().int().min(1).max(5)

/** The ratings of a product, or of all products of a seller, in figures. */
export const ratingFiguresSchema = z.object({
  /** Of published ratings; the average with one decimal place. */
  count: z.number().int().min(1),
  average: z.string().regex(/^[1-5]\.\d$/),
})

/** A text with the language in which it was written. */
const writtenSchema = z.object({ text: z.string(), language: languageSchema, at: timeSchema })

const publicFeedback = z.object({
  id: z.string(),
  /** The organisation, masked unless it chose otherwise. */
  author: textSchema,
  at: timeSchema,
  answer: writtenSchema.optional(),
  /** Belongs to the demo; nobody wrote it. */
  demo: z.literal(true).optional(),
})

const publicRatingSchema = publicFeedback.extend({
  stars: starsSchema,
  text: z.string().optional(),
  language: languageSchema,
  /** What was bought, and how many whole months it had been used. */
  specification: textSchema,
  monthsUsed: z.number().int().min(0),
})

const publicQuestionSchema = publicFeedback.extend({ text: z.string(), language: languageSchema })

export const productFeedbackSchema = z.object({
  /** Absent if there is no published rating. */
  figures: ratingFiguresSchema.optional(),
  /** How many ratings have 5, 4, 3, 2 and 1 stars. */
  byStars: z.array(z.number().int().min(0)).length(5),
  /** Newest first; of the stars that were asked for. */
  ratings: z.array(publicRatingSchema),
  ratingPages: z.number().int(),
  questions: z.array(publicQuestionSchema),
  questionCount: z.number().int(),
  questionPages: z.number().int(),
})

export const productFeedbackQuery = z.object({
  stars: z.coerce.number().int().min(1).max(5).optional(),
  ratings: z.coerce.number().int().min(1).max(1000).default(1),
  questions: z.coerce.number().int().min(1).max(1000).default(1),
})

export type RatingFigures = z.infer<typeof ratingFiguresSchema>
export type PublicRating = z.infer<typeof publicRatingSchema>
export type PublicQuestion = z.infer<typeof publicQuestionSchema>
export type ProductFeedback = z.infer<typeof productFeedbackSchema>
export type ProductFeedbackQuery = z.infer<typeof productFeedbackQuery>
