import { Link, linkOptions } from '@tanstack/react-router'
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
import { HoldActs, Holder } from './hold-acts.tsx'
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
  const { columns } = toDoTexts.use()
  const shared = useToDoColumns()
  return [
    ...shared.what,
    { key: 'asked', title: columns.asked, phone: 'none', render: ({ askedAt }) => <Time at={askedAt} /> },
    shared.due,
    { key: 'holder', title: columns.holder, phone: 'beside', render: (one) => <Holder of={one} /> },
    shared.acts,
  ]
}

/** The columns of every list of what waits: what it is, until when, and what the reader may do. */
export function useToDoColumns() {
  const { columns, kinds } = toDoTexts.use()
  const what: readonly Column<ToDo>[] = [
    { key: 'what', title: columns.what, head: true, render: (one) => <What of={one} /> },
    { key: 'kind', title: columns.kind, phone: 'below', render: ({ kind }) => kinds[kind] },
  ]
  const due: Column<ToDo> = {
    key: 'due',
    title: columns.due,
    phone: 'end',
    render: ({ dueAt }) => (dueAt ? <DueTime at={dueAt} /> : <span className="faint">–</span>),
  }
  const acts: Column<ToDo> = {
    key: 'acts',
    title: columns.acts,
    end: true,
    render: (one) => <HoldActs of={one} />,
  }
  return { what, due, acts }
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
export function ToDoLink({
  of,
  ...shown
}: {
  readonly of: Pick<ToDo, 'kind' | 'id'>
  readonly children: ReactNode
  readonly className?: string
}) {
  return <Link {...toPlace(of)} {...shown} />
}

/** The page on which it is decided. */
export function toPlace({ kind, id }: Pick<ToDo, 'kind' | 'id'>) {
  switch (kind) {
    case 'seller_application':
      return linkOptions({ to: '/operator/applications/$applicationId', params: { applicationId: id } })
    case 'seller_data':
    case 'buyer_verification': {
      const to = '/operator/applications/organisations/$organisationApplicationId'
      return linkOptions({ to, params: { organisationApplicationId: id } })
    }
    case 'sign_up':
    case 'owner_reset':
      return linkOptions({ to: '/operator/applications' })
    case 'suspension':
      return linkOptions({ to: '/operator/sellers/$sellerId', params: { sellerId: id } })
    case 'address':
      return linkOptions({ to: '/operator/addresses' })
    case 'product':
      return linkOptions({ to: '/operator/reviews/$applicationId', params: { applicationId: id } })
    case 'feedback':
      return linkOptions({ to: '/operator/feedback' })
    case 'ticket':
      return linkOptions({ to: '/operator/tickets/$ticketId', params: { ticketId: id } })
    case 'interface':
      return linkOptions({ to: '/operator/monitoring/$productId', params: { productId: id } })
    case 'balance_change':
      return linkOptions({ to: '/operator/balance-changes', search: { state: 'waiting' } })
    case 'appeal':
    case 'recheck':
      return linkOptions({ to: '/operator/supervisions/$supervisionId', params: { supervisionId: id } })
    case 'top_up_request':
      return linkOptions({ to: '/operator/top-ups', search: { state: 'awaiting' } })
    default:
      return kind satisfies never
  }
}
