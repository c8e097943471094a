import { Link } from '@tanstack/react-router'
import type { ToDo } from '@loggia/protocol/console'
import { EmptyArch, Money, Time, useText } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { Named } from '../../centre/parts/product.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { DueTime } from '../reviews/review-list.tsx'
import { toDoTexts } from './to-do-texts.ts'

const refreshMs = 30_000

/** Everything that waits for a decision of the reader, the most urgent first. */
export function ToDoCard() {
  const mayDecide = useMayAsk('GET /api/operator/to-do', ['reviewer', 'finance', 'appeals'])
  return mayDecide && <ToDoList />
}

function ToDoList() {
  const texts = toDoTexts.use()
  const waiting = useList('GET /api/operator/to-do', {}, { refetchInterval: refreshMs })
  return (
    <Card id={useId()} title={texts.title} bare>
      <Listing
        of={waiting}
        columns={useColumns()}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        framed={false}
        empty={<EmptyArch level={3} title={texts.empty.title} text={texts.empty.text} />}
      />
    </Card>
  )
}

function useColumns(): readonly Column<ToDo>[] {
  const { columns, kinds } = toDoTexts.use()
  return [
    { key: 'what', title: columns.what, head: true, render: (one) => <What of={one} /> },
    { key: 'kind', title: columns.kind, phone: 'below', render: ({ kind }) => kinds[kind] },
    { key: 'asked', title: columns.asked, phone: 'none', render: ({ askedAt }) => <Time at={askedAt} /> },
    {
      key: 'due',
      title: columns.due,
      phone: 'end',
      render: ({ dueAt }) => (dueAt ? <DueTime at={dueAt} /> : <span className="faint">–</span>),
    },
  ]
}

function What({ of }: { readonly of: ToDo }) {
  const text = useText()
  const about = of.about && text(of.about)
  return (
    <Named
      name={<ToDoLink of={of}>{text(of.name)}</ToDoLink>}
      below={
        of.amount ? (
          <Money of={of.amount} />
        ) : (
          <span className={of.kind === 'address' ? 'mono wire-id' : undefined}>{about}</span>
        )
      }
    />
  )
}

/** Leads to the page on which it is decided. */
function ToDoLink({ of: { kind, id }, children }: { readonly of: ToDo; readonly children: ReactNode }) {
  switch (kind) {
    case 'seller_application':
      return (
        <Link to="/operator/applications/$applicationId" params={{ applicationId: id }}>
          {children}
        </Link>
      )
    case 'seller_data':
    case 'buyer_verification':
      return (
        <Link
          to="/operator/applications/organisations/$organisationApplicationId"
          params={{ organisationApplicationId: id }}
        >
          {children}
        </Link>
      )
    case 'sign_up':
    case 'owner_reset':
      return <Link to="/operator/applications">{children}</Link>
    case 'suspension':
      return (
        <Link to="/operator/sellers/$sellerId" params={{ sellerId: id }}>
          {children}
        </Link>
      )
    case 'address':
      return <Link to="/operator/addresses">{children}</Link>
    case 'product':
      return (
        <Link to="/operator/reviews/$applicationId" params={{ applicationId: id }}>
          {children}
        </Link>
      )
    case 'interface':
      return (
        <Link to="/operator/monitoring/$productId" params={{ productId: id }}>
          {children}
        </Link>
      )
    case 'balance_change':
      return (
        <Link to="/operator/balance-changes" search={{ state: 'waiting' }}>
          {children}
        </Link>
      )
    case 'appeal':
    case 'recheck':
      return (
        <Link to="/operator/supervisions/$supervisionId" params={{ supervisionId: id }}>
          {children}
        </Link>
      )
    case 'top_up_request':
      return (
        <Link to="/operator/top-ups" search={{ state: 'awaiting' }}>
          {children}
        </Link>
      )
    default:
      return kind satisfies never
  }
}
