const isPlainObject = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null

function encodeObject(
  object: Record<string, unknown>,
  encodeMember: (value: unknown, name: string) => string,
): string {
  // Joined by hand: an object literal would move names that look like numbers to the front.
  let members = ''
  for (const name of Object.keys(object).toSorted()) {
    const value = object[name]
    if (isAbsent(value)) continue
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${encodeMember(value, name)}`
  }
  return `{${members}}`
}

function encodeNested(value: unknown, path: string): string {
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value))
    return `[${Array.from(value, (entry, i) => encodeNested(entry, `${path}[${i}]`)).join(',')}]`
  if (isPlainObject(value))
    return encodeObject(value, (member, name) => encodeNested(member, `${path}.${name}`))
  throw new TypeError(`Member ${path} cannot be written as JSON: ${String(value)}.`)
}

/** Whether `JSON.stringify` writes the same text as we do: names ascending on every level, and no refused value. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) if (!isInOrder(value[i])) return false
    return true
  }
  if (!isPlainObject(value)) return false
  let before = ''
  for (const name of Object.keys(value)) {
    const member = value[name]
    if (name < before || !(member === undefined || isInOrder(member))) return false
    before = name
  }
  return true
}

const isScalar = (value: unknown): value is number | boolean =>
  typeof value === 'number' || typeof value === 'boolean'

/**
 * The one encoder of bodies that we send: compact JSON, keys ascending by UTF-16 code unit on every level, null and
 * undefined members left out, non-ASCII characters and `/` unescaped, so that every known way to verify a signature
 * uses the same bytes (saas-v2 §9). Scalars on the top level are strings. Throws a TypeError that names the member if a
 * value cannot be written.
 */
export function encodeBody(body: object): string {
  if (!isPlainObject(body)) throw new TypeError('A body is a plain object.')
  // Most bodies are built in order, and are written in one go.
  if (isInOrder(body) && !Object.values(body).some(isScalar)) return JSON.stringify(body)
  return encodeObject(body, (value, name) => {
    if (isScalar(value))
      throw new TypeError(`Member ${name} is a ${typeof value}; scalars on the top level are strings.`)
    return encodeNested(value, name)
  })
}

/** Like {@link encodeBody}, for protocols whose tables have integers on the top level (joint-kit §6). */
export function encodeBodyWithNumbers(body: object): string {
  if (!isPlainObject(body)) throw new TypeError('A body is a plain object.')
  return isInOrder(body) ? JSON.stringify(body) : encodeObject(body, encodeNested)
}

/** The body of a reply that is known to fit its table. Throws a TypeError as {@link encodeBody} does. */
export const writeReply = (reply: object): string => escapeNonAscii(encodeBody(reply))

/** JSON with every non-ASCII character written as `\uXXXX`, as in replies; it has the same meaning. */
export const escapeNonAscii = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
