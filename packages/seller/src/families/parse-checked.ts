import type { z } from 'zod'
import { UnusableAnswer } from './run-handler.ts'

/** Checks what a handler returned. Throws an {@link UnusableAnswer} that names the wrong members. */
export function parseChecked<T>(schema: z.ZodType<T>, value: unknown, handler: string): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  // The message names the wrong members but not their values, because one of them may be a password or a license.
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.') || handler}: ${message}`)
  throw new UnusableAnswer(`${handler} returned a value that cannot be sent. ${faults.join('; ')}`)
}
