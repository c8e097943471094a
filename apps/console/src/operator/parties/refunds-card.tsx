import type { OutsideRefund } from '@loggia/protocol/console'
import { Button, EmptyArch, State, Time, formatCount } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { buyerRefundTexts } from './refund-texts.ts'
import { OutsideRefundDialog } from './outside-refund-dialog.tsx'

const kinds: Readonly<Record<OutsideRefund['state'], StateKind>> = {
  open: 'run',
  succeeded: 'ok',
  failed: 'end',
}

/** R131, R135: the self-service refunds of a buyer's year, including those of other systems. */
export function RefundsCard({ buyerId }: { readonly buyerId: string }) {
  const texts = buyerRefundTexts.use()
  const read = useRead('GET /api/operator/buyers/:buyerId/refund-quota', { params: { buyerId } })
  const mayReport = useMayAsk('POST /api/operator/buyers/:buyerId/outside-refunds', 'finance')
  const [isOpen, setOpen] = useState(false)
  const { quota, outside } = read.data ?? {}
  const figures =
    quota &&
    ([
      [texts.most, quota.most],
      [texts.used, quota.used],
      [texts.open, quota.open],
      [texts.left, quota.left],
    ] as const)
  return (
    <Card
      id={useId()}
      title={quota ? texts.title(quota.year) : texts.titleOnly}
      end={mayReport && <Button onClick={() => setOpen(true)}>{texts.report}</Button>}
      bare
    >
      {figures && (
        <dl className="ins">
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{texts.times(formatCount(value))}</dd>
            </div>
          ))}
        </dl>
      )}
      <Listing<OutsideRefund>
        of={{
          ...read,
          items: outside,
          hasNextPage: false,
          isFetchingNextPage: false,
          fetchNextPage: read.refetch,
        }}
        columns={useColumns()}
        rowKey={({ reference }) => reference}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
      {isOpen && <OutsideRefundDialog buyerId={buyerId} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function useColumns(): readonly Column<OutsideRefund>[] {
  const { columns, states } = buyerRefundTexts.use()
  return [
    {
      key: 'reference',
      title: columns.reference,
      head: true,
      render: ({ reference, note }) => (
        <>
          <span className="mono">{reference}</span>
          {note && <div className="t12 faint">{note}</div>}
        </>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state }) => <State kind={kinds[state]}>{states[state]}</State>,
    },
    {
      key: 'refunds',
      title: columns.refunds,
      phone: 'beside',
      render: ({ refunds }) => formatCount(refunds),
    },
    { key: 'at', title: columns.at, phone: 'end', render: ({ requestedAt }) => <Time at={requestedAt} /> },
  ]
}
