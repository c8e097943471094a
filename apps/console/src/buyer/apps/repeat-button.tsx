import type { SyncBatch } from '@loggia/protocol/console'
import { Button, formatCount, useToast } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { useRefusalToast } from '../../centre/parts/dialog.tsx'
import { staleApps } from './stale.ts'
import { syncTexts } from './sync-texts.ts'

type Props = {
  readonly connectedAppId: string
  /** That of which it is repeated; without one, all of `items`. */
  readonly batch?: SyncBatch
  readonly items?: number
}

/** Tells the seller again what was left out. */
export function RepeatButton({ connectedAppId, batch, items = 0 }: Props) {
  const texts = syncTexts.use().repeat
  const toast = useToast()
  const showRefusal = useRefusalToast()
  const change = useChange('POST /api/buyer/connected-apps/:connectedAppId/repetition', staleApps)
  const repeat = () =>
    change.mutate(
      { params: { connectedAppId }, body: batch ? { batchId: batch.id } : {} },
      {
        onSuccess: (done) => toast.success(texts.done(formatCount(done.items), done.items)),
        onError: showRefusal,
      },
    )
  if (batch)
    return (
      <button
        className="link"
        type="button"
        disabled={change.isPending}
        aria-label={texts.oneOf(formatCount(batch.n))}
        onClick={repeat}
      >
        {texts.one}
      </button>
    )
  return (
    <Button disabled={change.isPending} onClick={repeat}>
      {change.isPending ? texts.busy : texts.act(formatCount(items), items)}
    </Button>
  )
}
