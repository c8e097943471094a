export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [name: string]: Json }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** SCIM does not distinguish the case of names (RFC 7643 §2.1). */
export const lowerNames = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name.toLowerCase(), lowerWithin(value)]))

const lowerWithin = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(lowerWithin)
  return isObject(value) ? lowerNames(value) : value
}
