import type { ConnectedApp, SyncBatch } from '@loggia/protocol/console'
import type { BatchDecision } from '@loggia/protocol/console/apps/kinds'
import { Button, Icon, Time, useLanguage, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { omitUndefined } from '@loggia/kernel'
import { useChange } from '../../centre/api.ts'
import { ActButton, DecisionDialog, Refusal } from '../../centre/parts/dialog.tsx'
import { TextArea } from '../../centre/parts/fields.tsx'
import { BatchDetail } from './batch-detail.tsx'
import { formatBatch } from '../../centre/apps/batch-words.ts'
import { staleApps } from './stale.ts'
import { syncTexts } from './sync-texts.ts'
import './apps.css'

type OfQuestion = { readonly of: ConnectedApp; readonly batch: SyncBatch }

/** R272, R273: what the seller did not confirm, or not yet, and the decisions about it. */
export function QuestionCard({ of, batch }: OfQuestion) {
  const texts = syncTexts.use().asks
  const head = batch.state === 'open' ? texts.stuck : texts
  const id = useId()
  const language = useLanguage()
  const [asked, setAsked] = useState<Confirmed>()
  return (
    <section className="card ask" aria-labelledby={id}>
      <div className="card__head">
        <span className="c-warn">
          <Icon name="alert" size={20} />
        </span>
        <h2 id={id}>{head.title}</h2>
      </div>
      <div className="card__body stack">
        <p>
          <b className="strong">{formatBatch(batch, language)}</b>{' '}
          <span className="t13 faint">
            <Time at={batch.createdAt} />
          </span>
        </p>
        <p className="t13 dim">{head.text}</p>
        <BatchDetail id={batch.id} />
      </div>
      <ul className="ask__acts">
        {batch.decisions.includes('repeat') && <Repeat batch={batch} />}
        {batch.decisions.includes('continue') && (
          <Act name={texts.continue.act} text={texts.continue.text}>
            <Button onClick={() => setAsked('continue')}>{texts.continue.act}</Button>
          </Act>
        )}
        {batch.decisions.includes('give_up') && (
          <Act name={texts.give_up.act} text={of.state === 'ending' ? texts.endingText : texts.give_up.text}>
            <Button danger onClick={() => setAsked('give_up')}>
              {texts.give_up.act}
            </Button>
          </Act>
        )}
      </ul>
      {asked && <ConfirmDialog of={of} batch={batch} decision={asked} onClose={() => setAsked(undefined)} />}
    </section>
  )
}

function Act(props: { readonly name: string; readonly text: string; readonly children: ReactNode }) {
  return (
    <li>
      <div className="grow">
        <b className="strong">{props.name}</b>
        <p className="t13 dim">{props.text}</p>
      </div>
      {props.children}
    </li>
  )
}

function useDecision(batch: SyncBatch) {
  const toast = useToast()
  const texts = syncTexts.use().asks
  const change = useChange('POST /api/buyer/sync-batches/:syncBatchId/decision', staleApps)
  const decide = (decision: BatchDecision, reason?: string, onDone?: () => void) =>
    change.mutate(
      { params: { syncBatchId: batch.id }, body: omitUndefined({ decision, reason }) },
      {
        onSuccess: () => {
          toast.success(texts[decision].done)
          onDone?.()
        },
      },
    )
  return { change, decide }
}

function Repeat({ batch }: Pick<OfQuestion, 'batch'>) {
  const texts = syncTexts.use().asks.repeat
  const { change, decide } = useDecision(batch)
  return (
    <>
      <Act name={texts.act} text={texts.text}>
        <ActButton busy={texts.busy} isBusy={change.isPending} onAct={() => decide('repeat')}>
          {texts.act}
        </ActButton>
      </Act>
      {change.error && (
        <li>
          <Refusal error={change.error} />
        </li>
      )}
    </>
  )
}

type Confirmed = Exclude<BatchDecision, 'repeat'>
const mostReason = 500

function ConfirmDialog(props: OfQuestion & { readonly decision: Confirmed; onClose(): void }) {
  const all = syncTexts.use().asks
  const { of, batch, decision, onClose } = props
  const texts = all[decision]
  const language = useLanguage()
  const { change, decide } = useDecision(batch)
  const [reason, setReason] = useState('')
  const isEnd = decision === 'give_up' && of.state === 'ending'
  return (
    <DecisionDialog
      danger={decision === 'give_up'}
      texts={{ title: texts.title, keep: all.keep, busy: texts.busy }}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={() => decide(decision, reason.trim() || undefined, onClose)}
    >
      <p>
        <b className="strong">{formatBatch(batch, language)}</b>
      </p>
      <p className={decision === 'give_up' ? 'note note--bad' : 't13 dim'}>
        {isEnd ? all.endingText : texts.text}
      </p>
      <TextArea
        name="reason"
        label={all.reason}
        hint={all.reasonHint}
        maxLength={mostReason}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </DecisionDialog>
  )
}
