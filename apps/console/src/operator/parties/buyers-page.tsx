import { buyerStates, verifications } from '@loggia/protocol/console/parties/kinds'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { OperatorBuyer } from '@loggia/protocol/console'
import { Money, Time, formatCount, useText } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { changeSearch } from '../../centre/routing/search.ts'
import type { SearchChange } from '../../centre/routing/search.ts'
import { partiesTexts } from './texts.ts'
import { BuyerStateOf, SortFilter, VerificationState } from './party-parts.tsx'
import { buyerSorts, isPartyListNarrowed } from './party-search.ts'
import type { BuyersSearch } from './party-search.ts'
import { BalanceDialog } from './later.ts'
import '../operator.css'

const route = getRouteApi('/operator/buyers')

/** All buyers, with filters; each row links to the buyer's page. */
export function BuyersPage() {
  const texts = partiesTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const buyers = useList('GET /api/operator/buyers', { ...search })
  const [chosen, setChosen] = useState<OperatorBuyer>()
  return (
    <ListPage
      area="operator"
      title={texts.buyers.title}
      lead={texts.buyers.lead}
      actions={
        <>
          <CsvLink of="GET /api/operator/buyers.csv" query={{ ...search }} />
          <Add />
        </>
      }
      filters={<Filters search={search} />}
      of={buyers}
      columns={useColumns(setChosen)}
      rowKey={({ id }) => id}
      empty={texts.buyers.empty}
      narrowed={
        isPartyListNarrowed(search) && {
          ...texts.filtered,
          onReset: () => void navigate({ to: '/operator/buyers', search: {} }),
        }
      }
    >
      {chosen && <BalanceDialog buyer={chosen} kind="top_up" onClose={() => setChosen(undefined)} />}
    </ListPage>
  )
}

function Add() {
  const texts = partiesTexts.use().buyers
  if (!useMayAsk('POST /api/operator/buyers', 'reviewer')) return null
  return (
    <Link className="btn btn--primary" to="/operator/buyers/new">
      {texts.add}
    </Link>
  )
}

function useChange(search: BuyersSearch) {
  const navigate = useNavigate()
  return (change: SearchChange<BuyersSearch>) =>
    void navigate({ to: '/operator/buyers', search: changeSearch(search, change) })
}

function Filters({ search }: { readonly search: BuyersSearch }) {
  const all = partiesTexts.use()
  const texts = all.buyers
  const change = useChange(search)
  return (
    <div className="filters filters--wrap">
      <FindField
        className="searchfield"
        isCode={false}
        maxLength={100}
        label={texts.search}
        hint={texts.searchHint}
        value={search.text}
        onFind={(text) => change({ text })}
      />
      <Filter
        label={texts.verification}
        any={texts.anyVerification}
        value={search.verification}
        options={verifications.map((name) => [name, all.verification[name]])}
        onChoose={(verification) => change({ verification })}
      />
      <Filter
        label={texts.state}
        any={texts.anyState}
        value={search.state}
        options={buyerStates.map((name) => [name, all.states[name]])}
        onChoose={(state) => change({ state })}
      />
      <SortFilter value={search.sort} options={buyerSorts} onChoose={(sort) => change({ sort })} />
    </div>
  )
}

function useColumns(onTopUp: (buyer: OperatorBuyer) => void): readonly Column<OperatorBuyer>[] {
  const texts = partiesTexts.use()
  const { columns } = texts.buyers
  const text = useText()
  const mayTopUp = useMayAsk('POST /api/operator/buyers/:buyerId/top-ups', 'finance')
  const all: readonly Column<OperatorBuyer>[] = [
    {
      key: 'name',
      title: columns.name,
      head: true,
      render: ({ id, name, kind }) => (
        <>
          <Link to="/operator/buyers/$buyerId" params={{ buyerId: id }}>
            <b className="strong">{text(name)}</b>
          </Link>
          <p className="below">{texts.kinds[kind]}</p>
        </>
      ),
    },
    {
      key: 'verification',
      title: columns.verification,
      phone: 'none',
      render: ({ verification }) => <VerificationState of={verification} />,
    },
    { key: 'level', title: columns.level, phone: 'none', render: ({ level }) => level },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state }) => <BuyerStateOf state={state} />,
    },
    {
      key: 'members',
      title: columns.members,
      phone: 'none',
      end: true,
      render: ({ members }) => formatCount(members),
    },
    {
      key: 'balance',
      title: columns.balance,
      phone: 'beside',
      end: true,
      render: ({ balance }) => <Money of={balance} />,
    },
    { key: 'added', title: columns.added, phone: 'end', render: ({ createdAt }) => <Time at={createdAt} /> },
  ]
  if (!mayTopUp) return all
  const acts = (buyer: OperatorBuyer) => (
    <div className="acts">
      <button
        className="link"
        type="button"
        aria-label={texts.buyers.topUpOf(text(buyer.name))}
        onClick={() => onTopUp(buyer)}
      >
        {texts.buyers.topUp}
      </button>
    </div>
  )
  return [...all, { key: 'acts', title: columns.acts, end: true, render: acts }]
}
