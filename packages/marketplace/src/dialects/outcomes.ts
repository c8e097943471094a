import { omitUndefined } from '@loggia/kernel'
import type { AnyAnswer, Outcome } from './schema.ts'

/** The result codes that all protocols share. */
export const done = '000000'
export const underWay = '000004'
export const unknownInstance = '000003'

/** The seller reports success; `data` comes from the answer. */
export const toConfirmed = <Answer extends AnyAnswer>(resultCode: string, data: Answer): Outcome<Answer> => ({
  kind: 'confirmed',
  verdict: { code: 'succeeded' },
  resultCode,
  data,
})

/** The seller accepted the operation, or has no result yet. */
export const toPending = <Answer extends AnyAnswer>(resultCode: string, data: Answer): Outcome<Answer> => ({
  kind: 'pending',
  verdict: { code: 'pending' },
  resultCode,
  data,
})

type Refusing = {
  readonly resultCode: string
  /** Whether the protocol defines the code. */
  readonly isKnown: boolean
  readonly message: string | undefined
  /** The seller's id of an instance, if the refusal names one. */
  readonly reference?: string | undefined
}

/** The seller refuses the operation. */
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
