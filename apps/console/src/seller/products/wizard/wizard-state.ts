import type { SellerProduct } from '@loggia/protocol/console'
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useMayPrice } from '../../../centre/rights/rights.ts'
import { wizardTexts } from './texts.ts'
import { findFaults } from '@loggia/protocol/console/catalog/draft/check'
import type { Listed } from '@loggia/protocol/console/catalog/draft/check'
import { findFault, findStep } from '@loggia/protocol/console/catalog/draft/faults'
import type { Fault, Step } from '@loggia/protocol/console/catalog/draft/faults'
import { emptyForm, isBanded } from '@loggia/protocol/console/catalog/draft/form'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'
import { mergeForms, takeParts } from '@loggia/protocol/console/catalog/draft/merge'
import type { FormPart } from '@loggia/protocol/console/catalog/draft/merge'
import { keep } from '../kept.ts'

/** What the marketplace has of a draft, with its version; 0 before the first save. */
export type Saved = { readonly form: Form; readonly version: number }

/** Why the form is not what was saved last. */
export type Note =
  | { readonly kind: 'restored' | 'application' }
  | {
      readonly kind: 'merged'
      readonly by: string
      readonly at: string
      /** What both have changed, and the form in which the other one has it. */
      readonly both: readonly FormPart[]
      readonly theirs: Form
    }

/** The initial state of the wizard. */
export type Start = {
  readonly sellerId: string
  /** The id of the draft. Its product gets the same one when it is complete. */
  readonly productId: string | undefined
  readonly product?: SellerProduct | undefined
  /** Undefined for a new draft. */
  readonly saved: Saved | undefined
  readonly form: Form
  /** What the marketplace found, which pages do not check. */
  readonly told: readonly Fault[]
  readonly note?: Note | undefined
}

/**
 * The form, its faults, and which of them are shown: those of fields that have lost the focus and of steps that were
 * left, or all after an attempt to submit.
 */
export function useWizardState(start: Start) {
  const { product } = start
  const draft = useDraft(start)
  const { form, told, tell } = draft
  const marks = useMarks(start.saved !== undefined)
  const mayPrice = useMayPrice()
  const listed = useMemo(() => listedOf(product), [product])
  const found = useMemo(() => findFaults(form, listed), [form, listed])
  const faults = [...found, ...told]
  return {
    ...draft,
    start,
    product,
    faults,
    /** Some parts of a listed product cannot be changed (R21, R59). */
    isListed: listed !== undefined,
    /** Only members with the right may write prices (R2); others can see them. */
    mayPrice,
    isBanded: isBanded(form),
    refuse: tell,
    check: marks.check,
    leave: marks.leave,
    leaveStep: marks.leaveStep,
    shown: (field: string): Fault | undefined => {
      const fault = findFault(told, field) ?? findFault(found, field)
      return fault && (marks.isShown(field) || 'said' in fault) ? fault : undefined
    },
    /** Whether a step shows what it lacks, and how much that is. */
    isMarked: marks.isMarked,
    wanting: (step: Step): number =>
      marks.isMarked(step) ? faults.filter(({ field }) => findStep(field) === step).length : 0,
  }
}

/** The form with what was saved of it last, and what the marketplace said about it. */
function useDraft(start: Start) {
  const [form, setForm] = useState(start.form)
  const [saved, setSaved] = useState(start.saved)
  const [note, setNote] = useState(start.note)
  const [told, tell] = useState(start.told)
  const [round, setRound] = useState(0)
  const isDirty = form !== (saved?.form ?? start.form) || (saved === undefined && start.note !== undefined)
  const where = { sellerId: start.sellerId, productId: start.productId }
  const isKeeping = useRef(true)
  useEffect(() => {
    const { form: base, version } = saved ?? { form: emptyForm, version: 0 }
    if (isDirty && isKeeping.current) keep(where, { form, base, version })
  })
  const replace = (to: (form: Form) => Form, said: Note) => {
    setForm(to)
    tell([])
    setNote(said)
    setRound(round + 1)
  }
  return {
    form,
    saved,
    where,
    note,
    told,
    tell,
    isDirty,
    /** Changes when the form was replaced as a whole, so that fields with a state of their own begin again. */
    round,
    change: (change: (form: Form) => Form) => {
      setForm(change)
      tell([])
    },
    /** The form has been saved. What was typed meanwhile stays, and gets the ids that were given out. */
    settle: (to: Saved) => {
      setForm((now) => (now === form ? to.form : mergeForms(form, now, to.form).form))
      setSaved({ form: to.form, version: to.version })
      setNote(undefined)
    },
    /** Somebody has saved the draft in the meantime: what only one of both has changed is taken from it. */
    merge: (theirs: Saved, by: { readonly by: string; readonly at: string }) => {
      const merge = (mine: Form) => mergeForms(saved?.form ?? emptyForm, mine, theirs.form)
      setSaved({ form: theirs.form, version: theirs.version })
      replace((now) => merge(now).form, {
        kind: 'merged',
        ...by,
        both: merge(form).both,
        theirs: theirs.form,
      })
    },
    /** Where both have changed something, it becomes what the other one has written. */
    takeTheirs: () => {
      if (note?.kind !== 'merged') return
      const { theirs, both } = note
      replace((now) => takeParts(now, theirs, both), { ...note, both: [] })
    },
    /** After discarding, or after saving to another address, the form is not stored again. */
    stopKeeping: () => {
      isKeeping.current = false
    },
  }
}

/** Which fields and steps show what they lack; the steps of a draft that was saved before are all marked. */
function useMarks(isSaved: boolean) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [visited, setVisited] = useState<ReadonlySet<Step>>(new Set())
  const [isChecked, setChecked] = useState(false)
  return {
    check: () => setChecked(true),
    leave: (field: string) => setLeft((fields) => new Set([...fields, field])),
    leaveStep: (step: Step) => setVisited((all) => new Set([...all, step])),
    isShown: (field: string): boolean => isChecked || left.has(field) || visited.has(findStep(field)),
    isMarked: (step: Step): boolean => isSaved || isChecked || visited.has(step),
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
