import type { SellerProduct } from '@loggia/protocol/console'
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useMayPrice } from '../../../centre/rights/rights.ts'
import { wizardTexts } from './texts.ts'
import { findFaults } from '@loggia/protocol/console/catalog/draft/check'
import type { Listed } from '@loggia/protocol/console/catalog/draft/check'
import { findFault, findStep } from '@loggia/protocol/console/catalog/draft/faults'
import type { Fault, Step } from '@loggia/protocol/console/catalog/draft/faults'
import { isBanded } from '@loggia/protocol/console/catalog/draft/form'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'
import { keep } from '../kept.ts'

/** The initial state of the wizard. */
export type Start = {
  readonly sellerId: string
  readonly product?: SellerProduct
  /** The product as the market has it; undefined for a new one. */
  readonly saved: Form | undefined
  readonly form: Form
  readonly note?: 'restored' | 'application'
}

/**
 * The form, its faults, and which of them are shown: those of fields that have lost the focus, or all after an attempt
 * to save.
 */
export function useWizardState(start: Start) {
  const { product } = start
  const [form, setForm] = useState(start.form)
  const [saved, setSaved] = useState(start.saved)
  const [told, setTold] = useState<readonly Fault[]>([])
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isChecked, setChecked] = useState(false)
  const mayPrice = useMayPrice()
  const listed = useMemo(() => listedOf(product), [product])
  const found = useMemo(() => findFaults(form, listed), [form, listed])
  const isDirty = form !== (saved ?? start.form) || (saved === undefined && start.note !== undefined)
  const where = { sellerId: start.sellerId, productId: product?.id }
  const isKeeping = useRef(true)
  useEffect(() => {
    if (isDirty && isKeeping.current) keep(where, form)
  })
  const faults = [...found, ...told]
  return {
    start,
    form,
    saved,
    product,
    where,
    faults,
    isDirty,
    /** Some parts of a listed product cannot be changed (R21, R59). */
    isListed: listed !== undefined,
    /** Only members with the right may write prices (R2); others can see them. */
    mayPrice,
    isBanded: isBanded(form),
    change: (change: (form: Form) => Form) => {
      setForm(change)
      setTold([])
    },
    /** The form has been saved. */
    settle: (to: Form) => {
      setForm(to)
      setSaved(to)
    },
    /** After discarding, or after saving to another address, the form is not stored again. */
    stopKeeping: () => {
      isKeeping.current = false
    },
    refuse: setTold,
    check: () => setChecked(true),
    leave: (field: string) => setLeft((fields) => new Set([...fields, field])),
    shown: (field: string): Fault | undefined => {
      const fault = findFault(told, field) ?? findFault(found, field)
      return fault && (isChecked || left.has(field) || 'said' in fault) ? fault : undefined
    },
    wanting: (step: Step): number =>
      isChecked ? faults.filter(({ field }) => findStep(field) === step).length : 0,
  }
}
export type WizardState = ReturnType<typeof useWizardState>

const neverListed: ReadonlySet<string> = new Set(['draft', 'in_review', 'rejected'])
function listedOf(product: SellerProduct | undefined): Listed | undefined {
  if (!product || neverListed.has(product.state)) return undefined
  const { quantity } = product
  return quantity ? { min: quantity.min, max: quantity.max } : {}
}

const WizardContext = createContext<WizardState | undefined>(undefined)
export const WizardProvider = WizardContext.Provider
export function useWizard(): WizardState {
  const wizard = useContext(WizardContext)
  if (!wizard) throw new Error('A wizard is needed around its fields')
  return wizard
}

/** Returns the sentence for the fault of a field, if it is to be shown. */
export function useErrorOf(): (field: string) => string | undefined {
  const { shown } = useWizard()
  const say = useSayFault()
  return (field) => {
    const fault = shown(field)
    return fault && say(fault)
  }
}

export function useSayFault(): (fault: Fault) => string {
  const texts = wizardTexts.use().fault
  return (fault) => {
    if ('said' in fault) return fault.said
    const text: string | ((...values: number[]) => string) = texts[fault.code]
    return typeof text === 'string' ? text : text(...(fault.values ?? []))
  }
}
