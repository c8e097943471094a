import { z } from 'zod'
import { textSchema } from '../values.ts'

/** Why something is not possible now, in both languages. */
export const refusalSchema = z.object({ code: z.string(), sentence: textSchema })
