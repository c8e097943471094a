import type { z } from 'zod'

import { omitUndefined } from '@loggia/kernel'
import { getJsonType } from './json.ts'
import type { JsonObject, JsonType } from './json.ts'
import type { MemberFault, MemberRule } from './verdicts.ts'
import { toVisible } from './visible.ts'

type Path = readonly PropertyKey[]

/** The name of a path: `info[0].appInfo.frontEndUrl`. */
const nameOf = (path: Path): string =>
  path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`))
    .join('')

function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[step]
  }
  return value
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''
const expectedTypes: Readonly<Record<string, JsonType | 'integer'>> = {
  string: 'string',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  object: 'object',
  record: 'object',
  array: 'array',
}

const isRule = (value: unknown): value is MemberRule => value === 'id_characters' || value === 'finite_number'

/**
 * A fault of a value with the right type and length. Its schema may name the rule: `.refine(…, { params: { rule } })`.
 */
function valueFault(issue: z.core.$ZodIssue | undefined, name: string, value: unknown): MemberFault {
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  const got = toVisible(isScalar ? String(value) : getJsonType(value), 80)
  const rule =
    typeof value === 'number' ? 'finite_number' : issue?.code === 'custom' && issue.params?.['rule']
  return omitUndefined({ code: 'member_value', name, got, rule: isRule(rule) ? rule : undefined })
}

/**
 * The fault of the first issue that a schema found in `root`. A mandatory member that is null or an empty string is
 * missing; a null entry of a list has the wrong type.
 */
export function toMemberFault(issue: z.core.$ZodIssue | undefined, root: JsonObject): MemberFault {
  const path = issue?.path ?? []
  const name = nameOf(path)
  const value = valueAt(root, path)
  const inList = typeof path.at(-1) === 'number'
  if (isBlank(value) && !inList) return { code: 'member_missing', name }
  const got = getJsonType(value)
  const expected = issue?.code === 'invalid_type' ? expectedTypes[issue.expected] : undefined
  if (expected && expected !== got) return { code: 'member_type', name, expected, got }
  if (issue?.code === 'too_big' && typeof value === 'string')
    return { code: 'member_too_long', name, max: Number(issue.maximum), got: value.length }
  return valueFault(issue, name, value)
}

/** Removes the members of an object that are null or empty strings. Other values pass unchanged. */
export function withoutBlanks(value: unknown): unknown {
  if (getJsonType(value) !== 'object' || value === undefined) return value
  if (!Object.values(value as JsonObject).some(isBlank)) return value
  return Object.fromEntries(Object.entries(value as JsonObject).filter(([, member]) => !isBlank(member)))
}
