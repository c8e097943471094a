import { balanceChangeStates } from '@loggia/protocol/console/ledger/kinds'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { BalanceChange } from '@loggia/protocol/console'
import { Button, Icon, Money, State, Time, formatAmount, useText } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useState } from 'react'
import { useList, useRead } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { Days, PeriodFilter } from '../../centre/calls/call-filters.tsx'
import { usePeriodQuery } from '../../centre/calls/period-query.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Outcome } from '../../centre/parts/outcome.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import { Bulk, useChoiceColumns } from '../bulk/bulk.tsx'
import { useSelection } from '../bulk/use-selection.ts'
import type { ChangesSearch, ChangesSearchChange } from './changes-search.ts'
import { balanceChangeTexts } from './texts.ts'
import { DecideDialog, WithdrawDialog } from './change-dialogs.tsx'

const route = getRouteApi('/operator/balance-changes')

type Act = { readonly kind: 'confirm' | 'reject' | 'withdraw'; readonly of: BalanceChange }

/** R6: top-ups and corrections that one operator proposed, and the decisions of another one. */
export function BalanceChangesPage() {
  const texts = balanceChangeTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const query = usePeriodQuery(search)
  const changes = useList('GET /api/operator/balance-changes', query)
  const [act, setAct] = useState<Act>()
  const [decided, setDecided] = useState<Act>()
  const close = () => setAct(undefined)
  const ofChange = useOfChange()
  const selection = useSelection(changes.items, ofChange)
  const columns = useChoiceColumns(useColumns(setAct), { of: selection, ...ofChange })
  return (
    <ListPage
      area="operator"
      title={texts.title}
      lead={texts.lead}
      actions={<CsvLink of="GET /api/operator/balance-changes.csv" query={query} />}
      above={
        <>
          <OffNote />
          {decided && <Decided act={decided} />}
          <Bulk
            of={selection}
            route="POST /api/operator/balance-changes/decisions"
            stale={stale}
            {...ofChange}
          />
        </>
      }
      filters={
        <Filters
          search={search}
          onChange={(to) =>
            void navigate({ to: '/operator/balance-changes', search: changeSearch(search, to) })
          }
        />
      }
      of={changes}
      columns={columns}
      rowKey={({ id }) => id}
      empty={texts.empty}
      narrowed={
        isNarrowed(search) && {
          ...(search.state === 'waiting' ? texts.emptyWaiting : texts.filtered),
          action: texts.filtered.action,
          onReset: () => void navigate({ to: '/operator/balance-changes', search: {} }),
        }
      }
    >
      {act?.kind === 'withdraw' && <WithdrawDialog of={act.of} onClose={close} />}
      {(act?.kind === 'confirm' || act?.kind === 'reject') && (
        <DecideDialog
          approve={act.kind === 'confirm'}
          of={act.of}
          onDone={() => setDecided(act)}
          onClose={close}
        />
      )}
    </ListPage>
  )
}

const stale = [
  'GET /api/operator/balance-changes',
  'GET /api/operator/overview',
  'GET /api/operator/buyers/:buyerId',
] as const

/** R6: a change waits for an operator other than the one who proposed it. */
function useOfChange() {
  const texts = balanceChangeTexts.use()
  const text = useText()
  const { session } = useFrame()
  const mayDecide = useMayAsk('POST /api/operator/balance-changes/decisions', 'finance')
  return {
    idOf: ({ id }: BalanceChange) => id,
    nameOf: ({ kind, amount, buyer }: BalanceChange) =>
      texts.what(texts.kinds[kind], formatAmount(amount), text(buyer.name)),
    isOpen: ({ state, proposedBy }: BalanceChange) =>
      mayDecide && state === 'waiting' && proposedBy.id !== session?.member.id,
  }
}

/** A decided change leaves the list of those that wait. */
function Decided({ act: { kind, of } }: { readonly act: Act }) {
  const texts = balanceChangeTexts.use()
  const text = useText()
  const said = kind === 'confirm' ? texts.confirmed : texts.refused
  return (
    <Outcome text={said(text(of.buyer.name), formatAmount(of.amount))}>
      <Link to="/operator/buyers/$buyerId" params={{ buyerId: of.buyer.id }} search={{ tab: 'money' }}>
        {texts.toBuyer}
      </Link>
    </Outcome>
  )
}

function Filters({
  search,
  onChange,
}: {
  readonly search: ChangesSearch
  onChange(change: ChangesSearchChange): void
}) {
  const texts = balanceChangeTexts.use()
  const { text, state, period, buyerId } = search
  return (
    <div className="filters">
      <FindField
        label={texts.find}
        hint={texts.find}
        isCode={false}
        maxLength={100}
        value={text}
        onFind={(found) => onChange({ text: found })}
      />
      <Filter
        label={texts.state}
        any={texts.any}
        value={state}
        options={balanceChangeStates.map((name) => [name, texts.states[name]])}
        onChoose={(chosen) => onChange({ state: chosen })}
      />
      <PeriodFilter period={period} onChange={onChange} />
      {period === 'custom' && <Days search={search} onChange={onChange} />}
      {buyerId !== undefined && <OfBuyer buyerId={buyerId} />}
    </div>
  )
}

/** Shown if the list is for one buyer: the buyer, and a link to all. */
function OfBuyer({ buyerId }: { readonly buyerId: string }) {
  const texts = balanceChangeTexts.use()
  const text = useText()
  const navigate = useNavigate()
  const search = changeSearch(route.useSearch(), { buyerId: undefined })
  const buyer = useRead('GET /api/operator/buyers/:buyerId', { params: { buyerId } }).data
  return (
    <span className="row gap8 t13">
      {buyer && <span>{texts.only(text(buyer.name))}</span>}
      <Button size="small" onClick={() => void navigate({ to: '/operator/balance-changes', search })}>
        {texts.allBuyers}
      </Button>
    </span>
  )
}

function OffNote() {
  const texts = balanceChangeTexts.use()
  const setting = useRead('GET /api/operator/settings', {}).data?.settings.fourEyesOnTopUps
  if (setting?.value !== false) return null
  return (
    <div className="note">
      <Icon name="info" />
      <p className="grow">{texts.off}</p>
      <Link to="/operator/settings">{texts.toSettings}</Link>
    </div>
  )
}

const kinds: Readonly<Record<BalanceChange['state'], StateKind>> = {
  waiting: 'warn',
  confirmed: 'ok',
  rejected: 'bad',
  withdrawn: 'end',
}

function useColumns(onAct: (act: Act) => void): readonly Column<BalanceChange>[] {
  const texts = balanceChangeTexts.use()
  const { columns } = texts
  const text = useText()
  return [
    {
      key: 'change',
      title: columns.change,
      head: true,
      render: ({ kind, reason }) => (
        <>
          <b className="strong">{texts.kinds[kind]}</b>
          <p className="below written">{reason}</p>
        </>
      ),
    },
    {
      key: 'buyer',
      title: columns.buyer,
      render: ({ buyer }) => (
        <Link to="/operator/buyers/$buyerId" params={{ buyerId: buyer.id }}>
          {text(buyer.name)}
        </Link>
      ),
    },
    {
      key: 'amount',
      title: columns.amount,
      phone: 'beside',
      end: true,
      render: ({ amount }) => <Money of={amount} />,
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state, decisionReason }) => (
        <div>
          <State kind={kinds[state]}>{texts.states[state]}</State>
          {decisionReason !== undefined && <p className="below written">{texts.because(decisionReason)}</p>}
        </div>
      ),
    },
    {
      key: 'proposed',
      title: columns.proposed,
      phone: 'end',
      render: ({ proposedBy, proposedAt }) => <ByWhom name={proposedBy.name} at={proposedAt} />,
    },
    {
      key: 'decided',
      title: columns.decided,
      phone: 'none',
      render: ({ decidedBy, decidedAt }) =>
        decidedBy && decidedAt !== undefined ? (
          <ByWhom name={decidedBy.name} at={decidedAt} />
        ) : (
          <span className="faint">–</span>
        ),
    },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (change) => <Acts of={change} onAct={onAct} />,
    },
  ]
}

function ByWhom({ name, at }: { readonly name: string; readonly at: string }) {
  return (
    <div>
      {name}
      <p className="below">
        <Time at={at} />
      </p>
    </div>
  )
}

function Acts({ of, onAct }: { readonly of: BalanceChange; onAct(act: Act): void }) {
  const texts = balanceChangeTexts.use()
  const text = useText()
  const { session } = useFrame()
  const mayDecide = useMayAsk('POST /api/operator/balance-changes/:changeId/decision', 'finance')
  if (of.state !== 'waiting') return <span className="faint">–</span>
  if (!mayDecide) return <span className="why">{texts.financeOnly}</span>
  const isMine = of.proposedBy.id === session?.member.id
  const what = texts.what(texts.kinds[of.kind], formatAmount(of.amount), text(of.buyer.name))
  const link = (kind: Act['kind'], shown: string, label: string) => (
    <button className="link" type="button" aria-label={label} onClick={() => onAct({ kind, of })}>
      {shown}
    </button>
  )
  if (isMine)
    return (
      <div className="acts">
        <span className="why">{texts.mine}</span>
        {link('withdraw', texts.withdraw, texts.withdrawOf(what))}
      </div>
    )
  return (
    <div className="acts">
      {link('confirm', texts.confirm, texts.confirmOf(what))}
      {link('reject', texts.reject, texts.rejectOf(what))}
    </div>
  )
}
