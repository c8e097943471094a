import type { Finding, PlainKind } from '../findings.ts'
import { rememberLast, tokensOf } from '../json-text.ts'
import { way } from '../search.ts'
import type { Way } from '../search.ts'

/** One step in making the body that was signed of the one received. A text that it does not change has not taken it. */
export type BodyStep<T = string> = { readonly id: string; readonly apply: (text: string) => T }
export type StepWay = Way<BodyStep>

export const createNamedStep = (finding: Finding, apply: (text: string) => string, id = ''): StepWay =>
  way.wrong({ id: `${finding.kind}${id}`, apply }, finding)
/** A step that is named by its kind alone. */
export const createStep = (kind: PlainKind, apply: (text: string) => string, id = ''): StepWay =>
  createNamedStep({ kind }, apply, id)
export const createCommonStep = (kind: PlainKind, apply: (text: string) => string, id = ''): StepWay => ({
  ...createStep(kind, apply, id),
  isCommon: true,
})

/** A step over the tokens of a JSON text; other texts stay as they are. */
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
/** The members of a JSON object in their order, or undefined. */
export const membersIn = rememberLast(readMembers)

/** Members as compact JSON. By hand: an object would move names that look like numbers to the front. */
export const writeMembers = (members: Members): string =>
  `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`

// What is nested too deeply to be written has no other form.
export function writeUnlessTooDeep(text: string, write: () => string): string {
  try {
    return write()
  } catch (error) {
    if (error instanceof RangeError) return text
    throw error
  }
}

/** A step over the members of an object; other texts stay as they are. */
export const changeMembers =
  (change: (members: Members) => Members) =>
  (text: string): string => {
    const members = membersIn(text)
    return members ? writeUnlessTooDeep(text, () => writeMembers(change(members))) : text
  }

/** A step over each value of every level, from the inside out. */
export function changeDeeply(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map((one) => changeDeeply(one, change)))
  if (!isObject(value)) return change(value)
  return change(
    Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changeDeeply(one, change)])),
  )
}
