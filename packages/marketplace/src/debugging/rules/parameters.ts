import { z } from 'zod'
import type { Parameter, ParameterFault, Presets, Scene, TestCalls, TestRequest } from '../schema.ts'

export type ReadParameters =
  | { readonly ok: true; readonly request: TestRequest }
  | { readonly ok: false; readonly faults: readonly ParameterFault[] }

type Field = {
  readonly name: string
  readonly schema: z.core.$ZodType
  readonly isRequired: boolean
  /** How the value is written here, if the request carries another form. */
  readonly clear?: NonNullable<TestCalls['clear']>[string] | undefined
}

/** A schema of the protocol, with the members that a person fills in. */
type Form = { readonly calls: TestCalls; readonly table: z.ZodObject; readonly fields: readonly Field[] }

function formOf(calls: TestCalls, { activity }: Scene): Form {
  const table = calls.requests[activity]
  if (!table) throw new Error(`The protocol has no activity ${activity}`)
  return { calls, table, fields: fieldsOf(calls, table) }
}

const inner = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional ? inner(schema.unwrap()) : schema

/** The members of a request; those of a nested object one by one. */
function fieldsOf(calls: TestCalls, table: z.ZodObject, within = ''): readonly Field[] {
  return Object.entries(table.shape).flatMap(([key, schema]): readonly Field[] => {
    // Members that mark a debugging call, and its activity, cannot be edited (R247).
    if (within === '' && (key === 'activity' || Object.hasOwn(calls.flags, key))) return []
    const name = `${within}${key}`
    const own = inner(schema)
    if (own instanceof z.ZodObject) return fieldsOf(calls, own, `${name}.`)
    const isRequired = !(schema instanceof z.ZodOptional) && !isFresh(calls, key)
    return [{ name, schema: own, isRequired, clear: calls.clear?.[name] }]
  })
}

const isFresh = ({ fresh }: TestCalls, name: string): boolean => fresh?.has(name) ?? false

function kindOf({ clear, schema }: Field): Pick<Parameter, 'kind' | 'options'> {
  if (clear?.kind === 'list') return { kind: 'list' }
  if (schema instanceof z.ZodArray) return { kind: 'json' }
  if (schema instanceof z.ZodEnum) return { kind: 'choice', options: schema.options.map(String) }
  if (schema instanceof z.ZodLiteral) return { kind: 'choice', options: [...schema.values].map(String) }
  return { kind: schema instanceof z.ZodNumber ? 'integer' : 'text' }
}

/** The fields of a form with their presets, in the order of the protocol's table. */
export function listParameters(calls: TestCalls, scene: Scene, presets: Presets): readonly Parameter[] {
  const preset = scene.preset(presets)
  return formOf(calls, scene).fields.map((field) => {
    const { name, isRequired, clear } = field
    const fixed = scene.fixed?.[name]
    return {
      name,
      value: fixed ?? preset[name] ?? '',
      isRequired,
      ...kindOf(field),
      isFixed: fixed !== undefined,
      isFresh: isFresh(calls, name),
      isSealed: clear?.kind === 'sealed',
    }
  })
}

const listSchema = z.array(z.strictObject({ name: z.string().min(1), value: z.string() }))

/** Converts a value to the schema's type; text that is no integer or no list stays text, and the schema reports it. */
function parseTyped({ clear, schema }: Field, text: string): unknown {
  if (clear?.kind === 'list') {
    const list = listSchema.safeParse(parseText(text))
    return list.success ? list.data : text
  }
  if (schema instanceof z.ZodArray) return parseText(text) ?? text
  const isNumber =
    schema instanceof z.ZodNumber ||
    (schema instanceof z.ZodLiteral && [...schema.values].every((value) => typeof value === 'number'))
  return isNumber && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Checks values that are converted later, to which the schema does not apply yet. */
function faultOfClear({ name, clear }: Field, value: unknown): ParameterFault[] {
  if (clear?.kind === 'list' && !Array.isArray(value)) return [{ name, reason: 'value' }]
  return clear?.isTooLong?.(value) ? [{ name, reason: 'too_long' }] : []
}

/** The request of a scene with these values, checked by the schemas of real requests; or all of its faults. */
export function readParameters(
  calls: TestCalls,
  scene: Scene,
  values: Readonly<Record<string, string>>,
): ReadParameters {
  const form = formOf(calls, scene)
  const { fields } = form
  const request: Record<string, unknown> = { activity: scene.activity }
  const faults: ParameterFault[] = Object.keys(values)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({ name, reason: 'unknown' }))
  for (const field of fields) {
    const text = scene.fixed?.[field.name] ?? values[field.name] ?? ''
    if (text === '') continue
    const value = parseTyped(field, text)
    faults.push(...faultOfClear(field, value))
    put(request, field.name, value)
  }
  faults.push(...faultsAgainst(form, request))
  return faults.length === 0 ? { ok: true, request: request as TestRequest } : { ok: false, faults }
}

/** Sets a member, or a member of a nested object. */
function put(request: Record<string, unknown>, name: string, value: unknown): void {
  const [outer = '', within] = name.split('.')
  if (within === undefined) request[outer] = value
  else request[outer] = { ...(request[outer] as object | undefined), [within]: value }
}

function faultsAgainst(
  { calls, table, fields }: Form,
  request: Readonly<Record<string, unknown>>,
): ParameterFault[] {
  const judged = Object.entries(request).filter(([name]) => !calls.clear?.[name]?.isTooLong)
  const fresh = fields.filter(({ name }) => isFresh(calls, name)).map(({ name }) => [name, 'made anew'])
  const whole = { ...Object.fromEntries(fresh), ...Object.fromEntries(judged), ...calls.flags }
  const checked = table.safeParse(whole)
  const faults = (checked.error?.issues ?? []).flatMap((issue) => faultsOfIssue(fields, whole, issue))
  // A value may break several rules; one fault for each is enough.
  return faults.filter(({ name }, i) => faults.findIndex((other) => other.name === name) === i)
}

function faultsOfIssue(
  fields: readonly Field[],
  whole: Readonly<Record<string, unknown>>,
  { path, code }: z.core.$ZodIssue,
): ParameterFault[] {
  const [outer = '', within] = path.map(String)
  const value = whole[outer]
  if (value === undefined) {
    // An object without any member is missing as a whole.
    const isInside = (name: string): boolean => name === outer || name.startsWith(`${outer}.`)
    const lacking = fields.filter(({ name, isRequired }) => isRequired && isInside(name))
    return lacking.map(({ name }) => ({ name, reason: 'missing' }))
  }
  const isOne = within === undefined || fields.some(({ name }) => name === outer)
  const name = isOne ? outer : `${outer}.${within}`
  const isMissing = !isOne && (value as Readonly<Record<string, unknown>>)[within] === undefined
  if (isMissing) return [{ name, reason: 'missing' }]
  const isTooLong = code === 'too_big' && typeof value === 'string'
  return [{ name, reason: isTooLong ? 'too_long' : 'value' }]
}
