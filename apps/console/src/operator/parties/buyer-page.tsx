import { omitUndefined } from '@loggia/kernel'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { RouteReply } from '@loggia/protocol/console'
import { Button, CopyText, Icon, Money, Time, formatCount, useText } from '@loggia/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useRead } from '../../centre/api.ts'
import { OrderList } from '../../centre/orders/order-list.tsx'
import { usePeriodQuery } from '../../centre/calls/period-query.ts'
import { BalanceFilters, BalanceList } from '../../centre/balance/balance-list.tsx'
import { changeSearch } from '../../centre/routing/search.ts'
import type { BalanceSearch, BalanceSearchChange } from '../../centre/balance/balance-search.ts'
import { formatCounted } from '../../centre/parts/counted.ts'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { PageTabs } from '../../centre/parts/page-tabs.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { buyerTexts } from './buyer-texts.ts'
import { partiesTexts } from './texts.ts'
import { countryTexts } from '../../storefront/account/country-texts.ts'
import { BuyerStateOf, MembersCard, VerificationState, fewRows, createTabs } from './party-parts.tsx'
import { NotesCard } from '../notes/later.ts'
import type { BuyerTab } from './party-search.ts'
import { BuyerSuspended, SuspendButton, SuspensionsCard } from './suspensions-card.tsx'
import { usePagesOf } from './use-pages-of.ts'
import { BalanceDialog, LevelDialog, RecordCard, RefundsCard, ServicesCard, VerifyDialog } from './later.ts'
import '../operator.css'

const route = getRouteApi('/operator/buyers/$buyerId')

type Buyer = RouteReply<'GET /api/operator/buyers/:buyerId'>

/** One buyer: its data, balance, purchases, members and history. */
export function BuyerPage() {
  const all = partiesTexts.use()
  const text = useText()
  const { buyerId } = route.useParams()
  const buyer = useRead('GET /api/operator/buyers/:buyerId', { params: { buyerId } })
  const found = buyer.data
  return (
    <Page
      area="operator"
      title={found ? text(found.name) : all.buyers.title}
      crumbs={<Link to="/operator/buyers">{all.buyers.title}</Link>}
      state={found && <BuyerStateOf state={found.state} pill />}
      actions={found && <Acts of={found} />}
    >
      <Loaded of={buyer} skeleton={<CardSkeleton rows={8} />}>
        {(shown) => (
          <div className="od__main">
            <BuyerSuspended id={shown.id} state={shown.state} />
            {shown.balanceChanges > 0 && <Waiting of={shown} />}
            <Figures of={shown} />
            <Parts of={shown} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

/** What an operator sees of it, each part on a tab of its own. */
function Parts({ of: { id: buyerId, ...of } }: { readonly of: Buyer }) {
  const { tabs, orders } = buyerTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const mayReadBalance = useMayAsk('GET /api/operator/buyers/:buyerId/balance', 'finance')
  const mayReadMembers = useMayAsk('GET /api/operator/buyers/:buyerId/members', 'reviewer')
  const mayReadRecord = useMayAsk('GET /api/operator/history', 'main')
  const tab = createTabs<BuyerTab>(tabs)
  return (
    <PageTabs<BuyerTab>
      label={tabs.label}
      tab={search.tab}
      onChoose={(chosen) =>
        void navigate({
          to: '/operator/buyers/$buyerId',
          params: { buyerId },
          search: changeSearch(search, { tab: chosen }),
          replace: true,
          resetScroll: false,
        })
      }
      items={[
        tab(
          'overview',
          <>
            <Facts of={{ id: buyerId, ...of }} />
            <NotesCard subjectId={buyerId} />
            {mayReadMembers && <Suspensions buyerId={buyerId} />}
          </>,
        ),
        tab(
          'money',
          <>
            {mayReadBalance && <Balance buyerId={buyerId} />}
            <RefundsCard buyerId={buyerId} />
          </>,
        ),
        tab(
          'purchases',
          <>
            <ServicesCard buyerId={buyerId} />
            <Card id="orders" title={orders} bare>
              <OrderList area="operator" of={{ buyerId }} limit={fewRows} framed={false} />
            </Card>
          </>,
        ),
        ...(mayReadMembers ? [tab('members', <Members buyerId={buyerId} />)] : []),
        ...(mayReadRecord ? [tab('record', <RecordCard subject={buyerId} />)] : []),
      ]}
    />
  )
}

function Acts({ of }: { readonly of: Buyer }) {
  const texts = buyerTexts.use()
  const mayMove = useMayAsk('POST /api/operator/buyers/:buyerId/top-ups', 'finance')
  const mayVerify = useMayAsk('PUT /api/operator/buyers/:buyerId/verification', 'reviewer')
  const maySetLevel = useMayAsk('PUT /api/operator/buyers/:buyerId/level', 'reviewer')
  const [act, setAct] = useState<'top_up' | 'correction' | 'verify' | 'level'>()
  const close = () => setAct(undefined)
  const name = useText()(of.name)
  const rareAct = (kind: 'correction' | 'verify' | 'level', said: string) => ({
    text: said,
    label: `${said}: ${name}`,
    onAct: () => setAct(kind),
  })
  const rare = [
    ...(mayMove ? [rareAct('correction', texts.correct)] : []),
    ...(mayVerify ? [rareAct('verify', texts.verify)] : []),
    ...(maySetLevel ? [rareAct('level', texts.setLevel)] : []),
  ]
  return (
    <div className="row row--wrap">
      {of.state !== 'suspended' && <SuspendButton of={{ kind: 'buyer', id: of.id, name }} />}
      {mayMove && (
        <Button variant="primary" onClick={() => setAct('top_up')}>
          {texts.topUp}
        </Button>
      )}
      {rare.length > 0 && <MoreMenu of={name} acts={rare} />}
      {act === 'verify' && <VerifyDialog buyer={of} onClose={close} />}
      {act === 'level' && <LevelDialog buyer={of} onClose={close} />}
      {(act === 'top_up' || act === 'correction') && <BalanceDialog buyer={of} kind={act} onClose={close} />}
    </div>
  )
}

function Waiting({ of }: { readonly of: Buyer }) {
  const texts = buyerTexts.use()
  const mayRead = useMayAsk('GET /api/operator/balance-changes', 'finance')
  return (
    <div className="note note--warn" role="status">
      <Icon name="clock" />
      <p className="grow">{texts.waiting(formatCount(of.balanceChanges))}</p>
      {mayRead && (
        <Link to="/operator/balance-changes" search={{ buyerId: of.id }}>
          {texts.see}
        </Link>
      )}
    </div>
  )
}

function Figures({ of }: { readonly of: Buyer }) {
  const texts = buyerTexts.use().figures
  const figures: readonly (readonly [string, ReactNode])[] = [
    [texts.balance, <Money key="balance" of={of.balance} />],
    [texts.orders, formatCounted(of.orders)],
    [texts.services, formatCounted(of.services)],
    [texts.members, formatCount(of.members)],
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

function Facts({ of }: { readonly of: Buyer }) {
  const all = partiesTexts.use()
  const texts = buyerTexts.use()
  const countries: Readonly<Record<string, string>> = countryTexts.use()
  const text = useText()
  return (
    <Card id={useId()} title={texts.facts} bare>
      <dl className="ins">
        <Fact name={texts.nameZh}>{of.name.zh}</Fact>
        <Fact name={texts.nameEn}>{of.name.en}</Fact>
        <Fact name={texts.verification}>
          <VerificationState of={of.verification} />
        </Fact>
        <Fact name={texts.level}>{all.levels[of.level]}</Fact>
        <Fact name={texts.kind}>{all.kinds[of.kind]}</Fact>
        <Fact name={texts.country}>{countries[of.country] ?? of.country}</Fact>
        <Fact name={texts.added}>
          <Time at={of.createdAt} />
        </Fact>
        <Fact name={texts.messages}>
          {all.messages(formatCounted(of.messages.total), formatCounted(of.messages.unread))}
        </Fact>
        <Fact name={texts.application}>
          {of.application ? (
            <Link to="/operator/applications/$applicationId" params={{ applicationId: of.application.id }}>
              {texts.applicationSee}
            </Link>
          ) : (
            <span className="faint">{all.none}</span>
          )}
        </Fact>
        {of.seller && (
          <Fact name={texts.seller}>
            <Link to="/operator/sellers/$sellerId" params={{ sellerId: of.seller.id }}>
              {text(of.seller.name)}
            </Link>
          </Fact>
        )}
        <Fact name={texts.id}>
          <CopyText value={of.id} label={texts.id} />
        </Fact>
      </dl>
    </Card>
  )
}

function Balance({ buyerId }: { readonly buyerId: string }) {
  const texts = buyerTexts.use()
  const { tab, ...search } = route.useSearch()
  const navigate = useNavigate()
  const entries = useEntries(buyerId, search)
  const show = (narrowed: BalanceSearch) =>
    void navigate({
      to: '/operator/buyers/$buyerId',
      params: { buyerId },
      search: omitUndefined({ ...narrowed, tab }),
      resetScroll: false,
    })
  return (
    <Card id={useId()} title={texts.balance} bare>
      <BalanceFilters
        search={search}
        framed={false}
        onChange={(change: BalanceSearchChange) => show(changeSearch(search, change))}
      />
      <BalanceList
        of={entries}
        search={search}
        framed={false}
        orderLink={({ id, number }) => (
          <Link className="mono" to="/operator/orders/$orderId" params={{ orderId: id }}>
            {number}
          </Link>
        )}
        onReset={() => show({})}
      />
    </Card>
  )
}

function useEntries(buyerId: string, search: BalanceSearch) {
  const api = useApi()
  const query = usePeriodQuery(search)
  const key = 'GET /api/operator/buyers/:buyerId/balance' as const
  const pages = useInfiniteQuery({
    queryKey: [key, buyerId, query],
    queryFn: ({ pageParam, signal }) =>
      api.request(
        key,
        { params: { buyerId }, query: { ...query, limit: fewRows * 2, after: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.entries.next,
  })
  return { ...pages, items: pages.data?.pages.flatMap(({ entries }) => entries.items) }
}

const Members = ({ buyerId }: { readonly buyerId: string }) => (
  <MembersCard area="buyer" members={usePagesOf('GET /api/operator/buyers/:buyerId/members', { buyerId })} />
)

const Suspensions = ({ buyerId }: { readonly buyerId: string }) => (
  <SuspensionsCard suspensions={usePagesOf('GET /api/operator/buyers/:buyerId/suspensions', { buyerId })} />
)
