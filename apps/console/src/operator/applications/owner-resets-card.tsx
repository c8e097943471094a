import type { OwnerReset } from '@loggia/protocol/console'
import { EmptyArch, Time, useText } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useList } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { ConfirmResetDialog, EndResetDialog } from './owner-reset-dialogs.tsx'
import { ownerResetTexts } from './owner-reset-texts.ts'

type Act = { readonly kind: 'confirm' | 'reject' | 'withdraw'; readonly of: OwnerReset }

/** The requests for new passwords of members that wait for another operator. */
export function OwnerResetsCard() {
  const texts = ownerResetTexts.use()
  const resets = useList('GET /api/operator/owner-resets', { state: 'proposed' })
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  return (
    <Card id={useId()} title={texts.title} bare>
      <Listing
        of={resets}
        columns={useColumns(setAct)}
        rowKey={({ id }) => id}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
      {act?.kind === 'confirm' && <ConfirmResetDialog of={act.of} onClose={close} />}
      {act && act.kind !== 'confirm' && <EndResetDialog kind={act.kind} of={act.of} onClose={close} />}
    </Card>
  )
}

function useColumns(onAct: (act: Act) => void): readonly Column<OwnerReset>[] {
  const { columns } = ownerResetTexts.use()
  const mayDecide = useMayAsk('POST /api/operator/owner-resets/:resetId/confirmation', 'reviewer')
  const shown: readonly Column<OwnerReset>[] = [
    {
      key: 'who',
      title: columns.who,
      head: true,
      render: ({ member, parties }) => (
        <>
          <b className="strong">{member.name}</b>
          <p className="below mono">{member.email}</p>
          {parties.map((party) => (
            <p className="below" key={party.id}>
              <PartyLink party={party} />
            </p>
          ))}
        </>
      ),
    },
    {
      key: 'reason',
      title: columns.reason,
      render: ({ reason }) => <span className="written">{reason}</span>,
    },
    { key: 'by', title: columns.by, phone: 'below', render: ({ proposedBy }) => proposedBy.name },
    { key: 'at', title: columns.at, phone: 'end', render: ({ proposedAt }) => <Time at={proposedAt} /> },
  ]
  if (!mayDecide) return shown
  return [
    ...shown,
    { key: 'acts', title: columns.acts, end: true, render: (of) => <Acts of={of} onAct={onAct} /> },
  ]
}

function PartyLink({ party: { kind, id, name } }: { readonly party: OwnerReset['parties'][number] }) {
  const text = useText()
  return kind === 'buyer' ? (
    <Link to="/operator/buyers/$buyerId" params={{ buyerId: id }}>
      {text(name)}
    </Link>
  ) : (
    <Link to="/operator/sellers/$sellerId" params={{ sellerId: id }}>
      {text(name)}
    </Link>
  )
}

function Acts({ of, onAct }: { readonly of: OwnerReset; onAct(act: Act): void }) {
  const texts = ownerResetTexts.use()
  const { session } = useFrame()
  const isMine = of.proposedBy.id === session?.member.id
  const kinds = isMine ? (['withdraw'] as const) : (['confirm', 'reject'] as const)
  return (
    <div className="acts">
      {isMine && <span className="why">{texts.mine}</span>}
      {kinds.map((kind) => (
        <button
          key={kind}
          className="link"
          type="button"
          aria-label={texts.actsOf[kind](of.member.name)}
          onClick={() => onAct({ kind, of })}
        >
          {texts.acts[kind]}
        </button>
      ))}
    </div>
  )
}
