import { Icon } from '@loggia/ui'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { FormProvider, useFormState } from './form-state.ts'
import { ScriptForm } from './script-form.tsx'
import { formTexts } from './texts.ts'

/**
 * A form. `onSubmit` shows the errors of all fields and sends nothing if there is one; then the focus goes to the first
 * wrong field.
 */
export function CheckedForm(props: {
  readonly className?: string
  readonly label?: string
  readonly autoComplete?: 'off'
  readonly children: ReactNode
  onSubmit(): void
}) {
  const element = useRef<HTMLFormElement>(null)
  const { state, count, onInput } = useFormState(element)
  return (
    <FormProvider value={state}>
      <ScriptForm
        ref={element}
        className={props.className}
        aria-label={props.label}
        autoComplete={props.autoComplete}
        noValidate
        onInput={onInput}
        onSubmit={() => {
          props.onSubmit()
          state.check()
        }}
      >
        <FaultCount of={count} />
        {props.children}
      </ScriptForm>
    </FormProvider>
  )
}

/** How many fields are wrong, if it is more than one: the others may be out of sight. */
export function FaultCount({ of }: { readonly of: number }) {
  const texts = formTexts.use()
  if (of < 2) return null
  return (
    <div className="note note--bad" role="alert">
      <Icon name="alert" />
      <p>{texts.faults(of)}</p>
    </div>
  )
}
