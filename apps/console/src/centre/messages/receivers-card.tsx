import type { Receiver } from '@loggia/protocol/console'
import { Button, State, useToast } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { DecisionDialog, useRefusalToast } from '../parts/dialog.tsx'
import { CardSkeleton, Loaded } from '../parts/loaded.tsx'
import { Card } from '../parts/page.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { mailSettingTexts } from './mail-texts.ts'
import { ReceiverDialog } from './receiver-dialog.tsx'
import { receiverTexts } from './receiver-texts.ts'

const stateKinds: Readonly<Record<Receiver['state'], StateKind>> = {
  waiting: 'warn',
  confirmed: 'ok',
  unsubscribed: 'end',
}

/** R263: the receivers of emails who need no account. */
export function ReceiversCard({ area }: { readonly area: Area }) {
  const mayChange = useMayAsk(`GET /api/${area}/mail-receivers`, 'main')
  return mayChange ? <Shown area={area} /> : null
}

function Shown({ area }: { readonly area: Area }) {
  const texts = receiverTexts.use()
  const receivers = useRead(`GET /api/${area}/mail-receivers`, {})
  const [isAdding, setAdding] = useState(false)
  const [edited, setEdited] = useState<Receiver>()
  const [removed, setRemoved] = useState<Receiver>()
  return (
    <Card id={useId()} title={texts.title}>
      <p className="t13 dim">{texts.lead}</p>
      <Loaded of={receivers} skeleton={<CardSkeleton rows={1} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="t13 faint">{texts.empty}</p>
          ) : (
            <ul className="topics">
              {items.map((one) => (
                <Row key={one.id} area={area} of={one} onEdit={setEdited} onRemove={setRemoved} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Button onClick={() => setAdding(true)}>{texts.add}</Button>
      {isAdding && <ReceiverDialog area={area} onClose={() => setAdding(false)} />}
      {edited && <ReceiverDialog area={area} before={edited} onClose={() => setEdited(undefined)} />}
      {removed && <RemovalDialog area={area} of={removed} onClose={() => setRemoved(undefined)} />}
    </Card>
  )
}

function Row(props: {
  readonly area: Area
  readonly of: Receiver
  onEdit(receiver: Receiver): void
  onRemove(receiver: Receiver): void
}) {
  const { area, of } = props
  const texts = receiverTexts.use()
  const names = mailSettingTexts.use().topics
  const toast = useToast()
  const showRefusal = useRefusalToast()
  const ask = useChange(`POST /api/${area}/mail-receivers/:receiverId/confirmation`, [
    `GET /api/${area}/mail-receivers`,
  ])
  const onAsk = () =>
    ask.mutate(
      { params: { receiverId: of.id } },
      { onSuccess: () => toast.success(texts.asked), onError: showRefusal },
    )
  const act = (name: string, onAct: () => void) => (
    <button className="link" type="button" aria-label={texts.of(name, of.name)} onClick={onAct}>
      {name}
    </button>
  )
  return (
    <li>
      <p>
        <b className="strong">{of.name}</b>{' '}
        <State kind={stateKinds[of.state]}>{texts.states[of.state]}</State>
      </p>
      <p className="below mono wire-id">{of.email}</p>
      <p className="below">{of.topics.map((topic) => names[topic]).join(' · ')}</p>
      {of.state !== 'unsubscribed' && (
        <div className="acts t13">
          {of.state === 'waiting' && act(texts.askAgain, onAsk)}
          {act(texts.edit, () => props.onEdit(of))}
          {act(texts.remove, () => props.onRemove(of))}
        </div>
      )}
    </li>
  )
}

function RemovalDialog(props: { readonly area: Area; readonly of: Receiver; onClose(): void }) {
  const { area, of, onClose } = props
  const texts = receiverTexts.use()
  const toast = useToast()
  const remove = useChange(`DELETE /api/${area}/mail-receivers/:receiverId`, [
    `GET /api/${area}/mail-receivers`,
  ])
  const onAct = () =>
    remove.mutate(
      { params: { receiverId: of.id } },
      {
        onSuccess: () => {
          toast.success(texts.removed)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog
      texts={texts.removal}
      act={texts.removal.act}
      change={remove}
      danger
      onClose={onClose}
      onAct={onAct}
    >
      <p>
        <b className="strong">{of.name}</b>
      </p>
      <p className="t13 dim">{texts.removal.text(of.email)}</p>
    </DecisionDialog>
  )
}
