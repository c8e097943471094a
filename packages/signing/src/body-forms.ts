/**
 * How the signed bytes relate to the received bytes, if the signature fits neither these nor their sorted form:
 * - `empty`: nothing was signed, since the signer read the body too late or not at all;
 * - `trimmed`: white space or a byte order mark was added around it;
 * - `reserialised`: white space or escapes changed on the way;
 * - `sorted_with_nulls`, `sorted_every_level`, `sorted_descending`: the signer sorts by another rule;
 * - `ascii_escaped`: the signer writes non-ASCII characters as `\uXXXX`.
 */
export type BodyForm =
  | 'empty'
  | 'trimmed'
  | 'reserialised'
  | 'sorted_with_nulls'
  | 'sorted_every_level'
  | 'sorted_descending'
  | 'ascii_escaped'

type JsonObject = Record<string, unknown>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function readText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return undefined
  }
}

export function readObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

// Members are joined by hand: an object literal would move keys that look like numbers to the front.
function write(object: JsonObject, keys: readonly string[], member: (value: unknown) => string): string {
  return `{${keys.map((key) => `${JSON.stringify(key)}:${member(object[key])}`).join(',')}}`
}

const compact = (value: unknown): string => JSON.stringify(value)
const ascending = (object: JsonObject): string[] => Object.keys(object).toSorted((a, b) => (a < b ? -1 : 1))
const withoutNulls =
  (object: JsonObject) =>
  (key: string): boolean =>
    object[key] !== null

function sortedDeep(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedDeep).join(',')}]`
  return isObject(value)
    ? write(value, ascending(value).filter(withoutNulls(value)), sortedDeep)
    : compact(value)
}

// A body nested deeper than the stack allows can be parsed but not written again, so it has no other form.
function unlessTooDeep<T>(write: () => T): T | undefined {
  try {
    return write()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/**
 * The form of the body that receivers see which parse before they verify: without null members, top-level keys
 * ascending by UTF-16 code unit, no white space (saas-v2 §2.2). Undefined if the text is no JSON object, or nested too
 * deeply.
 */
export function toSortedForm(text: string): string | undefined {
  const object = readObject(text)
  return object && sortedFormOfObject(object)
}

const sortedFormOfObject = (object: JsonObject): string | undefined =>
  unlessTooDeep(() => write(object, ascending(object).filter(withoutNulls(object)), compact))

const most = { members: 1000, depth: 100 }

/** Whether brackets are nested deeper than `depth`, not counting those in strings. */
function isDeeperThan(text: string, depth: number): boolean {
  let open = 0
  let isText = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '"') isText = !isText
    else if (isText) at += letter === '\\' ? 1 : 0
    else if (letter === '[' || letter === '{') open += 1
    else if (letter === ']' || letter === '}') open -= 1
    if (open > depth) return true
  }
  return false
}

/**
 * {@link toSortedForm} of bytes. Also undefined if they are not UTF-8, or have far more members or levels than any body
 * of the protocols: without a limit, a sender without a key could make a receiver sort them.
 */
export function readSortedForm(body: Uint8Array): string | undefined {
  const text = readText(body)
  if (text === undefined || isDeeperThan(text, most.depth)) return undefined
  const object = readObject(text)
  return object && Object.keys(object).length <= most.members ? sortedFormOfObject(object) : undefined
}

const escapeNonAscii = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const forms: Record<BodyForm, (text: string, object: JsonObject | undefined) => string | undefined> = {
  empty: () => '',
  trimmed: (text) => text.trim(),
  reserialised: (_, object) => object && compact(object),
  sorted_with_nulls: (_, object) => object && write(object, ascending(object), compact),
  sorted_every_level: (_, object) => object && sortedDeep(object),
  sorted_descending: (_, object) =>
    object && write(object, ascending(object).toReversed().filter(withoutNulls(object)), compact),
  ascii_escaped: (text) => escapeNonAscii(text),
}

const formNames = Object.keys(forms) as BodyForm[]

/** The known forms of the body, each computed on demand. */
export function* listBodyForms(
  body: Uint8Array,
): Generator<{ readonly name: BodyForm; readonly text: string }> {
  const text = readText(body) ?? ''
  const object = readObject(text.trim())
  for (const name of formNames) {
    const form = unlessTooDeep(() => forms[name](text, object))
    if (form !== undefined) yield { name, text: form }
  }
}

/** The first known form of the body that `fits` accepts, or undefined. */
export function findBodyForm(body: Uint8Array, fits: (form: string) => boolean): BodyForm | undefined {
  for (const { name, text } of listBodyForms(body)) if (fits(text)) return name
  return undefined
}
