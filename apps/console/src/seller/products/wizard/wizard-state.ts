import type { SellerProduct } from '@loggia/protocol/console'
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useMayPrice } from '../../../centre/rights/rights.ts'
import { wizardTexts } from './texts.ts'
import { findFaults } from '../draft/check.ts'
import type { Listed } from '../draft/check.ts'
import { findFault, findStep } from '../draft/faults.ts'
import type { Fault, Step } from '../draft/faults.ts'
import { isBanded } from '../draft/form.ts'
import type { Form } from '../draft/form.ts'
import { keep } from '../draft/kept.ts'

/** What the wizard starts from. */
export type Start = {
  readonly sellerId: string
  readonly product?: SellerProduct
  /** What the market has, or nothing of a product that is new. */
  readonly saved: Form | undefined
  readonly form: Form
  readonly note?: 'restored' | 'application'
}

/** The form, what is wrong in it, and what of that is shown: a field that was left, or all of them once it was tried to save. */
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
    /** Of one that was on sale, some things stay as they are (R21, R59). */
    isListed: listed !== undefined,
    /** Prices are for those who were granted to write them (R2); the others see them. */
    mayPrice,
    isBanded: isBanded(form),
    change: (change: (form: Form) => Form) => {
      setForm(change)
      setTold([])
    },
    /** What was written is the market’s now. */
    settle: (to: Form) => {
      setForm(to)
      setSaved(to)
    },
    /** What is discarded or saved under another address is not to be kept again. */
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

/** The sentence for what is wrong at a field, where it is to be shown. */
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
