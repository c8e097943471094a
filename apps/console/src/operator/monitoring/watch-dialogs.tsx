import { useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import type { ReadKey } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { useEndDay } from '../../centre/parts/end-day.tsx'
import { useReason } from '../../centre/parts/reason.tsx'
import { watchTexts } from './texts.ts'

/** What needs only a reason. */
export type WatchAct = 'off' | 'on' | 'unfreeze' | 'delist' | 'approve' | 'reject'
type Props = { readonly productId: string; readonly name: string; onClose(): void }

const stale: readonly ReadKey[] = [
  'GET /api/operator/products/:productId/monitoring',
  'GET /api/operator/monitoring',
  'GET /api/operator/overview',
  'GET /api/operator/to-do',
  'GET /api/operator/products/:productId',
  'GET /api/operator/products',
]

/** Each act with its route and its body. */
function useAct(act: WatchAct, productId: string) {
  const switching = useChange('PUT /api/operator/products/:productId/dial-tests', stale)
  const unfreeze = useChange('POST /api/operator/products/:productId/unfreeze', stale)
  const delist = useChange('POST /api/operator/products/:productId/interface-delisting', stale)
  const decide = useChange('POST /api/operator/products/:productId/relisting', stale)
  const params = { productId }
  const change = { off: switching, on: switching, unfreeze, delist, approve: decide, reject: decide }[act]
  const send = (reason: string, onSuccess: () => void): void => {
    switch (act) {
      case 'on':
      case 'off':
        return switching.mutate({ params, body: { on: act === 'on', reason } }, { onSuccess })
      case 'unfreeze':
        return unfreeze.mutate({ params, body: { reason } }, { onSuccess })
      case 'delist':
        return delist.mutate({ params, body: { reason } }, { onSuccess })
      case 'approve':
      case 'reject':
        return decide.mutate({ params, body: { approve: act === 'approve', reason } }, { onSuccess })
      default:
        return act satisfies never
    }
  }
  return { change, send }
}

/** Asks for the reason of an act, and does it. */
export function WatchDialog({ act, productId, name, onClose }: Props & { readonly act: WatchAct }) {
  const all = watchTexts.use()
  const texts = { ...all.acts[act], keep: all.keep, busy: all.busy }
  const toast = useToast()
  const reason = useReason(all)
  const { change, send } = useAct(act, productId)
  const onAct = () => {
    reason.check()
    if (!reason.isRight) return
    send(reason.given, () => {
      toast.success(texts.done)
      onClose()
    })
  }
  return (
    <DecisionDialog
      texts={texts}
      act={texts.do}
      change={change}
      danger={act === 'delist'}
      onClose={onClose}
      onAct={onAct}
    >
      <p>
        <b className="strong">{name}</b>
      </p>
      <p className="t13 dim">{texts.text}</p>
      {reason.field}
    </DecisionDialog>
  )
}

/** Defers the consequences of failures until the end of a day. */
export function DeferDialog({ productId, name, onClose }: Props) {
  const all = watchTexts.use()
  const texts = { ...all.acts.defer, keep: all.keep, busy: all.busy }
  const toast = useToast()
  const reason = useReason(all)
  const day = useEndDay(texts)
  const change = useChange('POST /api/operator/products/:productId/deferral', stale)
  const { endsAt } = day
  const onAct = () => {
    reason.check()
    day.check()
    if (!reason.isRight || endsAt === undefined) return
    change.mutate(
      { params: { productId }, body: { until: endsAt, reason: reason.given } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.do} change={change} onClose={onClose} onAct={onAct}>
      <p>
        <b className="strong">{name}</b>
      </p>
      <p className="t13 dim">{texts.text}</p>
      {day.field}
      {reason.field}
    </DecisionDialog>
  )
}
