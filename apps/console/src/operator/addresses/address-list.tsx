import { Link } from '@tanstack/react-router'
import type { OperatorAddress } from '@loggia/protocol/console'
import { EmptyArch, Time, useText } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { ReviewState } from '../../centre/parts/states.tsx'
import { accessTexts } from '../../centre/access/texts.ts'
import { AddressDecision } from './address-decision.tsx'
import type { AddressChoice } from './address-decision.tsx'

/** Production addresses in one state or in all states, each with its possible decisions. */
export function AddressList(props: {
  readonly state: OperatorAddress['state'] | undefined
  readonly sellerId?: string
  readonly framed?: boolean
}) {
  const texts = accessTexts.use().review
  const addresses = useList('GET /api/operator/addresses', { state: props.state, sellerId: props.sellerId })
  const [choice, setChoice] = useState<AddressChoice>()
  const columns = useColumns(setChoice)
  // For one seller, this column would be the same in each row.
  const shown = columns.filter(({ key }) => props.sellerId === undefined || key !== 'seller')
  const empty = props.state === 'pending' ? texts.empty : texts.emptyFiltered
  return (
    <>
      <Listing
        of={addresses}
        columns={shown}
        rowKey={(address) => address.id}
        framed={props.framed ?? true}
        empty={<EmptyArch level={props.framed === false ? 3 : 2} title={empty.title} text={empty.text} />}
      />
      {choice && <AddressDecision of={choice} onClose={() => setChoice(undefined)} />}
    </>
  )
}

function useColumns(onChoose: (choice: AddressChoice) => void): readonly Column<OperatorAddress>[] {
  const { columns, reason: said } = accessTexts.use().addresses
  const text = useText()
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
      render: ({ seller }) => (
        <Link to="/operator/sellers/$sellerId" params={{ sellerId: seller.id }}>
          {text(seller.name)}
        </Link>
      ),
    },
    { key: 'state', title: columns.state, render: ({ state }) => <ReviewState state={state} /> },
    { key: 'created', title: columns.created, render: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (address) => <Acts address={address} onChoose={onChoose} />,
    },
  ]
}

function Acts(props: { readonly address: OperatorAddress; onChoose(choice: AddressChoice): void }) {
  const texts = accessTexts.use().review
  const { address, onChoose } = props
  if (address.state !== 'pending') return <span className="faint">–</span>
  return (
    <div className="acts">
      <button
        className="link"
        type="button"
        aria-label={texts.approveOf(address.url)}
        onClick={() => onChoose({ approve: true, address })}
      >
        {texts.approve}
      </button>
      <button
        className="link"
        type="button"
        aria-label={texts.rejectOf(address.url)}
        onClick={() => onChoose({ approve: false, address })}
      >
        {texts.reject}
      </button>
    </div>
  )
}
