import { ApiProblem } from '@loggia/client'
import { Button, CopyText, Icon } from '@loggia/ui'
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { partTexts } from './texts.ts'

/**
 * A dialog of the browser itself: it holds the focus while it is open and gives it back, with no style that a page's
 * security policy would have to let in. Shown for as long as it is rendered.
 */
export function Dialog(props: {
  readonly title: string
  readonly children: ReactNode
  readonly foot: ReactNode
  /** For Escape too; leave it out where the dialog must be answered by its button. */
  readonly onClose?: (() => void) | undefined
}) {
  const titleId = useId()
  const element = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    // Focus starts where nothing changes: in the first field, or on the button that keeps things as they are.
    dialog?.querySelector<HTMLElement>('input, select, textarea, [data-keeps]')?.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose?.()
      }}
      // A browser lets a second Escape through in any case; a dialog that must be answered opens again.
      onClose={() => {
        if (props.onClose) props.onClose()
        else if (element.current?.isConnected) element.current.showModal()
      }}
    >
      <div className="dialog__head">
        <h2 id={titleId}>{props.title}</h2>
      </div>
      <div className="dialog__body">{props.children}</div>
      <div className="dialog__foot">{props.foot}</div>
    </dialog>
  )
}

/** The two sides of a decision: keep things as they are, or do what the button says. */
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

/** A dialog that asks for one decision. While it is carried out it stays; if it is refused, it says why. */
export function DecisionDialog(props: {
  readonly texts: { readonly title: string; readonly keep: string; readonly busy: string }
  /** What the button says. */
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

/** The filled button: while it works it keeps its width and says what it does, and has the focus again afterwards. */
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
  useEffect(() => {
    if (!props.isBusy) width.current = element.current?.offsetWidth
  })
  // A button that is disabled loses the focus, and who uses the keyboard would begin at the top of the page again.
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
      }}
    >
      {props.isBusy ? props.busy : props.children}
    </Button>
  )
}

/** The sentence that says to people why a change was refused. */
export function useRefusalSentence(): (error: Error) => string {
  const texts = partTexts.use()
  return (error) => {
    const problem = error instanceof ApiProblem ? error : undefined
    return problem?.detail || (problem?.code === 'client.unreachable' ? texts.notSent : texts.notKnown)
  }
}

/** Why a change was refused, at the place where it was asked for. */
export function Refusal({ error }: { readonly error: Error | null }) {
  const texts = partTexts.use()
  const sayRefusal = useRefusalSentence()
  if (!error) return null
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
