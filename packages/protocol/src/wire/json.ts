/** A JSON object as it comes off the wire, before any schema has looked at it. */
export type JsonObject = { [name: string]: unknown }
/** The kinds of value that JSON knows. */
export type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array'

/** The JSON kind of a parsed value. */
export function getJsonType(value: unknown): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object'
}
