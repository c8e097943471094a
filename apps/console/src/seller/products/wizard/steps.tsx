import { steps } from '@loggia/protocol/console/catalog/draft/faults'
import type { Step } from '@loggia/protocol/console/catalog/draft/faults'
import { Icon } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { findControl } from './find-control.ts'
import type { Place } from './place.ts'
import { wizardTexts } from './texts.ts'
import { useWizard } from './wizard-state.ts'

/** The steps of the wizard: what each lacks is marked once it was left. */
export function Steps({ place, chosen }: { readonly place: Place; readonly chosen: Step }) {
  const texts = wizardTexts.use()
  const { wanting, isMarked, leaveStep } = useWizard()
  const list = useRef<HTMLOListElement>(null)
  // On a phone the steps are a scrolling strip: scrolls to the chosen one.
  useEffect(() => {
    const element = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (list.current && element) list.current.scrollLeft = element.offsetLeft - list.current.offsetLeft - 16
  }, [chosen])
  const [left, setLeft] = useState<Step>()
  const before = useRef(chosen)
  useEffect(() => {
    if (before.current === chosen) return
    leaveStep(before.current)
    setLeft(before.current)
    before.current = chosen
  }, [chosen, leaveStep])
  return (
    <>
      <p className="sr" role="status">
        {left && texts.leftStep(texts.steps[left], wanting(left))}
      </p>
      <ol ref={list} className="wsteps" aria-label={texts.stepsLabel}>
        {steps.map((step, at) => {
          const count = wanting(step)
          const isDone = isMarked(step) && count === 0 && step !== 'submit'
          return (
            <li key={step}>
              <Link
                {...place}
                search={{ step }}
                activeProps={{}}
                className={isDone ? 'done' : undefined}
                aria-current={step === chosen ? 'step' : undefined}
              >
                <b>{isDone ? <Icon name="check" /> : at + 1}</b>
                {texts.steps[step]}
                <small className={count > 0 ? 'c-bad' : undefined}>
                  {count > 0 ? texts.wanting(count) : isDone ? texts.done : texts.stepNotes[step]}
                </small>
              </Link>
            </li>
          )
        })}
      </ol>
    </>
  )
}

/** Puts the focus on the field to which a link of the missing entries leads, as soon as its step is there. */
export function FieldFocus({ step, field }: { readonly step: Step; readonly field: string | undefined }) {
  useEffect(() => {
    if (field === undefined) return undefined
    const focus = (): boolean => {
      const control = findControl(field)
      control?.focus()
      return control !== undefined && control !== null
    }
    if (focus()) return undefined
    const watch = new MutationObserver(() => {
      if (focus()) watch.disconnect()
    })
    const stop = () => watch.disconnect()
    watch.observe(document.body, { childList: true, subtree: true })
    // Whoever has begun to do something keeps the focus there.
    const acts = ['pointerdown', 'keydown'] as const
    for (const act of acts) document.addEventListener(act, stop, { once: true })
    return () => {
      stop()
      for (const act of acts) document.removeEventListener(act, stop)
    }
  }, [step, field])
  return null
}
