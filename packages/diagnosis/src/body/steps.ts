import type { Finding, PlainKind } from '../findings.ts'
import { rememberLast, tokensOf } from '../json-text.ts'
import { way } from '../search.ts'
import type { Way } from '../search.ts'

/** One step from the received body to the signed one. If it does not change a text, it does not apply. */
export type BodyStep<T = string> = { readonly id: string; readonly apply: (text: string) => T }
export type StepWay = Way<BodyStep>

export const createNamedStep = (finding: Finding, apply: (text: string) => string, id = ''): StepWay =>
  way.wrong({ id: `${finding.kind}${id}`, apply }, finding)
/** A step that is described by its kind alone. */
export const createStep = (kind: PlainKind, apply: (text: string) => string, id = ''): StepWay =>
  createNamedStep({ kind }, apply, id)
export const createCommonStep = (kind: PlainKind, apply: (text: string) => string, id = ''): StepWay => ({
  ...createStep(kind, apply, id),
  isCommon: true,
})

/** A step over the tokens of a JSON text; other texts stay unchanged. */
export const changeTokens =
  (write: (tokens: readonly string[]) => string) =>
  (text: string): string => {
    const tokens = tokensOf(text)
    return tokens ? write(tokens) : text
  }

type Json = Record<string, unknown>
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export type Members = readonly (readonly [name: string, value: unknown])[]

function readMembers(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return isObject(value) ? Object.entries(value) : undefined
  } catch {
    return undefined
  }
}
/** The members of a JSON object in their order; undefined for other texts. */
export const membersIn = rememberLast(readMembers)

/**
 * Writes members as compact JSON. Not with an object, because it would move names that look like numbers to the front.
 */
export const writeMembers = (members: Members): string =>
  `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`

// A text that is nested too deeply to be rewritten stays unchanged.
export function writeUnlessTooDeep(text: string, write: () => string): string {
  try {
    return write()
  } catch (error) {
    if (error instanceof RangeError) return text
    throw error
  }
}

/** A step over the members of an object; other texts stay unchanged. */
export const changeMembers =
  (change: (members: Members) => Members) =>
  (text: string): string => {
    const members = membersIn(text)
    return members ? writeUnlessTooDeep(text, () => writeMembers(change(members))) : text
  }

/** Changes each value of every level, from the inside out. */
export function changeDeeply(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map((one) => changeDeeply(one, change)))
  if (!isObject(value)) return change(value)
  return change(
    Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changeDeeply(one, change)])),
  )
}
