import { z } from 'zod'
import { notificationToSend } from '@loggia/protocol/orders'
import { encodeExtendParams, requestsToSend as requestsV1 } from '@loggia/protocol/saas/v1'
import { requestsToSend as requestsV2 } from '@loggia/protocol/saas/v2'
import type { Dialect, Protocol } from '../../dialects/index.ts'
import type { Parameter, ParameterFault, Presets, Scene } from '../schema.ts'

/** A debugging call in the protocol’s own words. */
export type TestRequest = Parameters<Dialect['toTestWire']>[0]['request']
export type ReadParameters =
  | { readonly ok: true; readonly request: TestRequest }
  | { readonly ok: false; readonly faults: readonly ParameterFault[] }

const tables: Readonly<Record<Protocol, Readonly<Record<string, z.ZodObject>>>> = {
  'saas-v2': requestsV2,
  'saas-v1': requestsV1,
  'order-notification': { orderNotify: notificationToSend },
}
const sealed: ReadonlySet<string> = new Set(['mobilePhone', 'email'])
const packed = 'saasExtendParams'
/** Another one in every request (saas-v2 §3.2). */
const fresh = 'businessId'
/** What makes it a debugging call is not for anybody to edit (R247). */
const unasked: ReadonlySet<string> = new Set(['activity', 'testFlag'])
/**
 * A phone number or an e-mail address in characters, and in bytes of UTF-8 as many as its sealed form of 1024 characters has
 * room for (saas-v1 §5); a list as Base64 (saas-v1 §6.1).
 */
const most = { sealed: 254, sealedBytes: 751, packed: 2048 }

type Field = { readonly name: string; readonly schema: z.core.$ZodType; readonly isRequired: boolean }

function tableOf(protocol: Protocol, { activity }: Scene): z.ZodObject {
  const table = tables[protocol][activity]
  if (!table) throw new Error(`${protocol} has no activity ${activity}`)
  return table
}

const inner = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional ? inner(schema.unwrap()) : schema

/** The members of a request, those of an object inside it one by one. */
function fieldsOf(table: z.ZodObject, within = ''): readonly Field[] {
  return Object.entries(table.shape).flatMap(([key, schema]): readonly Field[] => {
    if (within === '' && unasked.has(key)) return []
    const name = `${within}${key}`
    const own = inner(schema)
    if (own instanceof z.ZodObject) return fieldsOf(own, `${name}.`)
    return [{ name, schema: own, isRequired: !(schema instanceof z.ZodOptional) && key !== fresh }]
  })
}

function kindOf({ name, schema }: Field): Pick<Parameter, 'kind' | 'options'> {
  if (name === packed) return { kind: 'list' }
  if (schema instanceof z.ZodEnum) return { kind: 'choice', options: schema.options.map(String) }
  if (schema instanceof z.ZodLiteral) return { kind: 'choice', options: [...schema.values].map(String) }
  return { kind: schema instanceof z.ZodNumber ? 'integer' : 'text' }
}

/** What a form asks for, in the order of the protocol’s table, with what is preset. */
export function parametersOf(protocol: Protocol, scene: Scene, presets: Presets): readonly Parameter[] {
  const preset = scene.preset(presets)
  return fieldsOf(tableOf(protocol, scene)).map((field) => {
    const { name, isRequired } = field
    const fixed = scene.fixed?.[name]
    return {
      name,
      value: fixed ?? preset[name] ?? '',
      isRequired,
      ...kindOf(field),
      isFixed: fixed !== undefined,
      isFresh: name === fresh,
      isSealed: sealed.has(name),
    }
  })
}

const listSchema = z.array(z.strictObject({ name: z.string().min(1), value: z.string() }))

/** The value as the protocol’s schema takes it; what is no whole number or no list stays text, and is a fault there. */
function typed({ name, schema }: Field, text: string): unknown {
  if (name === packed) {
    const list = listSchema.safeParse(parsed(text))
    return list.success ? list.data : text
  }
  const isNumber =
    schema instanceof z.ZodNumber ||
    (schema instanceof z.ZodLiteral && [...schema.values].every((value) => typeof value === 'number'))
  return isNumber && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is sealed or packed later cannot be judged by its table yet. */
function faultOfClear(name: string, value: unknown): ParameterFault[] {
  if (sealed.has(name)) {
    const text = String(value)
    const isTooLong = text.length > most.sealed || Buffer.byteLength(text) > most.sealedBytes
    return isTooLong ? [{ name, reason: 'too_long' }] : []
  }
  if (name !== packed) return []
  if (!Array.isArray(value)) return [{ name, reason: 'value' }]
  const length = encodeExtendParams(value as { name: string; value: string }[]).length
  return length > most.packed ? [{ name, reason: 'too_long' }] : []
}

/** The request of a scene with these values, by the schemas with which real requests are checked; or every fault in it. */
export function readParameters(
  protocol: Protocol,
  scene: Scene,
  values: Readonly<Record<string, string>>,
): ReadParameters {
  const table = tableOf(protocol, scene)
  const fields = fieldsOf(table)
  const request: Record<string, unknown> = { activity: scene.activity }
  const faults: ParameterFault[] = Object.keys(values)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({ name, reason: 'unknown' }))
  for (const field of fields) {
    const text = scene.fixed?.[field.name] ?? values[field.name] ?? ''
    if (text === '') continue
    const value = typed(field, text)
    faults.push(...faultOfClear(field.name, value))
    put(request, field.name, value)
  }
  faults.push(...faultsAgainst(table, request))
  return faults.length === 0 ? { ok: true, request: request as TestRequest } : { ok: false, faults }
}

/** Sets a member, or one of an object inside. */
function put(request: Record<string, unknown>, name: string, value: unknown): void {
  const [outer = '', within] = name.split('.')
  if (within === undefined) request[outer] = value
  else request[outer] = { ...(request[outer] as object | undefined), [within]: value }
}

function faultsAgainst(table: z.ZodObject, request: Readonly<Record<string, unknown>>): ParameterFault[] {
  const judged = Object.entries(request).filter(([name]) => !sealed.has(name) && name !== packed)
  const whole = {
    ...(Object.hasOwn(table.shape, fresh) && { [fresh]: 'made anew' }),
    ...Object.fromEntries(judged),
    testFlag: '1',
  }
  const checked = table.safeParse(whole)
  const faults = (checked.error?.issues ?? []).flatMap((issue) => faultsOfIssue(table, whole, issue))
  // A value may break several rules of its table; one is enough to say.
  return faults.filter(({ name }, i) => faults.findIndex((other) => other.name === name) === i)
}

function faultsOfIssue(
  table: z.ZodObject,
  whole: Readonly<Record<string, unknown>>,
  { path, code }: z.core.$ZodIssue,
): ParameterFault[] {
  const [outer = '', within] = path.map(String)
  const value = whole[outer]
  if (value === undefined) {
    // An object of which no member is given is missing as a whole.
    const isInside = (name: string): boolean => name === outer || name.startsWith(`${outer}.`)
    const lacking = fieldsOf(table).filter(({ name, isRequired }) => isRequired && isInside(name))
    return lacking.map(({ name }) => ({ name, reason: 'missing' }))
  }
  const name = within === undefined ? outer : `${outer}.${within}`
  const isMissing = within !== undefined && (value as Readonly<Record<string, unknown>>)[within] === undefined
  if (isMissing) return [{ name, reason: 'missing' }]
  const isTooLong = code === 'too_big' && typeof value === 'string'
  return [{ name, reason: isTooLong ? 'too_long' : 'value' }]
}
