/** JSON Schema, as far as the contract uses it. */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly pattern?: string
  readonly format?: string
  readonly description?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
}

/** Finds what a `$ref` names. */
export type Resolve = (reference: string) => Schema

/** The forms that a value may take; a schema without alternatives has one. */
export const listForms = ({ anyOf, oneOf }: Schema): readonly Schema[] => anyOf ?? oneOf ?? []

/** The first of its types; undefined if it may be of any. */
const findType = ({ type }: Schema): string | undefined => [type ?? []].flat()[0]

const mostDepth = 8

/** A value that the schema accepts: the first alternative, with what is required and what says most of the rest. */
export function makeExample(schema: Schema, resolve: Resolve, depth = 0): unknown {
  if (schema.$ref !== undefined)
    return depth < mostDepth ? makeExample(resolve(schema.$ref), resolve, depth + 1) : {}
  if (schema.examples !== undefined) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  const [first] = listForms(schema)
  if (first) return makeExample(first, resolve, depth + 1)
  const type = findType(schema)
  if (type === 'string') return makeText(schema)
  if (schema.allOf) return mergeExamples(schema.allOf, resolve, depth)
  if (type === 'object' || schema.properties) return makeObject(schema, resolve, depth)
  if (type === 'array') return makeList(schema, resolve, depth)
  if (type === 'boolean') return true
  return type === 'integer' || type === 'number' ? makeNumber(schema) : null
}

function mergeExamples(schemas: readonly Schema[], resolve: Resolve, depth: number): unknown {
  const parts = schemas.map((one) => makeExample(one, resolve, depth))
  return parts.every((part) => typeof part === 'object') ? Object.assign({}, ...parts) : parts[0]
}

function makeObject(schema: Schema, resolve: Resolve, depth: number): object {
  const { properties = {}, required = [], additionalProperties } = schema
  const shown = Object.entries(properties).filter(([name]) => depth < mostDepth || required.includes(name))
  const known = shown.map(([name, of]) => [name, makeExample(of, resolve, depth + 1)] as const)
  if (known.length > 0 || typeof additionalProperties !== 'object') return Object.fromEntries(known)
  const name = makeExample(schema.propertyNames ?? { type: 'string' }, resolve, depth + 1)
  return { [String(name)]: makeExample(additionalProperties, resolve, depth + 1) }
}

function makeList(
  { items, prefixItems, minItems = 1, maxItems = 1 }: Schema,
  resolve: Resolve,
  depth: number,
) {
  if (prefixItems) return prefixItems.map((one) => makeExample(one, resolve, depth + 1))
  if (!items || depth >= mostDepth) return []
  const one = makeExample(items, resolve, depth + 1)
  return Array.from({ length: Math.min(Math.max(minItems, 1), maxItems) }, () => one)
}

function makeNumber({ minimum = 0, exclusiveMinimum, maximum = Infinity }: Schema): number {
  const least = exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1
  return Math.min(Math.max(least, 1), maximum)
}

const texts: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T08:00:00.000Z',
  date: '2026-01-31',
  email: 'lin@buyer.example',
  uri: 'https://seller.example/api',
  byte: 'ZXhhbXBsZQ==',
}

/** Tried in order, for a pattern that names no format. */
const candidates: readonly string[] = [
  'example',
  '1',
  '12.00',
  '4.5',
  '2026-01-31T08:00:00.000Z',
  '2026-01-31',
  '09:00',
  'CN',
  'CNY-1-2',
  'abc',
  'k1',
  'example.com',
  '/buyer/orders',
  '/media/example.png',
  '#0b6174',
  '+86 10 5550 0100',
  '91110000EXAMPLE00X',
  'EXAMPLE-01',
  'AAAABBCC',
  '6222 0000 0000 0000',
]

/** An id's pattern, such as `^ord_[…]{26}$`. */
const idPrefix = /^\^([a-z]{3}_)/

function makeText({ pattern, allOf = [], format = '', minLength = 0, maxLength = Infinity }: Schema): string {
  const patterns = [pattern, ...allOf.map((one) => one.pattern)].filter((one) => one !== undefined)
  const fits = (text: string): boolean =>
    text.length >= minLength &&
    text.length <= maxLength &&
    patterns.every((one) => new RegExp(one, 'u').test(text))
  const [, prefix = 'ord_'] = idPrefix.exec(pattern ?? '') ?? []
  const id = `${prefix}01j9zexamp1e00000000000000`
  const found = [texts[format] ?? 'example', ...candidates, id].find(fits)
  return found ?? 'example'.padEnd(minLength, '-').slice(0, maxLength)
}
