import { useNavigate } from '@tanstack/react-router'
import type { Call } from '@loggia/protocol/console'
import { Button, Icon, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import { Decision, DecisionDialog, Dialog, Refusal } from '../parts/dialog.tsx'
import { callActTexts } from './act-texts.ts'
import { isParked, staleAfter } from './call-area.ts'
import type { CallArea, Standing } from './call-area.ts'
import { Scene } from './scene.tsx'
import { changeCallSearch, useCallSearch } from './search.ts'

type Props = { readonly area: CallArea; readonly call: Call; readonly standing: Standing | undefined }
const restarts = {
  seller: 'POST /api/seller/calls/:callId/restart',
  operator: 'POST /api/operator/calls/:callId/restart',
} as const

/** The act that is possible for a call; at most one filled button per page. */
export function CallActs({ area, call, standing }: Props) {
  const texts = callActTexts.use()
  const [open, setOpen] = useState<'restart' | 'apply'>()
  const close = () => setOpen(undefined)
  const mayApply = area === 'operator' && call.state === 'stuck'
  if (!call.mayRestart && !mayApply && open === undefined) return null
  return (
    <div className="one__acts">
      {call.mayRestart && (
        <Button variant="primary" onClick={() => setOpen('restart')}>
          <Icon name="restart" />
          {texts.restart.open}
        </Button>
      )}
      {mayApply && (
        <Button variant={call.mayRestart ? 'outlined' : 'primary'} onClick={() => setOpen('apply')}>
          {texts.apply.open}
        </Button>
      )}
      {open === 'restart' && <RestartDialog area={area} call={call} standing={standing} onClose={close} />}
      {open === 'apply' && <ApplyDialog call={call} onClose={close} />}
    </div>
  )
}

/** R243a: starts a call again. Says whether the same call is sent, or a new one with present values. */
function RestartDialog({ area, call, standing, onClose }: Props & { onClose(): void }) {
  const texts = callActTexts.use().restart
  const toast = useToast()
  const navigate = useNavigate()
  const search = useCallSearch(area)
  const restart = useChange<(typeof restarts)[CallArea]>(restarts[area], staleAfter[area])
  const isNew = call.state === 'stopped'
  const onRestart = () =>
    restart.mutate(
      { params: { callId: call.id } },
      {
        onSuccess: ({ callId }) => {
          toast.success(isNew ? texts.doneAgain : texts.doneNow)
          onClose()
          if (callId !== call.id)
            void navigate({
              to: `/${area}/calls/$callId`,
              params: { callId },
              search: changeCallSearch(search, { result: undefined, state: undefined }),
            })
        },
      },
    )
  return (
    <Dialog
      title={texts.title}
      onClose={restart.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.keep}
          act={isNew ? texts.actAgain : texts.actNow}
          busy={texts.busy}
          isBusy={restart.isPending}
          onKeep={onClose}
          onAct={onRestart}
        />
      }
    >
      <About call={call} />
      <p className="t13 dim">{isNew ? texts.again : texts.now}</p>
      {isParked(call, standing) && <p className="t13 dim">{texts.parked}</p>}
      <Refusal error={restart.error} />
    </Dialog>
  )
}

/** Applies the stored answer of a stuck call; nothing is sent. */
function ApplyDialog({ call, onClose }: { readonly call: Call; onClose(): void }) {
  const texts = callActTexts.use().apply
  const toast = useToast()
  const apply = useChange('POST /api/operator/calls/:callId/application', staleAfter.operator)
  const onApply = () =>
    apply.mutate(
      { params: { callId: call.id } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog texts={texts} act={texts.act} change={apply} onClose={onClose} onAct={onApply}>
      <About call={call} />
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}

const About = ({ call }: { readonly call: Call }) => (
  <p>
    <Scene activity={call.activity} />
    {call.order && <span className="mono faint"> {call.order.number}</span>}
  </p>
)
