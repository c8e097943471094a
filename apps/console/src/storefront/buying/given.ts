import { omitUndefined, readBuyerValue } from '@loggia/kernel'
import type { BuyerValueFault } from '@loggia/kernel'
import type { BuyerParameter, GivenParameter, Product } from '@loggia/protocol/console'
import { useState } from 'react'

/** What a buyer has typed for what the product asks (R47a), by the parameter’s name. */
export type Typed = Readonly<Record<string, string>>
export type Given = {
  readonly asked: readonly BuyerParameter[]
  readonly typed: Typed
  readonly type: (name: string, value: string) => void
  /** A field was left: from then on it says what is wrong with it. */
  readonly leave: (name: string) => void
  /** What is wrong with a field, once it may be said. */
  readonly faultAt: (parameter: BuyerParameter) => BuyerValueFault | undefined
  /** The first field that cannot be sent as it is; from then on every field says what is wrong with it. */
  readonly check: () => string | undefined
}

/** What the panel's fields for a product's parameters share. Nothing of it stands in the page's address: it may tell of a person. */
export function useGiven({ buyerParameters: asked = [] }: Pick<Product, 'buyerParameters'>): Given {
  const [typed, setTyped] = useState<Typed>({})
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const all = asked.map(({ name }) => name)
  return {
    asked,
    typed,
    type: (name, value) => setTyped((before) => ({ ...before, [name]: value })),
    leave: (name) => setLeft((before) => new Set([...before, name])),
    faultAt: (parameter) => (left.has(parameter.name) ? findFault(parameter, typed) : undefined),
    check: () => {
      setLeft(new Set(all))
      return asked.find((parameter) => findFault(parameter, typed))?.name
    },
  }
}

/** What stands in the field. A seller may name a parameter as every object has a member, such as `constructor`. */
export const findTyped = ({ name }: Pick<BuyerParameter, 'name'>, typed: Typed): string =>
  Object.hasOwn(typed, name) ? (typed[name] ?? '') : ''

/** The market judges by the same rule when the order is submitted. */
export function findFault(parameter: BuyerParameter, typed: Typed): BuyerValueFault | undefined {
  const read = readBuyerValue(parameter, findTyped(parameter, typed))
  return read.ok ? undefined : read.fault
}

/** What is sent with the order, with what the buyer has read: nothing for what was left blank. */
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
