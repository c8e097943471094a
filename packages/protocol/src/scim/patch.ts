import { ScimError } from './error.ts'
import type { ScimFilter } from './filter.ts'
import { isObject, lowerNames } from './json.ts'
import type { Json, JsonObject } from './json.ts'
import { parsePath } from './path.ts'
import type { ScimPath } from './path.ts'

export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** What a resource may have, in lower case. */
export type ScimAttributes = {
  /** The schema whose attributes have no schema in front. */
  readonly core: string
  readonly names: ReadonlySet<string>
  /** Those that have several values. */
  readonly several: ReadonlySet<string>
  /** The attributes of each extension. */
  readonly extensions: ReadonlyMap<string, ReadonlySet<string>>
}

/** One operation of a PATCH on one attribute; names in the value are in lower case. */
export type ScimOperation = {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: ScimPath
  readonly value: Json | undefined
}

const ops = ['add', 'replace', 'remove'] as const
const mostOperations = 1000

/** Reads the body of a PATCH. Throws `invalidSyntax`, `invalidPath`, `invalidFilter`, `invalidValue`, `noTarget`. */
export function readOperations(body: unknown, attributes: ScimAttributes): ScimOperation[] {
  const list = isObject(body) ? lowerNames(body)['operations'] : undefined
  if (!Array.isArray(list) || list.length === 0)
    throw new ScimError(400, 'A PATCH has a list of Operations.', 'invalidSyntax')
  if (list.length > mostOperations)
    throw new ScimError(413, `A PATCH has at most ${mostOperations} operations.`, 'tooMany')
  return list.flatMap((one: Json) => readOperation(one, attributes))
}

/** An operation without a path is one for each of its attributes. */
function readOperation(one: Json, attributes: ScimAttributes): ScimOperation[] {
  if (!isObject(one)) throw new ScimError(400, 'An operation is an object.', 'invalidSyntax')
  const { op: named, path, value } = one
  // Entra writes `Add`.
  const op = ops.find((known) => typeof named === 'string' && named.toLowerCase() === known)
  if (!op) throw new ScimError(400, 'An operation is add, replace or remove.', 'invalidSyntax')
  if (typeof path === 'string' && path !== '') return [{ op, path: readPath(path, attributes), value }]
  if (op === 'remove') throw new ScimError(400, 'What is removed is named by a path.', 'noTarget')
  if (!isObject(value))
    throw new ScimError(400, 'Without a path, the value is an object of attributes.', 'invalidValue')
  return Object.entries(value).flatMap(([at, of]) =>
    // What a client says of itself, such as `id` and `schemas`, is no change.
    unchanging.has(at) ? [] : [{ op, path: readPath(at, attributes), value: of }],
  )
}
const unchanging: ReadonlySet<string> = new Set(['id', 'schemas', 'meta'])

function readPath(text: string, { core, names, extensions }: ScimAttributes): ScimPath {
  const { urn, ...path } = parsePath(text, [...extensions.keys()])
  const known = urn === undefined || urn === core ? names : extensions.get(urn)
  if (!known || (path.attribute !== undefined && !known.has(path.attribute)))
    throw new ScimError(400, `There is no attribute ${JSON.stringify(text)}.`, 'invalidPath')
  return urn === undefined || urn === core ? path : { ...path, urn }
}

type Draft = { [name: string]: Json }

/** A resource, with its names in lower case, after these operations. */
export function applyOperations(
  resource: JsonObject,
  operations: readonly ScimOperation[],
  { several }: Pick<ScimAttributes, 'several'>,
): JsonObject {
  const draft: Draft = { ...resource }
  for (const { path, ...operation } of operations) {
    const { urn, attribute, ...rest } = path
    const within = urn === undefined ? draft : copyObject(draft[urn])
    if (attribute === undefined) Object.assign(within, isObject(operation.value) ? operation.value : {})
    else change(within, { ...rest, ...operation, attribute, isMany: several.has(attribute) })
    if (urn !== undefined) draft[urn] = attribute === undefined && operation.op === 'remove' ? null : within
  }
  return draft
}

const copyObject = (value: Json | undefined): Draft => (isObject(value) ? { ...value } : {})

type Change = {
  readonly op: ScimOperation['op']
  readonly attribute: string
  readonly filter?: ScimFilter
  readonly sub?: string
  readonly value: Json | undefined
  readonly isMany: boolean
}

function change(within: Draft, one: Change): void {
  const { attribute, filter, sub, isMany } = one
  const before = within[attribute]
  if (filter) within[attribute] = changeSome(toList(before), one, filter)
  else if (sub === undefined) within[attribute] = changeWhole(before, one)
  else if (isMany) within[attribute] = changeEach(toList(before), one, sub)
  else within[attribute] = setSub(copyObject(before), one, sub)
}

const toList = (value: Json | undefined): Json[] =>
  value === undefined || value === null
    ? []
    : Array.isArray(value)
      ? [...(value as readonly Json[])]
      : [value as Json]

function setSub(of: Draft, { op, value }: Pick<Change, 'op' | 'value'>, sub: string): JsonObject {
  of[sub] = op === 'remove' || value === undefined ? null : value
  return of
}

/** `emails.value`: of each value, or of a first one. */
const changeEach = (list: Json[], one: Change, sub: string): Json =>
  (list.length === 0 && one.op !== 'remove' ? [{}] : list).map((item) => setSub(copyObject(item), one, sub))

/**
 * `emails[type eq "work"].value`. If none meets the filter, one is added that does: RFC 7644 would refuse it, and Entra
 * sends it for people who have no such email yet.
 */
function changeSome(list: Json[], one: Change, filter: ScimFilter): Json {
  const { op, sub, value } = one
  const isMet = (item: Json): boolean => isObject(item) && meets(item, filter)
  if (op === 'remove' && sub === undefined) return list.filter((item) => !isMet(item))
  const found = list.some(isMet) || op === 'remove' ? list : [...list, describeMet(filter)]
  return found.map((item) => {
    if (!isMet(item)) return item
    const of = copyObject(item)
    return sub === undefined
      ? Object.assign(of, isObject(value) ? value : { value: value ?? null })
      : setSub(of, one, sub)
  })
}

function changeWhole(before: Json | undefined, { op, value = null, isMany }: Change): Json {
  if (op === 'remove') return isMany && value !== null ? removeValues(toList(before), toList(value)) : null
  if (op === 'replace') return value
  if (isMany) return addValues(toList(before), toList(value))
  return isObject(before) && isObject(value) ? { ...before, ...value } : value
}

/** A new value takes the place of one of its type; if it is the primary one, no other is. */
function addValues(before: readonly Json[], added: readonly Json[]): Json {
  const types = new Set<Json | undefined>(added.map(readType).filter((type) => type !== undefined))
  const isNewPrimary = added.some((one) => isObject(one) && one['primary'] === true)
  const kept = before.filter((one) => !types.has(readType(one)))
  return [...kept.map((one) => (isNewPrimary && isObject(one) ? { ...one, primary: false } : one)), ...added]
}
const readType = (one: Json): Json | undefined => (isObject(one) ? one['type'] : undefined)

const readValue = (one: Json): Json | undefined => (isObject(one) ? one['value'] : one)
const removeValues = (before: readonly Json[], removed: readonly Json[]): Json => {
  const values = new Set(removed.map(readValue))
  return before.filter((one) => !values.has(readValue(one)))
}

/** Texts are compared without case. */
const simplify = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' ? value.toLowerCase() : value

/** Whether a value of an attribute meets a filter, whose attributes are its members. */
function meets(item: JsonObject, filter: ScimFilter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((one) => meets(item, one))
    case 'or':
      return filter.of.some((one) => meets(item, one))
    case 'not':
      return !meets(item, filter.of)
    case 'has':
      return (item[filter.attribute] ?? null) !== null
    case 'some':
      return toList(item[filter.attribute]).some((one) => isObject(one) && meets(one, filter.of))
    case 'compare':
      return compare(simplify(item[filter.attribute] ?? null), filter)
    default:
      return filter satisfies never
  }
}

function compare(value: Json | undefined, { by, to }: Extract<ScimFilter, { kind: 'compare' }>): boolean {
  const wanted = simplify(to)
  if (by === 'eq') return value === wanted
  if (by === 'ne') return value !== wanted
  if (typeof value !== 'string' || typeof wanted !== 'string') return false
  if (by === 'co') return value.includes(wanted)
  if (by === 'sw') return value.startsWith(wanted)
  if (by === 'ew') return value.endsWith(wanted)
  return by === 'gt'
    ? value > wanted
    : by === 'ge'
      ? value >= wanted
      : by === 'lt'
        ? value < wanted
        : value <= wanted
}

/** The least that meets a filter: what it says must be equal. */
function describeMet(filter: ScimFilter): JsonObject {
  if (filter.kind === 'and') return Object.assign({}, ...filter.of.map(describeMet)) as JsonObject
  return filter.kind === 'compare' && filter.by === 'eq' ? { [filter.attribute]: filter.to } : {}
}
