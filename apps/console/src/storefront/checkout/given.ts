import { omitUndefined, readBuyerValue } from '@loggia/kernel'
import type { BuyerValueFault } from '@loggia/kernel'
import type { BuyerParameter, GivenParameter, Product } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import { findKeptTyped, forgetTyped, saveTyped, withStorage } from './kept-typed.ts'
import type { Typed } from './kept-typed.ts'

/** The fields of the product's parameters (R47a); typed values are by name. */
export type Given = {
  readonly asked: readonly BuyerParameter[]
  readonly typed: Typed
  readonly type: (name: string, value: string) => void
  /** Call it when a field loses the focus; from then on its fault is shown. */
  readonly leave: (name: string) => void
  /** The fault of a field, if it is to be shown. */
  readonly faultAt: (parameter: BuyerParameter) => BuyerValueFault | undefined
  /** Returns the first field that cannot be sent; from then on all faults are shown. */
  readonly check: () => string | undefined
  /** Call it once the values are ordered: they are kept no longer. */
  readonly forget: () => void
}

/** The shared state of the parameter fields. It is not in the page's address, because the values may be personal. */
export function useGiven(
  { id, buyerParameters: asked = [] }: Pick<Product, 'id' | 'buyerParameters'>,
  memberId: string | undefined,
): Given {
  const [typed, setTyped] = useState<Typed>({})
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const all = asked.map(({ name }) => name)
  const names = JSON.stringify(all)
  // The server knows neither what the browser keeps nor what was typed before the script ran.
  useEffect(() => {
    const kept = memberId && withStorage((place) => findKeptTyped(place, id, memberId))
    setTyped((before) => ({ ...before, ...kept, ...readFields(JSON.parse(names) as string[]) }))
  }, [id, memberId, names])
  return {
    asked,
    typed,
    type: (name, value) => {
      const next = { ...typed, [name]: value }
      setTyped(next)
      if (memberId) withStorage((place) => saveTyped(place, id, { memberId, typed: next }))
    },
    leave: (name) => setLeft((before) => new Set([...before, name])),
    faultAt: (parameter) => (left.has(parameter.name) ? findFault(parameter, typed) : undefined),
    check: () => {
      setLeft(new Set(all))
      return asked.find((parameter) => findFault(parameter, typed))?.name
    },
    forget: () => {
      withStorage((place) => forgetTyped(place, id))
    },
  }
}

/** What stands in these fields, without those that are empty. */
const readFields = (names: readonly string[]): Typed =>
  Object.fromEntries(
    names.flatMap((name) => {
      const field = document.getElementById(toFieldId(name))
      const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement
      return isField && field.value !== '' ? [[name, field.value]] : []
    }),
  )

/**
 * The value of the field. A seller may give a parameter the name of a member of `Object.prototype`, such as
 * `constructor`.
 */
export const findTyped = ({ name }: Pick<BuyerParameter, 'name'>, typed: Typed): string =>
  Object.hasOwn(typed, name) ? (typed[name] ?? '') : ''

/** The same rule as the market's, when the order is submitted. */
export function findFault(parameter: BuyerParameter, typed: Typed): BuyerValueFault | undefined {
  const read = readBuyerValue(parameter, findTyped(parameter, typed))
  return read.ok ? undefined : read.fault
}

/** The values that are sent with the order, with the labels that the buyer read. Empty fields are left out. */
export const listValues = (asked: readonly BuyerParameter[], typed: Typed): GivenParameter[] =>
  asked.flatMap((parameter) => {
    const read = readBuyerValue(parameter, findTyped(parameter, typed))
    if (!read.ok || read.value === undefined) return []
    const { value } = read
    const chosen = parameter.kind === 'choice' && parameter.options.find((one) => one.value === value)
    return [
      omitUndefined({
        name: parameter.name,
        label: parameter.label,
        value,
        reads: chosen ? chosen.label : undefined,
      }),
    ]
  })

export const toFieldId = (name: string): string => `parameter-${name}`
