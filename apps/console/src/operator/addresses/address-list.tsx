import { Link } from '@tanstack/react-router'
import type { OperatorAddress } from '@loggia/protocol/console'
import { EmptyArch, Time, useText } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Outcome } from '../../centre/parts/outcome.tsx'
import { ReviewState } from '../../centre/parts/states.tsx'
import { ProofOf } from '../../centre/access/proof-state.tsx'
import { probeTexts, proofTexts } from '../../centre/access/proof-texts.ts'
import { accessTexts } from '../../centre/access/texts.ts'
import { Bulk, useChoiceColumns } from '../bulk/bulk.tsx'
import { useSelection } from '../bulk/use-selection.ts'
import { AddressDecision } from './address-decision.tsx'
import type { AddressChoice } from './address-decision.tsx'
import { ProbeDialog } from './probe-dialog.tsx'

const stale = ['GET /api/operator/addresses', 'GET /api/operator/overview'] as const
/** Two sellers may use one address, so the seller is part of the name. */
function useOfAddress() {
  const text = useText()
  return {
    idOf: ({ id }: OperatorAddress) => id,
    nameOf: ({ url, seller }: OperatorAddress) => `${text(seller.name)} · ${url}`,
    isOpen: ({ state }: OperatorAddress) => state === 'pending',
  }
}

/** Production addresses in one state or in all states, each with its possible decisions. */
export function AddressList(props: {
  readonly state: OperatorAddress['state'] | undefined
  readonly sellerId?: string
  readonly framed?: boolean
}) {
  const texts = accessTexts.use().review
  const addresses = useList('GET /api/operator/addresses', { state: props.state, sellerId: props.sellerId })
  const [choice, setChoice] = useState<AddressChoice>()
  const [decided, setDecided] = useState<AddressChoice>()
  const [probed, setProbed] = useState<OperatorAddress>()
  // The list is read again after each probe; a row may leave it while its dialog is open.
  const current = addresses.items?.find(({ id }) => id === probed?.id)
  const ofAddress = useOfAddress()
  const selection = useSelection(addresses.items, ofAddress)
  const columns = useChoiceColumns(useColumns({ onChoose: setChoice, onProbe: setProbed }), {
    of: selection,
    ...ofAddress,
  })
  // For one seller, this column would be the same in each row.
  const shown = columns.filter(({ key }) => props.sellerId === undefined || key !== 'seller')
  const empty = props.state === 'pending' ? texts.empty : texts.emptyFiltered
  return (
    <>
      {decided && props.sellerId === undefined && <Decided of={decided} />}
      <Bulk of={selection} route="POST /api/operator/addresses/decisions" stale={stale} {...ofAddress} />
      <Listing
        of={addresses}
        columns={shown}
        rowKey={(address) => address.id}
        framed={props.framed ?? true}
        empty={<EmptyArch level={props.framed === false ? 3 : 2} title={empty.title} text={empty.text} />}
      />
      {choice && (
        <AddressDecision of={choice} onDone={() => setDecided(choice)} onClose={() => setChoice(undefined)} />
      )}
      {probed && <ProbeDialog of={current ?? probed} onClose={() => setProbed(undefined)} />}
    </>
  )
}

/** A decided address leaves the list of those that wait. */
function Decided({ of: { approve, address } }: { readonly of: AddressChoice }) {
  const texts = accessTexts.use().review
  return (
    <Outcome
      text={
        <>
          {approve ? texts.approved : texts.rejected} <span className="mono wrap">{address.url}</span>
        </>
      }
    >
      <Link
        to="/operator/sellers/$sellerId"
        params={{ sellerId: address.seller.id }}
        search={{ tab: 'integration' }}
      >
        {texts.toSeller}
      </Link>
    </Outcome>
  )
}

type RowActs = { onChoose(choice: AddressChoice): void; onProbe(address: OperatorAddress): void }

function useColumns(acts: RowActs): readonly Column<OperatorAddress>[] {
  const { columns, reason: said } = accessTexts.use().addresses
  const text = useText()
  const proof = proofTexts.use().column
  return [
    {
      key: 'url',
      title: columns.url,
      head: true,
      render: ({ url, reason }) => (
        <>
          <span className="mono wire-id">{url}</span>
          {reason !== undefined && <p className="below">{said(reason)}</p>}
        </>
      ),
    },
    {
      key: 'seller',
      title: columns.seller,
      phone: 'below',
      render: ({ seller }) => (
        <Link to="/operator/sellers/$sellerId" params={{ sellerId: seller.id }}>
          {text(seller.name)}
        </Link>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'beside',
      render: ({ state }) => <ReviewState state={state} />,
    },
    { key: 'proof', title: proof, render: (address) => <ProofOf of={address} /> },
    {
      key: 'created',
      title: columns.created,
      phone: 'end',
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (address) => <Acts address={address} {...acts} />,
    },
  ]
}

function Acts({ address, onChoose, onProbe }: RowActs & { readonly address: OperatorAddress }) {
  const texts = accessTexts.use().review
  const { act, actOf } = probeTexts.use()
  const link = (text: string, label: string, onClick: () => void) => (
    <button className="link" type="button" aria-label={label} onClick={onClick}>
      {text}
    </button>
  )
  return (
    <div className="acts">
      {link(act, actOf(address.url), () => onProbe(address))}
      {address.state === 'pending' && (
        <>
          {link(texts.approve, texts.approveOf(address.url), () => onChoose({ approve: true, address }))}
          {link(texts.reject, texts.rejectOf(address.url), () => onChoose({ approve: false, address }))}
        </>
      )}
    </div>
  )
}
