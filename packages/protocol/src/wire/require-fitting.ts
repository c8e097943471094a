import { z } from 'zod'

/** The message as its table has it. Throws a TypeError that lists every fault; `name` says what cannot be sent. */
export function requireFitting<S extends z.ZodType>(schema: S, message: unknown, name: string): z.infer<S> {
  const checked = schema.safeParse(message)
  if (checked.success) return checked.data
  throw new TypeError(`This ${name} cannot be sent.\n${z.prettifyError(checked.error)}`)
}
