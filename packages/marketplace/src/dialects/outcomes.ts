import { omitUndefined } from '@loggia/kernel'
import type { AnyAnswer, Outcome } from './schema.ts'

/** The result codes that all protocols have in common. */
export const done = '000000'
export const underWay = '000004'
export const unknownInstance = '000003'

/** Done, as the seller's code says, with what the answer brought. */
export const toConfirmed = <Answer extends AnyAnswer>(resultCode: string, data: Answer): Outcome<Answer> => ({
  kind: 'confirmed',
  verdict: { code: 'succeeded' },
  resultCode,
  data,
})

/** Accepted or not there yet. */
export const toPending = <Answer extends AnyAnswer>(resultCode: string, data: Answer): Outcome<Answer> => ({
  kind: 'pending',
  verdict: { code: 'pending' },
  resultCode,
  data,
})

type Refusing = {
  readonly resultCode: string
  /** Whether the protocol knows the code. */
  readonly isKnown: boolean
  readonly message: string | undefined
  /** What the seller names although it says no. */
  readonly reference?: string | undefined
}

/** The seller's own no. */
export const toRefused = ({ resultCode, isKnown, message, reference }: Refusing) =>
  omitUndefined({
    kind: 'refused' as const,
    verdict: {
      code: isKnown ? ('refused' as const) : ('result_code_unknown' as const),
      resultCode,
      resultMsg: message ?? null,
    },
    resultCode,
    reference,
  })
