import { Link } from '@tanstack/react-router'
import type { Gate, RouteReply } from '@loggia/protocol/console'
import { Button, Time, formatCount, useToast } from '@loggia/ui'
import { useId } from 'react'
import { useChange } from '../../centre/api.ts'
import { staleAfter } from '../../centre/calls/call-area.ts'
import { formatCounted } from '../../centre/parts/counted.ts'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { BreakerState } from '../../centre/parts/states.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { sellerTexts } from './seller-texts.ts'
import { useRefusalToast } from '../../centre/parts/dialog.tsx'

export type OneSeller = RouteReply<'GET /api/operator/sellers/:sellerId'>

/** The state of the calls to a seller, with a link to them. */
export function CallsCard({ of }: { readonly of: OneSeller }) {
  const texts = sellerTexts.use()
  return (
    <Card
      id={useId()}
      title={texts.gate}
      beside={of.gate && <BreakerState breaker={of.gate.breaker} />}
      end={
        <>
          {of.gate?.breaker === 'open' && <Probe sellerId={of.id} />}
          <Link className="link t13" to="/operator/calls" search={{ sellerId: of.id }}>
            {texts.calls}
          </Link>
        </>
      }
      bare
    >
      {of.gate ? <Standing of={of.gate} /> : <p className="card__body dim">{texts.gateNone}</p>}
    </Card>
  )
}

function Standing({ of }: { readonly of: Gate }) {
  const texts = sellerTexts.use()
  const { gateColumns } = texts
  return (
    <dl className="ins">
      <Fact name={gateColumns.due}>
        <span className="num">{`${formatCounted(of.due)} / ${formatCounted(of.waiting)}`}</span>
      </Fact>
      <Fact name={gateColumns.sending}>
        <span className="num">{`${formatCount(of.sending)} / ${formatCount(of.limit)}`}</span>
      </Fact>
      <Fact name={gateColumns.failures}>
        <span className="num">{formatCount(of.failures)}</span>
      </Fact>
      <Fact name={gateColumns.stuck}>
        <span className="num">{formatCounted(of.stuck)}</span>
      </Fact>
      {of.parkedSince !== undefined && (
        <Fact name={texts.parkedSince}>
          <Time at={of.parkedSince} precision="second" />
        </Fact>
      )}
      {of.probeAt !== undefined && (
        <Fact name={texts.probeAt}>
          <Time at={of.probeAt} precision="second" />
        </Fact>
      )}
    </dl>
  )
}

function Probe({ sellerId }: { readonly sellerId: string }) {
  const texts = sellerTexts.use()
  const toast = useToast()
  const showRefusal = useRefusalToast()
  const mayProbe = useMayAsk('POST /api/operator/gates/:sellerId/probe', 'reviewer')
  const probe = useChange('POST /api/operator/gates/:sellerId/probe', [
    ...staleAfter.operator,
    'GET /api/operator/sellers/:sellerId',
  ])
  if (!mayProbe) return null
  return (
    <Button
      size="small"
      aria-busy={probe.isPending}
      onClick={() =>
        probe.mutate(
          { params: { sellerId } },
          {
            onSuccess: () => toast.success(texts.probeDone),
            onError: showRefusal,
          },
        )
      }
    >
      {texts.probe}
    </Button>
  )
}
