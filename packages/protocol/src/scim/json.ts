import { ScimError } from './error.ts'

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [name: string]: Json }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Far more than any resource has; a message could be nested deeper than the stack. */
const mostLevels = 20

/** SCIM does not distinguish the case of names (RFC 7643 §2.1). Throws `invalidSyntax` if it is nested too deeply. */
export const lowerNames = (object: JsonObject, level = 0): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name.toLowerCase(), lowerWithin(value, level + 1)]),
  )

function lowerWithin(value: Json, level: number): Json {
  if (level > mostLevels) throw new ScimError(400, 'The message is nested too deeply.', 'invalidSyntax')
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => lowerWithin(one, level + 1))
  return isObject(value) ? lowerNames(value, level) : value
}
