import { Link, useParams } from '@tanstack/react-router'
import type { HistoryEntry } from '@loggia/protocol/console'
import { CopyText, EmptyArch, Icon, Time, useText } from '@loggia/ui'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Page, ZoneNote } from '../../centre/parts/page.tsx'
import { ProductState } from '../../centre/parts/states.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { reviewTexts } from '../../centre/text/reviews.ts'
import { ContentTable } from './content-diff.tsx'
import { DelistDialog, SuspendDialog } from './product-acts.tsx'
import { standingOf } from './standing.ts'
import type { Standing } from './standing.ts'

/** One product: how it stands, what it is, and everything that happened to it. */
export function ProductPage() {
  const texts = reviewTexts.use()
  const { productId = '' } = useParams({ strict: false })
  const history = useRead('GET /api/operator/products/:productId/history', { params: { productId } })
  const standing = history.data && standingOf(history.data.items)
  const name = useName(standing)
  return (
    <Page
      area="operator"
      title={name ?? texts.products.title}
      crumbs={<Link to="/operator/products">{texts.products.title}</Link>}
      state={standing && <ProductState state={standing.state} />}
      lead={
        <>
          <CopyText value={productId} />
          {standing?.suspendedUntil !== undefined && (
            <span>
              {texts.products.until_} <Time at={standing.suspendedUntil} />
            </span>
          )}
          <ZoneNote />
        </>
      }
      actions={standing && <Acts productId={productId} of={standing} name={name} />}
    >
      <Loaded of={history} skeleton={<CardSkeleton rows={8} />}>
        {({ items }) => (
          <div className="od__main">
            <History of={items} />
            <Content of={standingOf(items)} productId={productId} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

const useReview = (standing: Standing | undefined) =>
  useRead(
    'GET /api/operator/reviews/:applicationId',
    { params: { applicationId: standing?.applicationId ?? '' } },
    { enabled: standing?.applicationId !== undefined },
  )

function useName(standing: Standing | undefined): string | undefined {
  const text = useText()
  const name = useReview(standing).data?.current.name ?? standing?.name
  return name && text(name)
}

function History({ of }: { readonly of: readonly HistoryEntry[] }) {
  const texts = reviewTexts.use()
  const events: Readonly<Record<string, string>> = texts.events
  return (
    <Card id={useId()} title={texts.products.history}>
      <ol className="steps-done">
        {of.toReversed().map((entry) => (
          <li key={entry.sequence}>
            <Time at={entry.at} precision="second" />
            <span>
              {events[entry.kind] ?? entry.kind}
              <Reason of={entry} />
            </span>
            <span className="faint">{entry.actor.name}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Reason({ of }: { readonly of: HistoryEntry }) {
  const texts = reviewTexts.use()
  const { reason } = of.data as { readonly reason?: unknown }
  if (typeof reason !== 'string') return null
  return <span className="below due written">{texts.reasonOf(reason)}</span>
}

/** What the product is now; it is kept with its applications, so a draft that was never submitted has nothing to show. */
function Content({ of, productId }: { readonly of: Standing; readonly productId: string }) {
  const texts = reviewTexts.use()
  const review = useReview(of)
  const isPublic = of.state === 'listed' || of.state === 'hidden'
  if (of.applicationId === undefined) {
    return (
      <div className="card">
        <EmptyArch
          level={2}
          title={texts.products.content}
          text={texts.products.noContent}
          action={isPublic && <a href={`/products/${productId}`}>{texts.products.onStorefront}</a>}
        />
      </div>
    )
  }
  return (
    <Loaded of={review} skeleton={<CardSkeleton rows={8} />}>
      {({ current, id }) => (
        <>
          <p className="row row--wrap t13">
            <Link to="/operator/reviews/$applicationId" params={{ applicationId: id }}>
              {texts.products.latest}
            </Link>
            {isPublic && (
              <a href={`/products/${productId}`}>
                {texts.products.onStorefront} <Icon name="arrow-right" />
              </a>
            )}
          </p>
          <ContentTable of={current} />
        </>
      )}
    </Loaded>
  )
}

type OfProduct = { readonly productId: string; readonly of: Standing; readonly name: string | undefined }

function Acts({ productId, of, name }: OfProduct) {
  const texts = reviewTexts.use().products
  const mayDecide = useMayAsk('POST /api/operator/products/:productId/suspension')
  const [act, setAct] = useState<'suspend' | 'delist'>()
  const isOnSale = of.state === 'listed' || of.state === 'hidden'
  if (!mayDecide) return null
  if (!isOnSale && of.state !== 'suspended')
    return <span className="why">{of.state === 'delisted' ? texts.gone : texts.stays}</span>
  const given = { productId, name: name ?? productId, onClose: () => setAct(undefined) }
  return (
    <div className="row row--wrap">
      <Button danger onClick={() => setAct('delist')}>
        {texts.delist}
      </Button>
      {isOnSale && <Button onClick={() => setAct('suspend')}>{texts.suspend}</Button>}
      {act === 'suspend' && <SuspendDialog {...given} />}
      {act === 'delist' && <DelistDialog {...given} />}
    </div>
  )
}
