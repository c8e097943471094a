import type { Supervision } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useChange } from '../api.ts'
import { createKey } from '../fresh-key.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import { useReason } from '../parts/reason.tsx'
import { staleSupervisions } from './stale.ts'

/** What each dialog of an act gets. */
export type ActProps = { readonly of: Supervision; onClose(): void }
type Act = Supervision['acts'][number]
/** The acts with a dialog; a demand is written on the page, and codes are reported by their domain. */
export type DialogAct = Exclude<Act, 'submit_demand' | 'collect' | 'activate'>
type Then = { onSuccess(): void }
type Change = { readonly isPending: boolean; readonly error: Error | null }

type DialogTexts = {
  readonly title: string
  readonly keep: string
  readonly busy: string
  readonly done: string
}

/** What follows an act that was carried out: it is said, and the dialog closes. */
export function useThen({ done }: { readonly done: string }, onClose: () => void): Then {
  const toast = useToast()
  return {
    onSuccess() {
      toast.success(done)
      onClose()
    },
  }
}

/**
 * The same key while the same thing is requested; another file, note or date is another intention. Objects are compared
 * by identity, because a file is large: give those that a state keeps.
 */
export function useKeyOf(...asked: readonly unknown[]): string {
  const [kept, setKept] = useState(() => ({ asked, key: createKey() }))
  if (asked.every((part, at) => Object.is(part, kept.asked[at]))) return kept.key
  const next = { asked, key: createKey() }
  setKept(next)
  return next.key
}

/** An act that needs nothing but a decision. */
export function ConfirmDialog(props: {
  readonly texts: DialogTexts & { readonly act: string }
  readonly change: Change
  readonly children: ReactNode
  onClose(): void
  onSend(then: Then): void
}) {
  const { texts, change, onClose } = props
  const then = useThen(texts, onClose)
  return (
    <DecisionDialog
      texts={texts}
      act={texts.act}
      change={change}
      onClose={onClose}
      onAct={() => props.onSend(then)}
    >
      <p className="t13">{props.children}</p>
    </DecisionDialog>
  )
}

/** An act that needs a reason. */
export function ReasonDialog(props: {
  readonly texts: DialogTexts & Parameters<typeof useReason>[0]
  /** The text of the button. */
  readonly act: string
  readonly change: Change
  readonly danger?: boolean
  readonly children: ReactNode
  onClose(): void
  /** `idempotencyKey`: the same for the same reason. */
  onSend(reason: string, then: Then, idempotencyKey: string): void
}) {
  const { texts, change, onClose } = props
  const then = useThen(texts, onClose)
  const reason = useReason(texts)
  const idempotencyKey = useKeyOf(reason.given)
  const send = () => {
    reason.check()
    if (reason.isRight) props.onSend(reason.given, then, idempotencyKey)
  }
  return (
    <DecisionDialog
      texts={texts}
      act={props.act}
      change={change}
      danger={props.danger ?? false}
      onClose={onClose}
      onAct={send}
    >
      <p className="t13 dim">{props.children}</p>
      {reason.field}
    </DecisionDialog>
  )
}

/** The routes by which a party approves what another has submitted, or sends it back with a reason. */
type DecisionRoute =
  | 'POST /api/buyer/supervisions/:supervisionId/design-decision'
  | 'POST /api/operator/supervisions/:supervisionId/recheck'
  | 'POST /api/seller/supervisions/:supervisionId/demand-decision'

export function ApprovalDialog({
  of,
  onClose,
  route,
  texts,
}: ActProps & {
  readonly route: DecisionRoute
  readonly texts: DialogTexts & { readonly act: string; readonly text: string }
}) {
  const change = useChange(route, staleSupervisions)
  return (
    <ConfirmDialog
      texts={texts}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params: { supervisionId: of.id }, body: { approve: true } }, then)}
    >
      {texts.text}
    </ConfirmDialog>
  )
}

export function SendBackDialog({
  of,
  onClose,
  route,
  texts,
}: ActProps & {
  readonly route: DecisionRoute
  readonly texts: DialogTexts &
    Parameters<typeof useReason>[0] & { readonly do: string; readonly text: string }
}) {
  const change = useChange(route, staleSupervisions)
  return (
    <ReasonDialog
      texts={texts}
      act={texts.do}
      change={change}
      onClose={onClose}
      onSend={(reason, then) =>
        change.mutate({ params: { supervisionId: of.id }, body: { approve: false, reason } }, then)
      }
    >
      {texts.text}
    </ReasonDialog>
  )
}
