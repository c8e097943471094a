import type { OwnerReset } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { InitialPassword } from '../../centre/members/member-acts.tsx'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { ownerResetTexts } from './owner-reset-texts.ts'

type Props = { readonly of: OwnerReset; onClose(): void }

const stale = [
  'GET /api/operator/owner-resets',
  'GET /api/operator/history',
  'GET /api/operator/overview',
  'GET /api/operator/messages',
] as const

/** Confirms another operator's request, and shows the initial password once. */
export function ConfirmResetDialog({ of, onClose }: Props) {
  const texts = ownerResetTexts.use().confirmation
  const change = useChange('POST /api/operator/owner-resets/:resetId/confirmation', stale)
  if (change.data)
    return (
      <InitialPassword
        given={{ member: change.data.reset.member, password: change.data.password }}
        onClose={onClose}
      />
    )
  const onAct = () => change.mutate({ params: { resetId: of.id } })
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} danger onClose={onClose} onAct={onAct}>
      <Asked of={of} />
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}

/** Ends a request without a new password: one's own is withdrawn, another operator's is rejected. */
export function EndResetDialog({ kind, of, onClose }: Props & { readonly kind: 'reject' | 'withdraw' }) {
  const texts = ownerResetTexts.use().endings[kind]
  const toast = useToast()
  const change = useChange('POST /api/operator/owner-resets/:resetId/withdrawal', stale)
  const onAct = () =>
    change.mutate(
      { params: { resetId: of.id } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={onAct}>
      <Asked of={of} />
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}

function Asked({ of }: { readonly of: OwnerReset }) {
  const { columns } = ownerResetTexts.use()
  return (
    <>
      <p>
        <b className="strong">{of.member.name}</b> <span className="mono faint">{of.member.email}</span>
      </p>
      <p>
        <span className="t13 dim">{columns.reason}</span>
        <br />
        <span className="written">{of.reason}</span>
      </p>
      <dl className="lines t13">
        <div>
          <dt>{columns.by}</dt>
          <dd>{of.proposedBy.name}</dd>
        </div>
      </dl>
    </>
  )
}
