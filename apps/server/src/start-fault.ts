import { Problem } from '@loggia/kernel'

/** Why the server cannot start, in words for the person who started it; its stack would tell them nothing. */
export class StartFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StartFault'
  }
}

/** Why the first operator cannot be made: the password is held to the rule of all others, and the address to be nobody's yet. */
export const operatorFault = (error: unknown): unknown =>
  error instanceof Problem
    ? new StartFault(
        `LOGGIA_OPERATOR_EMAIL and LOGGIA_OPERATOR_PASSWORD make no operator: ${error.sentences['en-US']}`,
        error,
      )
    : error

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
