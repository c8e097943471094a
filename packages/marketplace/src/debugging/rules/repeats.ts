import { addMs, fromDays } from '@loggia/kernel'
import type { Presets, Scene, TestCalls } from '../schema.ts'
import { listParameters } from './parameters.ts'

/** Values of a form by the name of their parameter. */
export type Values = Readonly<Record<string, string>>
/** The form of a scene with what is known about the product. */
export type PresetForm = { readonly calls: TestCalls; readonly scene: Scene; readonly presets: Presets }

/** Longer than a month, so that every preset end of a term is another one. */
const laterMs = fromDays(40)

const listPresets = ({ calls, scene, presets }: PresetForm) => listParameters(calls, scene, presets)

/**
 * What a person typed: the values that differ from their presets. The others are preset again at each repetition, so that
 * a repeated call names the current codes of the product and the instance that was just opened. A new value of each call,
 * and a time, are never repeated: a term that ended long ago would be refused.
 */
export function listTyped(form: PresetForm, asked: Values): Values {
  const { presets } = form
  const later = new Map(
    listPresets({ ...form, presets: { ...presets, now: addMs(presets.now, laterMs) } }).map(
      ({ name, value }) => [name, value] as const,
    ),
  )
  const typed = listPresets(form).flatMap(({ name, value: preset, isFixed, isFresh }) => {
    const value = asked[name] ?? ''
    const isTime = later.get(name) !== preset && value !== ''
    return isFixed || isFresh || isTime || value === preset ? [] : [[name, value] as const]
  })
  return Object.fromEntries(typed)
}

/** The values of a repeated call. What was typed for a parameter that the protocol no longer has is left out. */
export function fillForm(form: PresetForm, typed: Values = {}): Values {
  const isCurrent = (name: string, value: string) => value !== '' && form.scene.current?.has(name)
  return Object.fromEntries(
    listPresets(form).map(({ name, value, isFixed }) => [
      name,
      isFixed || isCurrent(name, value) ? value : (typed[name] ?? value),
    ]),
  )
}
