import { Link } from '@tanstack/react-router'
import type { ProductReview } from '@loggia/protocol/console'
import { fromDays, fromHours, fromIso } from '@loggia/kernel'
import { EmptyArch, State, Time, formatWholeSpan, useLanguage, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { useNow } from '../../centre/frame.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named } from '../../centre/parts/product.tsx'
import { reviewTexts } from './texts.ts'

/** Applications that wait for a decision, the earliest due first. */
export function ReviewList() {
  const texts = reviewTexts.use()
  const reviews = useList('GET /api/operator/reviews')
  return (
    <Listing
      of={reviews}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
    />
  )
}

function useColumns(): readonly Column<ProductReview>[] {
  const { columns, kinds, prices } = reviewTexts.use()
  const text = useText()
  return [
    {
      key: 'product',
      title: columns.product,
      head: true,
      render: ({ id, product, seller }) => (
        <Named
          name={
            <Link to="/operator/reviews/$applicationId" params={{ applicationId: id }}>
              {text(product.name)}
            </Link>
          }
          below={
            <Link to="/operator/sellers/$sellerId" params={{ sellerId: seller.id }}>
              {text(seller.name)}
            </Link>
          }
        />
      ),
    },
    {
      key: 'kind',
      title: columns.kind,
      phone: 'beside',
      render: ({ kind, changesPrices }) => (
        <span>
          {kinds[kind]} {changesPrices && kind === 'change' && <span className="tag">{prices}</span>}
        </span>
      ),
    },
    { key: 'standing', title: columns.standing, phone: 'below', render: (one) => <Standing of={one} /> },
    { key: 'filed', title: columns.filed, phone: 'none', render: ({ filedAt }) => <Time at={filedAt} /> },
    { key: 'due', title: columns.due, phone: 'end', render: ({ dueAt }) => <DueTime at={dueAt} /> },
  ]
}

/** Whether nobody has opened it, a reviewer has, or one has approved it and a second approval is needed (R6). */
function Standing({ of }: { readonly of: Pick<ProductReview, 'awaitsSecond' | 'openedAt'> }) {
  const texts = reviewTexts.use()
  if (of.awaitsSecond) return <State kind="warn">{texts.second}</State>
  return of.openedAt === undefined ? (
    <State kind="warn">{texts.waiting}</State>
  ) : (
    <State kind="run">{texts.opened}</State>
  )
}

/** R45: when an answer is due, and how much time is left or overdue. */
export function DueTime({ at }: { readonly at: string }) {
  const texts = reviewTexts.use()
  const now = useNow()()
  const apart = Math.abs(fromIso(at) - now)
  const isLate = now > fromIso(at)
  const isShort = apart < fromHours(1)
  const span = formatWholeSpan(apart, useLanguage())
  const left = isShort ? texts.soon : texts.left(span)
  const late = isShort ? texts.lateSoon : texts.late(span)
  return (
    <span>
      <Time at={at} />
      <span className={isLate ? 'below due bad' : apart < fromDays(1) ? 'below due warn' : 'below due'}>
        {isLate ? late : left}
      </span>
    </span>
  )
}
