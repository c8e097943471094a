/** A parsed JSON object, not checked by any schema yet. */
export type JsonObject = { [name: string]: unknown }
/** The types of JSON values. */
export type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array'

/** The JSON type of a parsed value. */
export function getJsonType(value: unknown): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object'
}
