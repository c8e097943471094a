import { Button } from '@loggia/ui'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Page } from '../../centre/parts/page.tsx'
import './reviews.css'

/** The page of one thing that waits for a decision; `of` is the answer of its request. */
export function ReviewFrame<T>(props: {
  readonly of: Parameters<typeof Loaded<T>>[0]['of']
  readonly title: string
  /** A link back to the queue. */
  readonly crumbs: ReactNode
  readonly state: ReactNode
  readonly acts: ReactNode
  readonly children: (shown: T) => ReactNode
}) {
  return (
    <Page area="operator" title={props.title} crumbs={props.crumbs} state={props.state} actions={props.acts}>
      <Loaded of={props.of} skeleton={<CardSkeleton rows={8} />}>
        {(shown) => <div className="od__main">{props.children(shown)}</div>}
      </Loaded>
    </Page>
  )
}

/** The act that is required before a decision, such as claiming or opening it: the reason, and the button. */
export function FirstAct(props: {
  readonly why: string
  readonly act: string
  readonly busy: string
  readonly change: { readonly isPending: boolean; readonly error: Error | null }
  onAct(): void
}) {
  const { change } = props
  const id = useId()
  return (
    <div className="first-act">
      <Button variant="primary" aria-busy={change.isPending} aria-describedby={id} onClick={props.onAct}>
        {change.isPending ? props.busy : props.act}
      </Button>
      <span className="why" id={id}>
        {props.why}
      </span>
      <Refusal error={change.error} />
    </div>
  )
}

/** Approve or reject; `children` is the dialog for it. */
export function DecideActs(props: {
  readonly texts: { readonly approve: string; readonly reject: string }
  readonly children: (approve: boolean, onClose: () => void) => ReactNode
}) {
  const [approve, setApprove] = useState<boolean>()
  return (
    <div className="row row--wrap">
      <Button onClick={() => setApprove(false)}>{props.texts.reject}</Button>
      <Button variant="primary" onClick={() => setApprove(true)}>
        {props.texts.approve}
      </Button>
      {approve !== undefined && props.children(approve, () => setApprove(undefined))}
    </div>
  )
}
