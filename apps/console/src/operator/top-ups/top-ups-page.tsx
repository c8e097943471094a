import { formatReference, hasReferenceForm, omitUndefined, readReference } from '@loggia/kernel'
import { topUpRequestStates } from '@loggia/protocol/console/ledger/kinds'
import type { OperatorTopUpRequest } from '@loggia/protocol/console'
import { Icon, Money, Time, formatAmount, useText, useZone } from '@loggia/ui'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { TopUpState, topUpStateTexts } from '../../centre/balance/top-up-state.tsx'
import { Days, PeriodFilter } from '../../centre/calls/call-filters.tsx'
import { toRange } from '../../centre/calls/period.ts'
import { useNow } from '../../centre/frame.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Outcome } from '../../centre/parts/outcome.tsx'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import { DueTime } from '../reviews/review-list.tsx'
import { ArrivalDialog, RejectDialog } from './dialogs.tsx'
import type { Handled } from './dialogs.tsx'
import { topUpRequestTexts } from './texts.ts'
import type { TopUpsSearch, TopUpsSearchChange } from './top-ups-search.ts'
import '../operator.css'

const route = getRouteApi('/operator/top-ups')

type Act = { readonly kind: 'record' | 'reject'; readonly of: OperatorTopUpRequest }

/** Requests of buyers for top-ups: what arrived is recorded, or the request rejected. */
export function TopUpsPage() {
  const texts = topUpRequestTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const query = useQueryOf(search)
  const requests = useList('GET /api/operator/top-up-requests', query)
  const [act, setAct] = useState<Act>()
  const [done, setDone] = useState<Handled>()
  const close = () => setAct(undefined)
  const change = (to: TopUpsSearchChange) =>
    void navigate({ to: '/operator/top-ups', search: changeSearch(search, to) })
  return (
    <ListPage
      area="operator"
      title={texts.title}
      lead={texts.lead}
      actions={
        <a className="btn" href={formatCsvPath(query)} title={texts.csvNote} download>
          {texts.csv}
        </a>
      }
      above={
        <>
          <SlipNote text={search.text} />
          {done && <HandledNote of={done} />}
        </>
      }
      filters={<Filters search={search} onChange={change} />}
      of={requests}
      columns={useColumns(setAct)}
      rowKey={({ id }) => id}
      empty={texts.empty}
      narrowed={
        isNarrowed(search) && {
          ...texts.filtered,
          onReset: () => void navigate({ to: '/operator/top-ups', search: {} }),
        }
      }
    >
      {act?.kind === 'record' && <ArrivalDialog of={act.of} onDone={setDone} onClose={close} />}
      {act?.kind === 'reject' && <RejectDialog of={act.of} onDone={setDone} onClose={close} />}
    </ListPage>
  )
}

/** A handled request may leave the list. */
function HandledNote({ of: { buyer, state } }: { readonly of: Handled }) {
  const texts = topUpRequestTexts.use()
  const text = useText()
  return (
    <Outcome text={texts.outcome[state](text(buyer.name))}>
      {state === 'recorded' ? (
        <Link to="/operator/balance-changes" search={{ state: 'waiting', buyerId: buyer.id }}>
          {texts.toChange}
        </Link>
      ) : (
        <Link to="/operator/buyers/$buyerId" params={{ buyerId: buyer.id }} search={{ tab: 'money' }}>
          {texts.toBuyer}
        </Link>
      )}
    </Outcome>
  )
}

/** A reference from a bank statement may have been typed wrongly; its check digits tell. */
function SlipNote({ text }: { readonly text: string | undefined }) {
  const { slip } = topUpRequestTexts.use()
  if (text === undefined || !hasReferenceForm(text) || readReference(text) !== undefined) return null
  return (
    <div className="note note--warn" role="status">
      <Icon name="alert" />
      <p>{slip}</p>
    </div>
  )
}

type FiltersProps = { readonly search: TopUpsSearch; onChange(change: TopUpsSearchChange): void }

function Filters({ search, onChange }: FiltersProps) {
  const texts = topUpRequestTexts.use().filters
  const states = topUpStateTexts.use()
  const { text, state, period } = search
  return (
    <div className="filters filters--wrap" role="group" aria-label={texts.label}>
      <FindField
        className="searchfield"
        label={texts.text}
        hint={texts.text}
        value={text}
        isCode={false}
        maxLength={100}
        onFind={(found) => onChange({ text: found })}
      />
      <Filter
        label={texts.state}
        any={texts.anyState}
        value={state}
        options={topUpRequestStates.map((name) => [name, states[name]])}
        onChoose={(chosen) => onChange({ state: chosen })}
      />
      <PeriodFilter period={period} onChange={onChange} />
      {period === 'custom' && <Days search={search} onChange={onChange} />}
    </div>
  )
}

function useQueryOf({ period, from, to, ...rest }: TopUpsSearch) {
  const now = useNow()
  const zone = useZone()
  return { ...rest, ...toRange(omitUndefined({ period, from, to }), { now: now(), zone }) }
}

/** The address of the same requests as CSV. */
function formatCsvPath(query: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams(omitUndefined({ ...query }) as Record<string, string>).toString()
  return `/api/operator/top-up-requests.csv${search && `?${search}`}`
}

function useColumns(onAct: (act: Act) => void): readonly Column<OperatorTopUpRequest>[] {
  const { columns } = topUpRequestTexts.use()
  const text = useText()
  return [
    { key: 'reference', title: columns.reference, head: true, render: (one) => <Reference of={one} /> },
    {
      key: 'buyer',
      title: columns.buyer,
      render: ({ buyer, note }) => (
        <div>
          <Link to="/operator/buyers/$buyerId" params={{ buyerId: buyer.id }}>
            {text(buyer.name)}
          </Link>
          {note !== undefined && <p className="below written">{note}</p>}
        </div>
      ),
    },
    {
      key: 'amount',
      title: columns.amount,
      phone: 'beside',
      end: true,
      render: ({ amount }) => <Money of={amount} />,
    },
    { key: 'state', title: columns.state, phone: 'below', render: (one) => <Standing of={one} /> },
    {
      key: 'asked',
      title: columns.asked,
      phone: 'none',
      render: ({ askedAt, askedBy }) => (
        <div>
          <Time at={askedAt} />
          <p className="below">{askedBy.name}</p>
        </div>
      ),
    },
    {
      key: 'due',
      title: columns.due,
      phone: 'end',
      render: ({ state, dueAt }) =>
        state === 'awaiting' ? <DueTime at={dueAt} /> : <span className="faint">–</span>,
    },
    { key: 'acts', title: columns.acts, end: true, render: (one) => <Acts of={one} onAct={onAct} /> },
  ]
}

type OfRequest = { readonly of: OperatorTopUpRequest }

function Reference({ of: { reference, receipt } }: OfRequest) {
  const texts = topUpRequestTexts.use()
  return (
    <>
      <span className="mono nowrap">{formatReference(reference)}</span>
      {receipt && (
        <p className="below">
          <a href={receipt.path} download title={receipt.name}>
            {texts.receipt}
          </a>
        </p>
      )}
    </>
  )
}

function Standing({ of }: OfRequest) {
  const texts = topUpRequestTexts.use()
  const { state, recorded, credited, reason, buyer, returnedAt } = of
  return (
    <div>
      <TopUpState of={state} />
      {state === 'recorded' && recorded && (
        <p className="below">
          {texts.recordedBy(recorded.by.name, formatAmount(recorded.amount))}{' '}
          <Link to="/operator/balance-changes" search={{ state: 'waiting', buyerId: buyer.id }}>
            {texts.toChange}
          </Link>
        </p>
      )}
      {returnedAt !== undefined && (
        <p className="below">
          {texts.returned} <Time at={returnedAt} />{' '}
          <Link to="/operator/balance-changes" search={{ buyerId: buyer.id }}>
            {texts.toChange}
          </Link>
        </p>
      )}
      {credited && <p className="below">{texts.credited(formatAmount(credited))}</p>}
      {reason !== undefined && <p className="below written">{texts.because(reason)}</p>}
    </div>
  )
}

function Acts({ of, onAct }: OfRequest & { onAct(act: Act): void }) {
  const texts = topUpRequestTexts.use()
  if (of.state === 'recorded' || of.state === 'credited') return <span className="faint">–</span>
  const reference = formatReference(of.reference)
  const link = (kind: Act['kind'], shown: string, label: string) => (
    <button className="link" type="button" aria-label={label} onClick={() => onAct({ kind, of })}>
      {shown}
    </button>
  )
  return (
    <div className="acts">
      {link('record', texts.record, texts.recordOf(reference))}
      {of.state === 'awaiting' && link('reject', texts.reject, texts.rejectOf(reference))}
    </div>
  )
}
