import { Problem } from '@loggia/kernel'

/** Why the server cannot start, in words for the person who started it; its stack would tell them nothing. */
export class StartFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StartFault'
  }
}

/** Why the first operator cannot be made: the password is held to the rule of all others, and the address to be nobody's yet. */
export function throwOperatorFault(error: unknown): never {
  if (!(error instanceof Problem)) throw error
  const why = error.sentences['en-US']
  throw new StartFault(`LOGGIA_OPERATOR_EMAIL and LOGGIA_OPERATOR_PASSWORD make no operator: ${why}`, error)
}

export const readCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
