import { isObject } from './json.ts'
import type { Json, JsonObject } from './json.ts'

/** Which attributes a client wants, or does not (RFC 7644 §3.9). */
export type ScimProjection = {
  readonly attributes?: string | undefined
  readonly excludedAttributes?: string | undefined
}

const corePrefix = /^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/
const always: ReadonlySet<string> = new Set(['schemas', 'id'])
const list = (text = ''): string[] =>
  text
    .split(',')
    .map((one) => one.trim().toLowerCase().replace(corePrefix, ''))
    .filter((one) => one !== '')

/** Whether a projection leaves an attribute in. */
export function isWanted(name: string, { attributes, excludedAttributes }: ScimProjection): boolean {
  const wanted = list(attributes)
  const own = name.toLowerCase()
  const isNamed = (one: string): boolean =>
    one === own || one.startsWith(`${own}.`) || one.startsWith(`${own}:`)
  return wanted.length > 0 ? wanted.some(isNamed) : !list(excludedAttributes).includes(own)
}

/** `id` and `schemas` are always there. */
export function pickAttributes(resource: JsonObject, projection: ScimProjection): JsonObject {
  const wanted = list(projection.attributes)
  const excluded = list(projection.excludedAttributes)
  if (wanted.length === 0 && excluded.length === 0) return resource
  return Object.fromEntries(
    Object.entries(resource).flatMap(([name, value]) => {
      if (always.has(name)) return [[name, value]]
      const kept = wanted.length > 0 ? keep(name, value, wanted) : leaveOut(name, value, excluded)
      return kept === undefined ? [] : [[name, kept]]
    }),
  )
}

/** What of the value is named: all of it, or some of its members. */
function keep(name: string, value: Json, wanted: readonly string[]): Json | undefined {
  const own = name.toLowerCase()
  if (wanted.includes(own)) return value
  const subs = findSubs(own, wanted)
  return subs.length === 0 ? undefined : mapMembers(value, (member) => subs.includes(member))
}

function leaveOut(name: string, value: Json, excluded: readonly string[]): Json | undefined {
  const own = name.toLowerCase()
  if (excluded.includes(own)) return undefined
  const subs = findSubs(own, excluded)
  return subs.length === 0 ? value : mapMembers(value, (member) => !subs.includes(member))
}

/** A member of an extension has a colon in front, one of another attribute a dot. */
const findSubs = (own: string, named: readonly string[]): string[] =>
  named
    .filter((one) => one.startsWith(`${own}.`) || one.startsWith(`${own}:`))
    .map((one) => one.slice(own.length + 1))

const mapMembers = (value: Json, isKept: (member: string) => boolean): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => mapMembers(one, isKept))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([member]) => isKept(member.toLowerCase())))
}
