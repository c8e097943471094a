import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { OperatorKey, SellerProduct } from '@loggia/protocol/console'
import { CopyText, EmptyArch, Time, formatCount, useText } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useList, useRead } from '../../centre/api.ts'
import { OrderList } from '../../centre/orders/order-list.tsx'
import { BoundAccess } from '../../centre/parts/bound-access.tsx'
import { formatCounted } from '../../centre/parts/counted.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { PageTabs } from '../../centre/parts/page-tabs.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, Page } from '../../centre/parts/page.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { BreakerState, ProductState } from '../../centre/parts/states.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { changeSearch } from '../../centre/routing/search.ts'
import { applicationTexts } from '../applications/texts.ts'
import { buyerTexts } from './buyer-texts.ts'
import { sellerTexts } from './seller-texts.ts'
import { partiesTexts } from './texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { countryTexts } from '../../storefront/account/country-texts.ts'
import { AddressList } from '../addresses/address-list.tsx'
import { CalendarDay, MembersCard, SellerStateOf, fewRows, createTabs } from './party-parts.tsx'
import { NotesCard } from '../notes/later.ts'
import type { SellerTab } from './party-search.ts'
import type { OneSeller } from './seller-calls.tsx'
import { Failures } from './sellers-page.tsx'
import { SellerSuspended, SuspendButton, SuspensionsCard } from './suspensions-card.tsx'
import { usePagesOf } from './use-pages-of.ts'
import { CallsCard, RecordCard } from './later.ts'

const route = getRouteApi('/operator/sellers/$sellerId')

/** One seller: its company, the state of its calls, products, members and history. */
export function SellerPage() {
  const all = partiesTexts.use()
  const texts = sellerTexts.use()
  const text = useText()
  const { sellerId } = route.useParams()
  const seller = useRead('GET /api/operator/sellers/:sellerId', { params: { sellerId } })
  const found = seller.data
  return (
    <Page
      area="operator"
      title={found ? text(found.name) : all.sellers.title}
      crumbs={<Link to="/operator/sellers">{all.sellers.title}</Link>}
      logo={found && <ProductLogo of={found} />}
      state={
        found && (
          <>
            <SellerStateOf of={found} pill />
            <BreakerState breaker={found.breaker} pill />
          </>
        )
      }
      actions={
        found && (
          <div className="row row--wrap">
            {!found.suspension && (
              <SuspendButton of={{ kind: 'seller', id: found.id, name: text(found.name) }} />
            )}
            <a className="btn" href={`/sellers/${sellerId}`}>
              {texts.store}
            </a>
          </div>
        )
      }
    >
      <Loaded of={seller} skeleton={<CardSkeleton rows={8} />}>
        {(shown) => (
          <div className="od__main">
            <SellerSuspended id={shown.id} suspension={shown.suspension} />
            <Figures of={shown} />
            <Parts of={shown} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

/** What an operator sees of it, each part on a tab of its own. */
function Parts({ of }: { readonly of: OneSeller }) {
  const { tabs, addresses, orders } = sellerTexts.use()
  const { id: sellerId } = of
  const search = route.useSearch()
  const navigate = useNavigate()
  const mayReadRecord = useMayAsk('GET /api/operator/history', 'main')
  const tab = createTabs<SellerTab>(tabs)
  return (
    <PageTabs<SellerTab>
      label={tabs.label}
      tab={search.tab}
      onChoose={(chosen) =>
        void navigate({
          to: '/operator/sellers/$sellerId',
          params: { sellerId },
          search: changeSearch(search, { tab: chosen }),
          replace: true,
          resetScroll: false,
        })
      }
      items={[
        tab(
          'overview',
          <>
            <Company of={of} />
            <NotesCard subjectId={sellerId} />
            <Suspensions sellerId={sellerId} />
          </>,
        ),
        tab('products', <Products sellerId={sellerId} />),
        tab(
          'integration',
          <>
            <CallsCard of={of} />
            <Card id="addresses" title={addresses} bare>
              <AddressList state={undefined} sellerId={sellerId} framed={false} />
            </Card>
            <Keys sellerId={sellerId} />
          </>,
        ),
        tab(
          'orders',
          <Card id="orders" title={orders} bare>
            <OrderList area="operator" of={{ sellerId }} limit={fewRows} framed={false} />
          </Card>,
        ),
        tab('members', <Members sellerId={sellerId} />),
        ...(mayReadRecord ? [tab('record', <RecordCard subject={sellerId} />)] : []),
      ]}
    />
  )
}

function Figures({ of }: { readonly of: OneSeller }) {
  const texts = sellerTexts.use().figures
  const figures: readonly (readonly [string, ReactNode])[] = [
    [texts.products, `${formatCount(of.products.listed)} / ${formatCount(of.products.total)}`],
    [texts.orders, formatCounted(of.orders)],
    [texts.failures, <Failures key="failures" of={of} label={texts.failures} />],
    [texts.addresses, formatCount(of.addresses)],
    [texts.keys, formatCount(of.keys)],
  ]
  return (
    <dl className="figs">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="v">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What the company stated about its size when it applied (R81). */
function Size({ of: company }: { readonly of: NonNullable<OneSeller['application']>['company'] }) {
  const { facts, people, yuan, support: supportText } = applicationTexts.use()
  return (
    <>
      <Fact name={facts.foundedOn}>
        <CalendarDay on={company.foundedOn} />
      </Fact>
      <Fact name={facts.staff}>{people(formatCount(company.staff))}</Fact>
      {company.capital !== undefined && (
        <Fact name={facts.capital}>
          <span className="num">{yuan(formatCount(company.capital))}</span>
        </Fact>
      )}
      {company.support && (
        <Fact name={facts.support}>{supportText(company.support.days, company.support.hours)}</Fact>
      )}
    </>
  )
}

function Company({ of }: { readonly of: OneSeller }) {
  const all = partiesTexts.use()
  const { id } = buyerTexts.use()
  const texts = sellerTexts.use()
  const { facts, taxpayers } = applicationTexts.use()
  const countries: Readonly<Record<string, string>> = countryTexts.use()
  const text = useText()
  const company = of.application?.company
  return (
    <Card
      id={useId()}
      title={texts.facts}
      beside={!company && <span className="t13 faint">{texts.noCompany}</span>}
      bare
    >
      <dl className="ins">
        <Fact name={facts.nameZh}>{of.name.zh}</Fact>
        <Fact name={facts.nameEn}>{of.name.en}</Fact>
        {of.registrationNumber !== undefined && (
          <Fact name={facts.registrationNumber}>
            <span className="mono">{of.registrationNumber}</span>
          </Fact>
        )}
        {company && (
          <>
            <Fact name={facts.country}>{countries[company.country] ?? company.country}</Fact>
            <Size of={company} />
            <Fact name={facts.taxpayer}>{taxpayers[company.taxpayer]}</Fact>
            <Fact name={facts.contact}>{company.contactName}</Fact>
            <Fact name={facts.email}>{company.contactEmail}</Fact>
            <Fact name={facts.phone}>
              <span className="num">{company.contactPhone}</span>
            </Fact>
          </>
        )}
        {of.application && (
          <Fact name={texts.application}>
            <Link to="/operator/applications/$applicationId" params={{ applicationId: of.application.id }}>
              {texts.applicationSee}
            </Link>
          </Fact>
        )}
        {of.application?.decidedAt !== undefined && (
          <Fact name={texts.approved}>
            <Time at={of.application.decidedAt} />
          </Fact>
        )}
        {of.buyer && (
          <Fact name={texts.buyer}>
            <Link to="/operator/buyers/$buyerId" params={{ buyerId: of.buyer.id }}>
              {text(of.buyer.name)}
            </Link>
          </Fact>
        )}
        <Fact name={all.sellers.columns.added}>
          <Time at={of.createdAt} />
        </Fact>
        <Fact name={texts.messages}>
          {all.messages(formatCounted(of.messages.total), formatCounted(of.messages.unread))}
        </Fact>
        <Fact name={id}>
          <CopyText value={of.id} label={id} />
        </Fact>
      </dl>
    </Card>
  )
}

function Products({ sellerId }: { readonly sellerId: string }) {
  const texts = sellerTexts.use()
  const products = useList('GET /api/operator/products', { sellerId, limit: fewRows })
  return (
    <Card id={useId()} title={texts.products} bare>
      <Listing<SellerProduct>
        of={products}
        columns={useProductColumns()}
        rowKey={({ id }) => id}
        framed={false}
        empty={<EmptyArch title={texts.productsEmpty.title} text={texts.productsEmpty.text} />}
      />
    </Card>
  )
}

function useProductColumns(): readonly Column<SellerProduct>[] {
  const { productColumns: columns } = sellerTexts.use()
  const text = useText()
  return [
    {
      key: 'product',
      title: columns.product,
      head: true,
      render: (product) => (
        <Named
          logo={<ProductLogo of={product} small />}
          name={
            <Link to="/operator/products/$productId" params={{ productId: product.id }}>
              {text(product.name)}
            </Link>
          }
          below={text(product.summary)}
        />
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state }) => <ProductState state={state} />,
    },
    {
      key: 'access',
      title: columns.access,
      phone: 'none',
      render: ({ access }) => (access ? <BoundAccess of={access} /> : <span className="faint">–</span>),
    },
  ]
}

function Keys({ sellerId }: { readonly sellerId: string }) {
  const texts = sellerTexts.use()
  const classes = stateTexts.use().interfaceClass
  const text = useText()
  const keys = usePagesOf('GET /api/operator/sellers/:sellerId/keys', { sellerId })
  const columns: readonly Column<OperatorKey>[] = [
    {
      key: 'key',
      title: texts.keyColumns.key,
      head: true,
      render: ({ interfaceClass }) => <b className="strong">{classes[interfaceClass]}</b>,
    },
    {
      key: 'made',
      title: texts.keyColumns.made,
      phone: 'end',
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      key: 'products',
      title: texts.keyColumns.products,
      phone: 'below',
      render: ({ boundProducts, notifiesOrders }) =>
        boundProducts.length === 0 && !notifiesOrders ? (
          <span className="faint">{texts.unused}</span>
        ) : (
          <span className="row row--wrap">
            {notifiesOrders && <span>{texts.orderNotification}</span>}
            {boundProducts.map(({ id, name }) => (
              <Link key={id} to="/operator/products/$productId" params={{ productId: id }}>
                {text(name)}
              </Link>
            ))}
          </span>
        ),
    },
  ]
  return (
    <Card id={useId()} title={texts.keys} bare>
      <Listing<OperatorKey>
        of={keys}
        columns={columns}
        rowKey={({ id }) => id}
        framed={false}
        empty={<EmptyArch title={texts.keysEmpty.title} text={texts.keysEmpty.text} />}
      />
    </Card>
  )
}

const Members = ({ sellerId }: { readonly sellerId: string }) => (
  <MembersCard
    area="seller"
    members={usePagesOf('GET /api/operator/sellers/:sellerId/members', { sellerId })}
  />
)

const Suspensions = ({ sellerId }: { readonly sellerId: string }) => (
  <SuspensionsCard
    suspensions={usePagesOf('GET /api/operator/sellers/:sellerId/suspensions', { sellerId })}
  />
)
