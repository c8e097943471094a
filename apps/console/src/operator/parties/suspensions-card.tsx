import { Link } from '@tanstack/react-router'
import type { OperatorBuyer, OperatorSeller, Suspension } from '@loggia/protocol/console'
import { Button, EmptyArch, State, Time } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId, useState } from 'react'
import { useFrame } from '../../centre/frame.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Outcome } from '../../centre/parts/outcome.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import type { SuspendedParty } from './suspension-dialogs.tsx'
import { suspensionTexts } from './suspension-texts.ts'
import { DecideSuspensionDialog, EndSuspensionDialog, SuspendDialog } from './later.ts'

type Act = { readonly kind: 'confirm' | 'withdraw' | 'end'; readonly suspension: Suspension }

/** Opens the dialog that suspends a party. */
export function SuspendButton({ of }: { readonly of: SuspendedParty }) {
  const texts = suspensionTexts.use()
  const [isOpen, setOpen] = useState(false)
  if (!useMayAsk('POST /api/operator/buyers/:buyerId/suspensions', 'reviewer')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.suspend}</Button>
      {isOpen && <SuspendDialog of={of} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Of a seller that is suspended, or is to be: what that means, and the way to its record and to what it stopped. */
export function SellerSuspended({ id, suspension }: Pick<OperatorSeller, 'id' | 'suspension'>) {
  const texts = suspensionTexts.use().notes
  if (!suspension) return null
  const params = { sellerId: id }
  return (
    <Outcome warn text={texts.seller[suspension]}>
      <Link to="/operator/sellers/$sellerId" params={params} search={{ tab: 'products' }}>
        {texts.toProducts}
      </Link>
      <Link to="/operator/sellers/$sellerId" params={params} search={{}}>
        {texts.toRecord}
      </Link>
    </Outcome>
  )
}

/** The same of a buyer. */
export function BuyerSuspended({ id, state }: Pick<OperatorBuyer, 'id' | 'state'>) {
  const texts = suspensionTexts.use().notes
  const mayRead = useMayAsk('GET /api/operator/buyers/:buyerId/suspensions', 'reviewer')
  if (state !== 'suspended') return null
  const params = { buyerId: id }
  return (
    <Outcome warn text={texts.buyer}>
      <Link to="/operator/buyers/$buyerId" params={params} search={{ tab: 'purchases' }}>
        {texts.toPurchases}
      </Link>
      {mayRead && (
        <Link to="/operator/buyers/$buyerId" params={params} search={{}}>
          {texts.toRecord}
        </Link>
      )}
    </Outcome>
  )
}

/** The suspensions of a party, and what can be done with the open one. */
export function SuspensionsCard(props: {
  readonly suspensions: Parameters<typeof Listing<Suspension>>[0]['of']
}) {
  const texts = suspensionTexts.use()
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  return (
    <Card id={useId()} title={texts.card} bare>
      <Listing
        of={props.suspensions}
        columns={useColumns(setAct)}
        rowKey={({ id }) => id}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
      {act?.kind === 'end' && <EndSuspensionDialog suspension={act.suspension} onClose={close} />}
      {(act?.kind === 'confirm' || act?.kind === 'withdraw') && (
        <DecideSuspensionDialog act={act.kind} suspension={act.suspension} onClose={close} />
      )}
    </Card>
  )
}

const stateKinds: Readonly<Record<Suspension['state'], StateKind>> = {
  proposed: 'warn',
  active: 'bad',
  ended: 'end',
  withdrawn: 'end',
}

function useColumns(onAct: (act: Act) => void): readonly Column<Suspension>[] {
  const texts = suspensionTexts.use()
  const { columns } = texts
  return [
    {
      key: 'reason',
      title: columns.reason,
      head: true,
      render: ({ reason, endReason }) => (
        <>
          <span className="written">{reason}</span>
          {endReason !== undefined && <p className="below">{texts.endReason(endReason)}</p>}
        </>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state }) => <State kind={stateKinds[state]}>{texts.states[state]}</State>,
    },
    { key: 'by', title: columns.by, phone: 'none', render: (of) => <Operators of={of} /> },
    {
      key: 'from',
      title: columns.from,
      phone: 'end',
      render: ({ decidedAt, proposedAt }) => <Time at={decidedAt ?? proposedAt} />,
    },
    { key: 'until', title: columns.until, render: (of) => <Until of={of} /> },
    { key: 'acts', title: columns.acts, end: true, render: (of) => <Acts of={of} onAct={onAct} /> },
  ]
}

function Operators({ of: { proposedBy, decidedBy, state } }: { readonly of: Suspension }) {
  const texts = suspensionTexts.use()
  const isConfirmed = decidedBy && decidedBy.id !== proposedBy.id && state !== 'withdrawn'
  return (
    <div>
      {proposedBy.name}
      {isConfirmed && <p className="below">{texts.confirmedBy(decidedBy.name)}</p>}
    </div>
  )
}

function Until({ of: { state, until, endedAt, endedBy } }: { readonly of: Suspension }) {
  const texts = suspensionTexts.use()
  if (endedAt !== undefined)
    return (
      <div>
        <Time at={endedAt} />
        {!endedBy && <p className="below">{texts.dueEnd}</p>}
      </div>
    )
  if (state === 'withdrawn') return <span className="faint">–</span>
  return until === undefined ? <span className="faint">{texts.untilLifted}</span> : <Time at={until} />
}

function Acts({ of, onAct }: { readonly of: Suspension; onAct(act: Act): void }) {
  const texts = suspensionTexts.use()
  const { session } = useFrame()
  const link = (kind: Act['kind']) => (
    <button className="link" type="button" onClick={() => onAct({ kind, suspension: of })}>
      {texts[kind].open}
    </button>
  )
  if (of.state === 'active') return <div className="acts">{link('end')}</div>
  if (of.state !== 'proposed') return <span className="faint">–</span>
  return (
    <div className="acts">
      {of.proposedBy.id !== session?.member.id && link('confirm')}
      {link('withdraw')}
    </div>
  )
}
