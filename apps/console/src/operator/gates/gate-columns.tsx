import { Link } from '@tanstack/react-router'
import type { Gate } from '@loggia/protocol/console'
import { formatCount, formatTime, useLanguage, useText, useToast, useZone } from '@loggia/ui'
import type { ReactNode } from 'react'
import { useChange } from '../../centre/api.ts'
import { staleAfter } from '../../centre/calls/call-area.ts'
import type { CallSearch } from '../../centre/calls/search.ts'
import { formatCounted } from '../../centre/parts/counted.ts'
import type { Column } from '../../centre/parts/listing.tsx'
import { BreakerState } from '../../centre/parts/states.tsx'
import { gateTexts } from './texts.ts'
import { useRefusalToast } from '../../centre/parts/dialog.tsx'

/** The columns of the sellers' gates; every number links to the calls that it counts. */
export function useGateColumns(): readonly Column<Gate>[] {
  const texts = gateTexts.use()
  const text = useText()
  const count = (of: Gate, n: number, to: { name: string; search: CallSearch }): ReactNode =>
    n === 0 ? <span className="faint">0</span> : <Calls of={of} label={to.name} search={to.search} n={n} />
  return [
    {
      key: 'seller',
      title: texts.columns.seller,
      head: true,
      render: ({ seller }) => (
        <Link to="/operator/sellers/$sellerId" params={{ sellerId: seller.id }}>
          <b className="strong">{text(seller.name)}</b>
        </Link>
      ),
    },
    { key: 'state', title: texts.columns.state, phone: 'below', render: (gate) => <GateState gate={gate} /> },
    {
      key: 'due',
      title: texts.columns.due,
      phone: 'none',
      end: true,
      render: (gate) => <Queue gate={gate} />,
    },
    {
      key: 'sending',
      title: texts.columns.sending,
      end: true,
      phone: 'none',
      render: ({ sending, limit }) => (
        <span className="num">{texts.ofLimit(formatCount(sending), formatCount(limit))}</span>
      ),
    },
    {
      key: 'failures',
      title: texts.columns.failures,
      end: true,
      render: (gate) =>
        count(gate, gate.openFailures, {
          name: texts.failuresOf(text(gate.seller.name)),
          search: { result: 'open_failure' },
        }),
    },
    {
      key: 'stuck',
      title: texts.columns.stuck,
      end: true,
      render: (gate) =>
        count(gate, gate.stuck, { name: texts.stuckOf(text(gate.seller.name)), search: { state: 'stuck' } }),
    },
    { key: 'acts', title: texts.columns.acts, end: true, render: (gate) => <GateActs gate={gate} /> },
  ]
}

function Calls(props: {
  readonly of: Gate
  readonly label: string
  readonly search: CallSearch
  readonly n: number
}) {
  const shown = formatCounted(props.n)
  return (
    <Link
      className="num"
      to="/operator/calls"
      search={{ ...props.search, sellerId: props.of.seller.id }}
      aria-label={`${shown}: ${props.label}`}
    >
      {shown}
    </Link>
  )
}

/** Whether calls are sent, and what the market does if they are not. */
export function GateState({ gate }: { readonly gate: Gate }) {
  const texts = gateTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const at = (time: string): string => formatTime(time, { language, zone, precision: 'second' })
  const clock = (time: string): string => formatTime(time, { language, zone, precision: 'clock' })
  const comma = language === 'zh-CN' ? '，' : ', '
  const said = [
    gate.failures > 0 && texts.inRow(formatCount(gate.failures)),
    gate.parkedSince !== undefined && texts.since(at(gate.parkedSince)),
    gate.breaker === 'open' && gate.probeAt !== undefined && texts.probeAt(clock(gate.probeAt)),
    gate.breaker === 'half_open' && texts.probing,
  ].filter((part) => part !== false)
  return (
    <div className="bound">
      <BreakerState breaker={gate.breaker} />
      {said.length > 0 && <p className="below">{said.join(comma)}</p>}
    </div>
  )
}

function Queue({ gate }: { readonly gate: Gate }) {
  const texts = gateTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const text = useText()
  const shown = `${formatCounted(gate.due)} / ${formatCounted(gate.waiting)}`
  if (gate.waiting === 0) return <span className="faint num">{shown}</span>
  return (
    <div className="bound">
      <Link
        className="num"
        to="/operator/calls"
        search={{ sellerId: gate.seller.id, state: 'waiting' }}
        aria-label={`${shown}: ${texts.waitingOf(text(gate.seller.name))}`}
      >
        {shown}
      </Link>
      {gate.oldestDueAt !== undefined && (
        <p className="below">
          {(gate.due > 0 ? texts.oldest : texts.next)(
            formatTime(gate.oldestDueAt, { language, zone, precision: 'second' }),
          )}
        </p>
      )}
    </div>
  )
}

/** Tries a paused call now, and leads to the calls. */
export function GateActs({ gate }: { readonly gate: Gate }) {
  const texts = gateTexts.use()
  const text = useText()
  const toast = useToast()
  const showRefusal = useRefusalToast()
  const probe = useChange('POST /api/operator/gates/:sellerId/probe', staleAfter.operator)
  const name = text(gate.seller.name)
  const onProbe = () =>
    probe.mutate(
      { params: { sellerId: gate.seller.id } },
      {
        onSuccess: () => toast.success(texts.probeDone(name)),
        onError: showRefusal,
      },
    )
  return (
    <div className="acts">
      {gate.breaker === 'open' && (
        <button
          className="link"
          type="button"
          aria-label={texts.probeOf(name)}
          disabled={probe.isPending}
          onClick={onProbe}
        >
          {texts.probe}
        </button>
      )}
      <Link
        className="link"
        to="/operator/calls"
        search={{ sellerId: gate.seller.id }}
        aria-label={texts.callsOf(name)}
      >
        {texts.calls}
      </Link>
    </div>
  )
}
