import { ApiProblem } from '@loggia/client'
import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import type { FormEvent, RefObject } from 'react'
import { findFieldName, readToldFaults } from './told-faults.ts'

/** What a form shares with its fields, its button and the place of its refusal. */
type FormState = {
  /** What the marketplace said about the field of this name, until it is edited. */
  saidOf(name: string): string | undefined
  /** Looks for wrong fields: called by what submits, after the form was checked. */
  check(): void
  /** Says a refusal at the fields that it is about. */
  tell(error: Error | null): void
  /** Whether the fields say this refusal. */
  isSaid(error: Error): boolean
}

const outside: FormState = {
  saidOf: () => undefined,
  check: () => undefined,
  tell: () => undefined,
  isSaid: () => false,
}
const FormContext = createContext(outside)
export const FormProvider = FormContext.Provider
export const useForm = (): FormState => useContext(FormContext)

/** The error of a field: what the page found, or what the marketplace said. */
export function useFieldError(name: string | undefined, found: string | undefined): string | undefined {
  const { saidOf } = useForm()
  return found ?? (name === undefined ? undefined : saidOf(name))
}

/** A group of controls with one error is marked as a whole. */
const marks = ['aria-invalid', 'data-invalid'] as const
const wrong = marks.map((mark) => `[${mark}="true"]`).join(', ')
const control = 'input:not([tabindex="-1"]), select, textarea, button'
const listWrong = (form: HTMLElement | null) => [...(form?.querySelectorAll<HTMLElement>(wrong) ?? [])]

function focusFirst(form: HTMLElement | null): void {
  const [first] = listWrong(form)
  const target = first?.matches(control) ? first : first?.querySelector<HTMLElement>(control)
  target?.focus()
}

type Told = { readonly error: Error; readonly texts: ReadonlyMap<string, string> }

/**
 * The state of a form in this element. Fields mark themselves as wrong, so it needs no list of them: a refused submit
 * moves the focus to the first, and counts them for a sentence at the top.
 */
export function useFormState(element: RefObject<HTMLElement | null>) {
  const [checks, setChecks] = useState(0)
  const [count, setCount] = useState(0)
  const [told, setTold] = useState<Told>()
  const check = useCallback(() => setChecks((before) => before + 1), [])
  const tell = useCallback(
    (error: Error | null) => {
      const texts = readTold(error, element.current)
      setTold(error && texts.size > 0 ? { error, texts } : undefined)
      // The page itself may mark fields by the refusal, too.
      if (error) check()
    },
    [check, element],
  )
  useEffect(() => {
    if (checks > 0) focusFirst(element.current)
  }, [checks, element])
  useEffect(() => {
    const form = element.current
    if (checks === 0 || !form) return undefined
    const countAgain = () => setCount(listWrong(form).length)
    countAgain()
    // Fields are corrected without a check.
    const observer = new MutationObserver(countAgain)
    observer.observe(form, { subtree: true, childList: true, attributeFilter: [...marks] })
    return () => observer.disconnect()
  }, [checks, element])
  const onInput = ({ target }: FormEvent) => {
    const name = target instanceof Element && target.closest('[name]')?.getAttribute('name')
    if (!told || !name || !told.texts.has(name)) return
    setTold({ ...told, texts: new Map([...told.texts].filter(([other]) => other !== name)) })
  }
  const state: FormState = {
    saidOf: (name) => told?.texts.get(name),
    check,
    tell,
    isSaid: (error) => told?.error === error,
  }
  return { state, count, onInput }
}

function readTold(error: Error | null, form: HTMLElement | null): ReadonlyMap<string, string> {
  if (!(error instanceof ApiProblem)) return new Map()
  const names = [...(form?.querySelectorAll('[name]') ?? [])].map((field) => field.getAttribute('name') ?? '')
  return new Map(
    readToldFaults(error).flatMap(({ field, text }) => {
      const name = findFieldName(names, field)
      return name === undefined ? [] : [[name, text] as const]
    }),
  )
}
