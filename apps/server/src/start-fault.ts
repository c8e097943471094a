import { Problem } from '@loggia/kernel'

/** Why the server cannot start, in a sentence for the person who started it. It is shown without a stack. */
export class StartFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StartFault'
  }
}

/**
 * Explains why the first operator cannot be created: the password breaks the rule for passwords, or the e-mail address
 * is taken.
 */
export function throwOperatorFault(error: unknown): never {
  if (!(error instanceof Problem)) throw error
  const why = error.sentences['en-US']
  throw new StartFault(
    `No operator can be created with LOGGIA_OPERATOR_EMAIL and LOGGIA_OPERATOR_PASSWORD: ${why}`,
    error,
  )
}

export const readCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
