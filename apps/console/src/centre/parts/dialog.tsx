import { ApiProblem } from '@loggia/client'
import { Button, CopyText, Icon, useToast } from '@loggia/ui'
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { FormProvider, useForm, useFormState } from '../forms/form-state.ts'
import { FaultCount } from '../forms/form.tsx'
import { partTexts } from './texts.ts'

/**
 * A native dialog of the browser: it traps the focus while it is open and returns it, without styles that the page's
 * security policy would have to allow. It is shown while it is rendered.
 */
export function Dialog(props: {
  readonly title: string
  readonly children: ReactNode
  readonly foot: ReactNode
  /** Called for Escape too. Leave it out if the dialog must be answered by its button. */
  readonly onClose?: (() => void) | undefined
}) {
  const titleId = useId()
  const element = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    // The focus starts where nothing can be changed by accident: in the first field, or on the button that keeps things
    // as they are.
    dialog?.querySelector<HTMLElement>('input, select, textarea, [data-keeps]')?.focus()
    return () => dialog?.close()
  }, [])
  const { state, count, onInput } = useFormState(element)
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onInput={onInput}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose?.()
      }}
      // A browser always closes on a second Escape; a dialog that must be answered opens again.
      onClose={() => {
        if (props.onClose) props.onClose()
        else if (element.current?.isConnected) element.current.showModal()
      }}
    >
      <div className="dialog__head">
        <h2 id={titleId}>{props.title}</h2>
      </div>
      <FormProvider value={state}>
        <div className="dialog__body">
          <FaultCount of={count} />
          {props.children}
        </div>
        <div className="dialog__foot">{props.foot}</div>
      </FormProvider>
    </dialog>
  )
}

/** The two buttons of a decision: keep things as they are, or do the act. */
export function Decision(props: {
  readonly keep: string
  readonly act: string
  readonly busy: string
  readonly isBusy: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  onKeep(): void
  onAct(): void
}) {
  return (
    <>
      <Button data-keeps disabled={props.isBusy} onClick={props.onKeep}>
        {props.keep}
      </Button>
      <ActButton
        danger={props.danger ?? false}
        disabled={props.disabled ?? false}
        isBusy={props.isBusy}
        busy={props.busy}
        onAct={props.onAct}
      >
        {props.act}
      </ActButton>
    </>
  )
}

/** A dialog for one decision. It stays open while the act is carried out; if it is refused, the dialog shows why. */
export function DecisionDialog(props: {
  readonly texts: { readonly title: string; readonly keep: string; readonly busy: string }
  /** The text of the button. */
  readonly act: string
  readonly change: { readonly isPending: boolean; readonly error: Error | null }
  readonly danger?: boolean
  readonly children: ReactNode
  onClose(): void
  onAct(): void
}) {
  const { texts, change } = props
  return (
    <Dialog
      title={texts.title}
      onClose={change.isPending ? undefined : props.onClose}
      foot={
        <Decision
          danger={props.danger ?? false}
          keep={texts.keep}
          act={props.act}
          busy={texts.busy}
          isBusy={change.isPending}
          onKeep={props.onClose}
          onAct={props.onAct}
        />
      }
    >
      {props.children}
      <Refusal error={change.error} />
    </Dialog>
  )
}

/** The filled button. While it works, it keeps its width and shows what it does; afterwards it gets the focus again. */
export function ActButton(props: {
  readonly children: ReactNode
  readonly busy: string
  readonly isBusy: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  onAct(): void
}) {
  const element = useRef<HTMLButtonElement>(null)
  const width = useRef<number>(undefined)
  const wasPressed = useRef(false)
  const form = useForm()
  useEffect(() => {
    if (!props.isBusy) width.current = element.current?.offsetWidth
  })
  // A disabled button loses the focus, and keyboard users would start at the top of the page again.
  useEffect(() => {
    if (props.isBusy || !wasPressed.current) return
    wasPressed.current = false
    if (document.activeElement === document.body) element.current?.focus()
  }, [props.isBusy])
  return (
    <Button
      ref={element}
      variant="primary"
      danger={props.danger ?? false}
      disabled={props.disabled || props.isBusy}
      aria-busy={props.isBusy}
      style={props.isBusy ? { minWidth: width.current } : undefined}
      onClick={() => {
        wasPressed.current = true
        props.onAct()
        form.check()
      }}
    >
      {props.isBusy ? props.busy : props.children}
    </Button>
  )
}

/** Returns the sentence that explains why a change was refused. */
function useRefusalSentence(): (error: Error) => string {
  const texts = partTexts.use()
  return (error) => {
    const problem = error instanceof ApiProblem ? error : undefined
    return problem?.detail || (problem?.code === 'client.unreachable' ? texts.notSent : texts.notKnown)
  }
}

/** Shows why a change was refused as a toast, where there is no space beside the control. */
export function useRefusalToast(): (error: Error) => void {
  const toast = useToast()
  const sayRefusal = useRefusalSentence()
  return (error) => toast.error(sayRefusal(error))
}

/** Shows why a change was refused, next to the control that requested it, or at the fields that the refusal is about. */
export function Refusal({ error }: { readonly error: Error | null }) {
  const texts = partTexts.use()
  const sayRefusal = useRefusalSentence()
  const { tell, isSaid } = useForm()
  useEffect(() => tell(error), [error, tell])
  if (!error || isSaid(error)) return null
  const problem = error instanceof ApiProblem ? error : undefined
  return (
    <div className="note note--bad" role="alert">
      <Icon name="alert" />
      <div className="grow">
        <p>{sayRefusal(error)}</p>
        {problem?.requestId && (
          <p className="t12 dim">
            {texts.requestId} <CopyText value={problem.requestId} label={texts.requestId} />
          </p>
        )}
      </div>
    </div>
  )
}
