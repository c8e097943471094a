import { Link, getRouteApi } from '@tanstack/react-router'
import type { FactKindOn, HistoryEntry, RouteReply } from '@loggia/protocol/console'
import { string } from '@loggia/protocol/console/members'
import { Button, CopyText, Time, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { accessTitles } from '../../centre/facts/access.ts'
import { productTitles } from '../../centre/facts/catalog.ts'
import { licenseTitles } from '../../centre/facts/licenses.tsx'
import { monitoringTitles, useDecisionTitle } from '../../centre/facts/monitoring.ts'
import { templateTitles } from '../../centre/facts/templates.ts'
import { useRead } from '../../centre/api.ts'
import { BoundAccess } from '../../centre/parts/bound-access.tsx'
import { Bar, CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, Page } from '../../centre/parts/page.tsx'
import { ProductLogo } from '../../centre/parts/product.tsx'
import { ProductState } from '../../centre/parts/states.tsx'
import { Codes } from '../../centre/products/codes.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { NotesCard } from '../notes/later.ts'
import { reviewTexts } from '../reviews/texts.ts'
import { ContentTable } from '../reviews/content-diff.tsx'
import { TemplateFiles } from '../reviews/template-files.tsx'
import { DelistDialog, SuspendDialog } from './product-acts.tsx'

const route = getRouteApi('/operator/products/$productId')

type Product = RouteReply<'GET /api/operator/products/:productId'>

/** One product: its state, its content and its history. */
export function ProductPage() {
  const texts = reviewTexts.use()
  const text = useText()
  const { productId } = route.useParams()
  const product = useRead('GET /api/operator/products/:productId', { params: { productId } })
  const found = product.data
  return (
    <Page
      area="operator"
      title={found ? text(found.name) : texts.products.title}
      crumbs={<Link to="/operator/products">{texts.products.title}</Link>}
      logo={found && <ProductLogo of={found} />}
      state={found && <ProductState state={found.state} pill />}
      lead={
        <>
          {found && (
            <Link to="/operator/sellers/$sellerId" params={{ sellerId: found.seller.id }}>
              {text(found.seller.name)}
            </Link>
          )}
          {found?.suspendedUntil !== undefined && (
            <span>
              {texts.products.until_} <Time at={found.suspendedUntil} />
            </span>
          )}
        </>
      }
      actions={found && <Acts of={found} name={text(found.name)} />}
    >
      <Loaded of={product} skeleton={<CardSkeleton rows={8} />}>
        {(shown) => (
          <div className="od__main">
            <Facts of={shown} />
            <NotesCard subjectId={shown.id} />
            <ContentTable of={shown.content} />
            <History productId={shown.id} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

/** Links to the seller and to the places where the product is shown. */
function Facts({ of }: { readonly of: Product }) {
  const texts = reviewTexts.use().products
  const { facts } = texts
  const isPublic = of.state === 'listed' || of.state === 'hidden'
  const none = <span className="faint">–</span>
  return (
    <Card
      id={useId()}
      title={facts.title}
      end={
        isPublic && (
          <a className="link t13" href={`/products/${of.id}`}>
            {texts.onStorefront}
          </a>
        )
      }
      bare
    >
      <dl className="ins">
        <Fact name={texts.columns.access}>
          {of.access ? <BoundAccess of={of.access} /> : texts.unbound}
          {of.joint && <BoundAccess of={of.joint} />}
        </Fact>
        <Fact name={texts.columns.codes}>
          <Codes of={of} />
        </Fact>
        <Fact name={facts.added}>
          <Time at={of.createdAt} />
        </Fact>
        <Fact name={facts.listed}>{of.listedAt === undefined ? none : <Time at={of.listedAt} />}</Fact>
        <Fact name={facts.application}>
          {of.latestApplicationId === undefined ? (
            none
          ) : (
            <Link to="/operator/reviews/$applicationId" params={{ applicationId: of.latestApplicationId }}>
              {texts.latest}
            </Link>
          )}
        </Fact>
        <TemplateFiles productId={of.id} />
        <Fact name={facts.id}>
          <CopyText value={of.id} label={facts.id} />
        </Fact>
      </dl>
    </Card>
  )
}

function History({ productId }: { readonly productId: string }) {
  const texts = reviewTexts.use()
  const history = useRead('GET /api/operator/products/:productId/history', { params: { productId } })
  return (
    <Card id={useId()} title={texts.products.history}>
      <Loaded of={history} skeleton={<Bar width="60%" />}>
        {({ items }) => <Entries of={items} />}
      </Loaded>
    </Card>
  )
}

type ReviewedTitles = { readonly [K in FactKindOn<'prd'>]: string }

function Entries({ of }: { readonly of: readonly HistoryEntry[] }) {
  const titles: ReviewedTitles = {
    ...productTitles.use(),
    ...accessTitles.use(),
    ...templateTitles.use(),
    ...licenseTitles.use(),
    ...monitoringTitles.use(),
  }
  const known: Readonly<Record<string, string>> = titles
  const sayDecision = useDecisionTitle()
  return (
    <ol className="steps-done">
      {of.toReversed().map((entry) => (
        <li key={entry.sequence}>
          <Time at={entry.at} precision="second" />
          <span>
            {sayDecision(entry) ?? known[entry.kind] ?? entry.kind}
            <FileName of={entry} />
            <Reason of={entry} />
          </span>
          <span className="faint">{entry.actor.name}</span>
        </li>
      ))}
    </ol>
  )
}

/** The file that was added to the delivery template, or removed. */
function FileName({ of }: { readonly of: HistoryEntry }) {
  const name = string.read(of.data['file'])
  return name === undefined ? null : <span className="below written">{name}</span>
}

function Reason({ of }: { readonly of: HistoryEntry }) {
  const texts = reviewTexts.use()
  const reason = string.read(of.data['reason'])
  if (reason === undefined) return null
  return <span className="below due written">{texts.reasonOf(reason)}</span>
}

function Acts({ of, name }: { readonly of: Product; readonly name: string }) {
  const texts = reviewTexts.use().products
  const mayDecide = useMayAsk('POST /api/operator/products/:productId/suspension', 'reviewer')
  const [act, setAct] = useState<'suspend' | 'delist'>()
  const isOnSale = of.state === 'listed' || of.state === 'hidden'
  if (!mayDecide) return null
  if (!isOnSale && of.state !== 'suspended')
    return <span className="why">{of.state === 'delisted' ? texts.gone : texts.stays}</span>
  const given = { productId: of.id, name, onClose: () => setAct(undefined) }
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
