import { balanceChangeStates } from '@loggia/protocol/console/ledger/kinds'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { BalanceChange } from '@loggia/protocol/console'
import { Button, Icon, Money, State, Time, formatAmount, useText } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useState } from 'react'
import { useList, useRead } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { changeSearch } from '../../centre/routing/search.ts'
import { balanceChangeTexts } from './texts.ts'
import { DecideDialog, WithdrawDialog } from './change-dialogs.tsx'

const route = getRouteApi('/operator/balance-changes')

type Act = { readonly kind: 'confirm' | 'reject' | 'withdraw'; readonly of: BalanceChange }

/** R6: top-ups and corrections that one operator proposed, and the decisions of another one. */
export function BalanceChangesPage() {
  const texts = balanceChangeTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const changes = useList('GET /api/operator/balance-changes', { ...search })
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  return (
    <ListPage
      area="operator"
      title={texts.title}
      lead={texts.lead}
      above={<OffNote />}
      filters={
        <div className="filters">
          <Filter
            label={texts.state}
            any={texts.any}
            value={search.state}
            options={balanceChangeStates.map((name) => [name, texts.states[name]])}
            onChoose={(state) =>
              void navigate({ to: '/operator/balance-changes', search: changeSearch(search, { state }) })
            }
          />
          {search.buyerId !== undefined && <OfBuyer buyerId={search.buyerId} />}
        </div>
      }
      of={changes}
      columns={useColumns(setAct)}
      rowKey={({ id }) => id}
      empty={search.state === 'waiting' ? texts.emptyWaiting : texts.empty}
    >
      {act?.kind === 'withdraw' && <WithdrawDialog of={act.of} onClose={close} />}
      {(act?.kind === 'confirm' || act?.kind === 'reject') && (
        <DecideDialog approve={act.kind === 'confirm'} of={act.of} onClose={close} />
      )}
    </ListPage>
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
    { key: 'amount', title: columns.amount, end: true, render: ({ amount }) => <Money of={amount} /> },
    {
      key: 'state',
      title: columns.state,
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
      render: ({ proposedBy, proposedAt }) => <ByWhom name={proposedBy.name} at={proposedAt} />,
    },
    {
      key: 'decided',
      title: columns.decided,
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
