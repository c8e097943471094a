import { Link, getRouteApi } from '@tanstack/react-router'
import type { SellerProduct } from '@loggia/protocol/console'
import { Button, Icon, useText } from '@loggia/ui'
import { useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { PageTabs } from '../../centre/parts/page-tabs.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { ProductLogo } from '../../centre/parts/product.tsx'
import { ProductState } from '../../centre/parts/states.tsx'
import { findAccessNeed, findWayOf, mayBeJoint } from '../../centre/products/product-access.ts'
import { NoRight } from '../../centre/rights/no-right.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { StaleCases } from '../test-calls/advice.tsx'
import { ownProductTexts } from './texts.ts'
import { useWhyLinked } from '../apps/product-link.tsx'
import { ApplicationsCard } from './detail/applications-card.tsx'
import { EarlierAddressesCard } from './detail/earlier-addresses-card.tsx'
import { FactsCard } from './detail/facts-card.tsx'
import { InterfaceCard } from './detail/interface-card.tsx'
import { SpecificationsCard } from './detail/specifications-card.tsx'
import { TestCodesCard } from './detail/test-codes-card.tsx'
import { MissingProduct } from './missing-product.tsx'
import { useOwnProduct } from './own-product.ts'
import type { ProductTab } from './products-search.ts'
import {
  BindDialog,
  DelistingDialog,
  PricesCard,
  ProductHistory,
  SubmitDialog,
  TermsCard,
  UnlinkDialog,
  VisibilityDialog,
} from './later.ts'

const route = getRouteApi('/seller/products/$productId')

/** One product for its seller: its state, applications, specifications and prices. */
export function ProductPage() {
  const { productId } = route.useParams()
  const texts = ownProductTexts.use()
  const mayRead = useMayAsk('GET /api/seller/products', 'products:read')
  const product = useOwnProduct(productId)
  if (!mayRead) return <NoRight area="seller" title={texts.title} />
  if (product.isMissing) return <MissingProduct />
  return (
    <Loaded of={product} skeleton={<CardSkeleton rows={8} />}>
      {(found) => <Shown product={found} />}
    </Loaded>
  )
}

function Shown({ product }: { readonly product: SellerProduct }) {
  const texts = ownProductTexts.use()
  const text = useText()
  const mayWrite = useMayAsk('PUT /api/seller/products/:productId', 'products:write')
  return (
    <Page
      area="seller"
      title={text(product.name)}
      logo={<ProductLogo of={product} />}
      state={<ProductState state={product.state} pill />}
      crumbs={
        <>
          <Link to="/seller/products">{texts.title}</Link>
          <Icon name="chevron-right" />
          <span>{text(product.name)}</span>
        </>
      }
      lead={<Lead>{text(product.summary)}</Lead>}
      actions={mayWrite ? <Actions product={product} /> : <span className="why">{texts.readOnly}</span>}
    >
      <Tabs product={product} mayWrite={mayWrite} />
    </Page>
  )
}

/** What sellers look for most is on the first tab. */
function Tabs({ product, mayWrite }: { readonly product: SellerProduct; readonly mayWrite: boolean }) {
  const texts = ownProductTexts.use()
  const history = useRead('GET /api/seller/products/:productId/history', {
    params: { productId: product.id },
  })
  const { tab } = route.useSearch()
  const navigate = route.useNavigate()
  const overview = (
    <div className="own">
      <div className="own__main">
        <InterfaceCard product={product} place="first" />
        {!isDraft(product) && <StaleCases product={product} />}
        <ApplicationsCard product={product} mayWrite={mayWrite} />
        {findWayOf(product) === 'code' && (
          <TestCodesCard productId={product.id} isSubmitted={!isDraft(product)} />
        )}
        <SpecificationsCard product={product} mayWrite={mayWrite} />
      </div>
      <div className="own__side">
        <InterfaceCard product={product} place="beside" />
        <FactsCard product={product} />
        <EarlierAddressesCard product={product} of="delivery" />
        <EarlierAddressesCard product={product} of="joint" />
      </div>
    </div>
  )
  return (
    <PageTabs<ProductTab>
      label={texts.tabs.label}
      tab={tab}
      onChoose={(to) =>
        void navigate({ search: to === undefined ? {} : { tab: to }, replace: true, resetScroll: false })
      }
      items={[
        { key: 'overview', label: texts.tabs.overview, children: overview },
        { key: 'prices', label: texts.tabs.prices, children: <PricesCard product={product} /> },
        {
          key: 'terms',
          label: texts.tabs.terms,
          children: <TermsCard product={product} mayWrite={mayWrite} />,
        },
        { key: 'timeline', label: texts.tabs.timeline, children: <ProductHistory of={history} /> },
      ]}
    />
  )
}

type Open = 'submit' | 'bind' | 'joint' | 'unlink' | 'visibility' | 'delisting'

/** The act that comes next is filled; rare and final ones are in the menu. */
function Actions({ product }: { readonly product: SellerProduct }) {
  const texts = ownProductTexts.use().acts
  const text = useText()
  const [open, setOpen] = useState<Open>()
  const need = findAccessNeed(product)
  const isReady = product.access !== undefined || need !== 'needed'
  const rare = useRareActs(product, setOpen)
  const mayBind = useMayBind(product)
  // While an application waits, no other can be submitted, so there is nothing to do but wait.
  const waits =
    useRead('GET /api/seller/products/:productId/applications', {
      params: { productId: product.id },
      query: { limit: 50 },
    }).data?.items[0]?.state === 'in_review'
  const close = () => setOpen(undefined)
  return (
    <>
      {mayBind && !product.access && <Button onClick={() => setOpen('bind')}>{texts.bind}</Button>}
      {(isDraft(product) || isOnSale(product)) && (
        <Link
          className={(isDraft(product) && isReady) || waits ? 'btn' : 'btn btn--primary'}
          to="/seller/products/$productId/edit"
          params={{ productId: product.id }}
        >
          {isDraft(product) ? texts.edit : texts.change}
        </Link>
      )}
      {isDraft(product) && isReady && (
        <Button variant="primary" onClick={() => setOpen('submit')}>
          {texts.submit}
        </Button>
      )}
      {rare.length > 0 && <MoreMenu of={text(product.name)} acts={rare} />}
      {open === 'submit' && <SubmitDialog product={product} onClose={close} />}
      {open === 'bind' && <BindDialog product={product} onClose={close} />}
      {open === 'joint' && <BindDialog product={product} of="joint" onClose={close} />}
      {open === 'unlink' && <UnlinkDialog product={product} onClose={close} />}
      {open === 'visibility' && <VisibilityDialog product={product} onClose={close} />}
      {open === 'delisting' && <DelistingDialog product={product} onClose={close} />}
    </>
  )
}

const isDraft = ({ state }: SellerProduct): boolean => state === 'draft' || state === 'rejected'
const isOnSale = ({ state }: SellerProduct): boolean => state === 'listed' || state === 'hidden'

function useMayBind(product: SellerProduct): boolean {
  const mayBind = useMayAsk('PUT /api/seller/products/:productId/access', 'access:write')
  return mayBind && product.state !== 'delisted' && findAccessNeed(product) !== 'none'
}

/** By use; the one that is final is last. */
function useRareActs(product: SellerProduct, open: (act: Open) => void) {
  const texts = ownProductTexts.use().acts
  const mayBind = useMayBind(product)
  const whyLinked = useWhyLinked(product)
  const actOf = (text: string, act: Open) => ({ text, label: text, onAct: () => open(act) })
  return [
    ...(mayBind && product.access ? [actOf(texts.rebind, 'bind')] : []),
    ...(mayBind && mayBeJoint(product)
      ? [actOf(product.joint ? texts.rebindJoint : texts.bindJoint, 'joint')]
      : []),
    ...(mayBind && product.joint ? [{ ...actOf(texts.unlinkJoint, 'unlink'), why: whyLinked }] : []),
    ...(isOnSale(product)
      ? [actOf(product.hidden ? texts.show : texts.hide, 'visibility'), actOf(texts.delist, 'delisting')]
      : []),
  ]
}
