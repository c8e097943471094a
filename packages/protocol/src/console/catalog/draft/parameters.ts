import {
  omitUndefined,
  computeMaxParameterBytes,
  parameterNamePattern,
  parameterRoomBytes,
} from '@loggia/kernel'
import type { BuyerParameter } from '../buyer-parameters.ts'
import type { Fault } from './faults.ts'
import { isBlank, noText, withKeys } from './form.ts'
import type { Both, Form, FormParameter } from './form.ts'
import { areRepeated, requireBoth, isRepeated, requireText } from './wanting.ts'

export type ParameterKind = FormParameter['kind']
export const mostParameters = 10
export const mostOptions = 20
export const parameterLengths = {
  name: 40,
  label: { zh: 40, en: 60 },
  hint: { zh: 100, en: 200 },
  value: 60,
} as const
const mostLetters = 200
const mostNumber = 999_999_999_999

/** Adds a parameter for a line of text, with two values in case it becomes a choice. */
export function addParameter(given: Form): Form {
  const { form, keys } = withKeys(given, 3)
  const [key = '', ...options] = keys
  const parameter: FormParameter = {
    key,
    name: '',
    label: noText,
    hint: noText,
    required: true,
    kind: 'text',
    maxLength: '60',
    min: '1',
    max: '100',
    options: options.map((option) => ({ key: option, value: '', label: noText })),
  }
  return { ...form, parameters: [...form.parameters, parameter] }
}

export const changeParameter = (form: Form, key: string, to: Partial<FormParameter>): Form => ({
  ...form,
  parameters: form.parameters.map((one) => (one.key === key ? { ...one, ...to } : one)),
})

export const removeParameter = (form: Form, key: string): Form => ({
  ...form,
  parameters: form.parameters.filter((one) => one.key !== key),
})

/** Moves a parameter up by one place; buyers see them in the order of the list. */
export function raiseParameter(form: Form, key: string): Form {
  const at = form.parameters.findIndex((one) => one.key === key)
  const [before, one] = [form.parameters[at - 1], form.parameters[at]]
  if (!before || !one) return form
  return { ...form, parameters: form.parameters.toSpliced(at - 1, 2, one, before) }
}

export function addOption(given: Form, key: string): Form {
  const { form, keys } = withKeys(given, 1)
  const parameter = form.parameters.find((one) => one.key === key)
  const options = [...(parameter?.options ?? []), { key: keys[0] ?? '', value: '', label: noText }]
  return changeParameter(form, key, { options })
}

/** Reads a typed whole number with its sign; undefined for anything else. */
function signedOf(typed: string): number | undefined {
  const text = typed.trim()
  const number = /^-?\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  return Math.abs(number) <= mostNumber ? number : undefined
}
function lengthOf(typed: string): number | undefined {
  const number = signedOf(typed)
  return number !== undefined && number >= 1 && number <= mostLetters ? number : undefined
}

const trimBoth = ({ zh, en }: Both): Both => ({ zh: zh.trim(), en: en.trim() })

/** Converts parameters into the form of the contract. */
export const writeParameters = (parameters: readonly FormParameter[]): BuyerParameter[] =>
  parameters.map((one) => ({
    name: one.name.trim(),
    label: trimBoth(one.label),
    ...omitUndefined({ hint: isBlank(one.hint) ? undefined : trimBoth(one.hint) }),
    required: one.required,
    ...kindOf(one),
  }))

function kindOf({ kind, maxLength, min, max, options }: FormParameter) {
  switch (kind) {
    case 'text':
      return { kind, maxLength: lengthOf(maxLength) ?? mostLetters }
    case 'number':
      return { kind, min: signedOf(min) ?? 0, max: signedOf(max) ?? 0 }
    case 'choice':
      return {
        kind,
        options: options.map((one) => ({ value: one.value.trim(), label: trimBoth(one.label) })),
      }
    case 'email':
    case 'domain':
    case 'ip':
      return { kind }
  }
}

/** Converts them back, with the form's own keys. */
export const readParameters = (
  parameters: readonly BuyerParameter[],
  nextKey: () => string,
): FormParameter[] =>
  parameters.map((one) => ({
    key: nextKey(),
    name: one.name,
    label: one.label,
    hint: one.hint ?? noText,
    required: one.required,
    kind: one.kind,
    maxLength: one.kind === 'text' ? String(one.maxLength) : '60',
    min: one.kind === 'number' ? String(one.min) : '1',
    max: one.kind === 'number' ? String(one.max) : '100',
    options: (one.kind === 'choice' ? one.options : [blankOption, blankOption]).map((option) => ({
      ...option,
      key: nextKey(),
    })),
  }))
const blankOption = { value: '', label: noText }

/** How many bytes of the limit the longest values would take. */
export const countRoom = (
  parameters: readonly FormParameter[],
): { readonly got: number; readonly most: number } => ({
  got: computeMaxParameterBytes(writeParameters(parameters)),
  most: parameterRoomBytes,
})

/** The faults of parameters that the market would refuse (R47a), by field. */
export function findParameterFaults(parameters: readonly FormParameter[]): Fault[] {
  const { got, most } = countRoom(parameters)
  return [
    ...parameters.flatMap((one, at) => faultsOf(one, `buyerParameters.${at}`)),
    ...(isRepeated(parameters.map(({ name }) => name.toLowerCase())) ||
    areRepeated(parameters.map(({ label }) => label))
      ? [{ field: 'buyerParameters', code: 'repeated' } as const]
      : []),
    ...(got > most ? [{ field: 'buyerParameters', code: 'room', values: [got, most] } as const] : []),
  ]
}

function faultsOf(one: FormParameter, field: string): Fault[] {
  const hasName = parameterNamePattern.test(one.name.trim())
  return [
    ...(hasName ? [] : [{ field: `${field}.name`, code: 'wireName' } as const]),
    ...requireBoth(`${field}.label`, one.label, parameterLengths.label),
    ...(isBlank(one.hint) ? [] : requireBoth(`${field}.hint`, one.hint, parameterLengths.hint)),
    ...kindFaults(one, field),
  ]
}

function kindFaults({ kind, maxLength, min, max, options }: FormParameter, field: string): Fault[] {
  if (kind === 'text')
    return lengthOf(maxLength) === undefined
      ? [{ field: `${field}.maxLength`, code: 'letters', values: [mostLetters] }]
      : []
  if (kind === 'number') {
    const [least, greatest] = [signedOf(min), signedOf(max)]
    const fits = least !== undefined && greatest !== undefined && least <= greatest
    return fits ? [] : [{ field: `${field}.max`, code: 'numbers' }]
  }
  if (kind !== 'choice') return []
  return [
    ...options.flatMap(({ value, label }, i): Fault[] => [
      ...requireText(`${field}.options.${i}.value`, value, parameterLengths.value),
      ...requireBoth(`${field}.options.${i}.label`, label, parameterLengths.label),
    ]),
    ...(isRepeated(options.map(({ value }) => value)) || areRepeated(options.map(({ label }) => label))
      ? [{ field: `${field}.options`, code: 'repeated' } as const]
      : []),
  ]
}
