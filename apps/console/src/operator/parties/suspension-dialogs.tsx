import type { Suspension } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import type { ReactNode } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { useEndDay } from '../../centre/parts/end-day.tsx'
import { useReason } from '../../centre/parts/reason.tsx'
import { suspensionTexts } from './suspension-texts.ts'

export type SuspendedParty = {
  readonly kind: 'buyer' | 'seller'
  readonly id: string
  readonly name: string
}

/** The routes to read again after a change of a suspension. */
const ofSuspensions = [
  'GET /api/operator/buyers',
  'GET /api/operator/buyers/:buyerId',
  'GET /api/operator/buyers/:buyerId/suspensions',
  'GET /api/operator/sellers',
  'GET /api/operator/sellers/:sellerId',
  'GET /api/operator/sellers/:sellerId/suspensions',
  'GET /api/operator/to-do',
  'GET /api/operator/history',
] as const

/** Suspends a buyer, or proposes to suspend a seller. */
export function SuspendDialog({ of, onClose }: { readonly of: SuspendedParty; onClose(): void }) {
  const texts = suspensionTexts.use().dialog
  const toast = useToast()
  const reason = useReason(texts)
  const end = useEndDay(texts)
  const buyers = useChange('POST /api/operator/buyers/:buyerId/suspensions', ofSuspensions)
  const sellers = useChange('POST /api/operator/sellers/:sellerId/suspensions', ofSuspensions)
  const onSuccess = () => {
    toast.success(texts.done[of.kind])
    onClose()
  }
  const onAct = () => {
    reason.check()
    if (!reason.isRight) return
    const body = { reason: reason.given, until: end.endsAt }
    if (of.kind === 'buyer') buyers.mutate({ params: { buyerId: of.id }, body }, { onSuccess })
    else sellers.mutate({ params: { sellerId: of.id }, body }, { onSuccess })
  }
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.titles[of.kind] }}
      act={texts.acts[of.kind]}
      change={of.kind === 'buyer' ? buyers : sellers}
      danger
      onClose={onClose}
      onAct={onAct}
    >
      <p>
        <b className="strong">{of.name}</b>
      </p>
      <p className="t13 dim">{texts.texts[of.kind]}</p>
      {reason.field}
      {end.field}
    </DecisionDialog>
  )
}

type ActProps = { readonly suspension: Suspension; onClose(): void }
type Acted = { onSuccess(): void }

/** Confirms or withdraws a suspension that was proposed. */
export function DecideSuspensionDialog({
  act,
  ...props
}: ActProps & { readonly act: 'confirm' | 'withdraw' }) {
  const params = { suspensionId: props.suspension.id }
  const confirm = useChange('POST /api/operator/suspensions/:suspensionId/confirmation', ofSuspensions)
  const withdraw = useChange('POST /api/operator/suspensions/:suspensionId/withdrawal', ofSuspensions)
  const change = act === 'confirm' ? confirm : withdraw
  return (
    <ActDialog
      {...props}
      of={act}
      change={change}
      onAct={(options) => change.mutate({ params }, options)}
      danger={act === 'confirm'}
    />
  )
}

export function EndSuspensionDialog(props: ActProps) {
  const texts = suspensionTexts.use().dialog
  const reason = useReason(texts)
  const change = useChange('POST /api/operator/suspensions/:suspensionId/end', ofSuspensions)
  const onAct = (options: Acted) => {
    reason.check()
    if (!reason.isRight) return
    change.mutate({ params: { suspensionId: props.suspension.id }, body: { reason: reason.given } }, options)
  }
  return (
    <ActDialog {...props} of="end" change={change} onAct={onAct}>
      {reason.field}
    </ActDialog>
  )
}

function ActDialog(
  props: ActProps & {
    readonly of: 'confirm' | 'withdraw' | 'end'
    readonly change: { readonly isPending: boolean; readonly error: Error | null }
    readonly danger?: boolean
    readonly children?: ReactNode
    onAct(options: Acted): void
  },
) {
  const all = suspensionTexts.use()
  const texts = all[props.of]
  const toast = useToast()
  const onSuccess = () => {
    toast.success(texts.done)
    props.onClose()
  }
  return (
    <DecisionDialog
      texts={{ ...all.dialog, title: texts.title }}
      act={texts.act}
      change={props.change}
      danger={props.danger ?? false}
      onClose={props.onClose}
      onAct={() => props.onAct({ onSuccess })}
    >
      <p className="t13 dim">{texts.text}</p>
      <p className="written">{props.suspension.reason}</p>
      {props.children}
    </DecisionDialog>
  )
}
