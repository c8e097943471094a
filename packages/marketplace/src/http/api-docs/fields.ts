import { listForms } from './example.ts'
import type { Resolve, Schema } from './example.ts'

/** One line of the table of a body: `lines[].quantity`. */
export type Field = {
  readonly path: string
  readonly type: string
  readonly isRequired: boolean
  /** Only in this form of what it stands in, such as `kind: trial`. */
  readonly form?: string | undefined
  readonly description?: string | undefined
}

const mostDepth = 6

/** Everything that a JSON value has, from the outside in; alternatives one after the other. */
export function listFields(schema: Schema, resolve: Resolve): Field[] {
  const walk = (of: Schema, path: string, form: string | undefined, depth: number): Field[] => {
    const found = follow(of, resolve)
    if (depth > mostDepth) return []
    const forms = listForms(found)
      .map((one) => follow(one, resolve))
      .filter(isCompound)
    if (forms.length > 0)
      return forms.flatMap((one, index) =>
        walk(one, path, forms.length > 1 ? nameForm(one, index) : form, depth + 1),
      )
    if (found.allOf) return found.allOf.flatMap((one) => walk(one, path, form, depth))
    if (found.items) return walk(found.items, `${path}[]`, form, depth + 1)
    if (typeof found.additionalProperties === 'object' && !found.properties)
      return listOne(found.additionalProperties, join(path, '*'), { form, isRequired: false }, depth)
    return Object.entries(found.properties ?? {}).flatMap(([name, one]) =>
      listOne(one, join(path, name), { form, isRequired: found.required?.includes(name) ?? false }, depth),
    )
  }
  const listOne = (
    of: Schema,
    path: string,
    { form, isRequired }: Pick<Field, 'form' | 'isRequired'>,
    depth: number,
  ): Field[] => [
    { path, type: formatType(of, resolve), isRequired, form, description: of.description },
    ...walk(of, path, form, depth + 1),
  ]
  return walk(schema, '', undefined, 0)
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)
const follow = (schema: Schema, resolve: Resolve): Schema =>
  schema.$ref === undefined ? schema : resolve(schema.$ref)
const isCompound = (schema: Schema): boolean =>
  Boolean(schema.properties ?? schema.items ?? schema.allOf ?? schema.anyOf ?? schema.oneOf)

/** A form by what is fixed in it; otherwise by its place. */
function nameForm({ properties = {} }: Schema, index: number): string {
  const fixed = Object.entries(properties).find(([, { const: value }]) => value !== undefined)
  return fixed ? `${fixed[0]}: ${say(fixed[1].const)}` : String(index + 1)
}

/** What a value may be, in the words of JSON: `string`, `integer 1–100`, `new | renewal`. */
export function formatType(schema: Schema, resolve: Resolve): string {
  const of = follow(schema, resolve)
  const forms = listForms(of)
  if (forms.length > 0) return [...new Set(forms.map((one) => formatType(one, resolve)))].join(' | ')
  if (of.const !== undefined) return say(of.const)
  if (of.enum) return of.enum.map(say).join(' | ')
  if (of.items) return `${formatType(of.items, resolve)}[]`
  const { format, minimum, maximum, minLength, maxLength } = of
  const type = of.type === undefined ? 'any' : [of.type].flat().join(' | ')
  if (type === 'integer' || type === 'number') return `${type}${formatRange(minimum, maximum, -maxInteger)}`
  if (type === 'string') return `${format ?? type}${format ? '' : formatRange(minLength, maxLength, 0)}`
  return type
}

const say = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const maxInteger = Number.MAX_SAFE_INTEGER

function formatRange(least: number | undefined, most: number | undefined, none: number): string {
  if (most === undefined || most === maxInteger)
    return least === undefined || least <= none ? '' : ` ≥ ${least}`
  return least === undefined || least === most ? ` ${least === most ? '' : '≤ '}${most}` : ` ${least}–${most}`
}
