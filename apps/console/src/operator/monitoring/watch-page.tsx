import { Link, getRouteApi } from '@tanstack/react-router'
import type { OperatorWatchDetail } from '@loggia/protocol/console'
import { EmptyArch, Icon, Time, formatCount, useText } from '@loggia/ui'
import { useId } from 'react'
import { useList, useRead } from '../../centre/api.ts'
import { Coming, Rules } from '../../centre/monitoring/coming.tsx'
import { DeferralNote } from '../../centre/monitoring/deferral-note.tsx'
import { useDialTestColumns } from '../../centre/monitoring/dial-test-columns.tsx'
import { DialTestResult, StandingOf, useTestName } from '../../centre/monitoring/standing.tsx'
import { monitoringTexts } from '../../centre/monitoring/texts.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, MissingPage, Page } from '../../centre/parts/page.tsx'
import { ProductState } from '../../centre/parts/states.tsx'
import { ContactCard } from './contact-card.tsx'
import { watchTexts } from './texts.ts'
import { RelistingCard, WatchActs } from './watch-acts.tsx'

const route = getRouteApi('/operator/monitoring/$productId')
const refreshMs = 30_000
const fewTests = 10

/** One product whose interface is checked: where it stands, whom to call, and what an operator can do. */
export function WatchPage() {
  const texts = watchTexts.use()
  const { productId } = route.useParams()
  const watch = useRead(
    'GET /api/operator/products/:productId/monitoring',
    { params: { productId } },
    { refetchInterval: refreshMs },
  )
  const back = <Link to="/operator/monitoring">{texts.title}</Link>
  const missing = (
    <MissingPage area="operator" title={texts.missing.title} text={texts.missing.text} back={back} />
  )
  return (
    <Loaded of={watch} skeleton={<CardSkeleton rows={8} />} missing={missing}>
      {(found) => <Found of={found} />}
    </Loaded>
  )
}

type Shown = { readonly of: OperatorWatchDetail }

function Found({ of }: Shown) {
  const texts = watchTexts.use()
  const text = useText()
  return (
    <Page
      area="operator"
      title={text(of.product.name)}
      state={<StandingOf standing={of.standing} pill />}
      crumbs={
        <>
          <Link to="/operator/monitoring">{texts.title}</Link>
          <Icon name="chevron-right" />
          <span>{text(of.product.name)}</span>
        </>
      }
      lead={
        <Link to={'/operator/sellers/$sellerId'} params={{ sellerId: of.seller.id }}>
          {text(of.seller.name)}
        </Link>
      }
      actions={<WatchActs of={of} />}
    >
      <div className="od">
        <div className="od__main">
          <RelistingCard of={of} />
          <StandingCard of={of} />
          <Tests productId={of.product.id} />
        </div>
        <div className="od__side">
          <ContactCard seller={of.seller} />
          <Card id={useId()} title={texts.rules}>
            <Rules of={of} />
          </Card>
        </div>
      </div>
    </Page>
  )
}

function StandingCard({ of }: Shown) {
  const { facts, state } = watchTexts.use()
  const { days, means, columns } = monitoringTexts.use()
  const nameOf = useTestName()
  const { last, nextTestAt, frozenAt, delistedAt } = of
  return (
    <Card id={useId()} title={state} bare>
      <div className="card__body stack">
        <p>{means[of.standing]}</p>
        <Decided of={of} />
      </div>
      <dl className="ins">
        <Fact name={facts.productState}>
          <Link to="/operator/products/$productId" params={{ productId: of.product.id }}>
            <ProductState state={of.product.state} />
          </Link>
        </Fact>
        <Fact name={facts.last}>
          {last ? (
            <Link to="/operator/dial-tests/$dialTestId" params={{ dialTestId: last.id }}>
              {nameOf(last)} <DialTestResult of={last} />
            </Link>
          ) : (
            '–'
          )}
        </Fact>
        <Fact name={facts.failedDays}>
          <span className="num">{days(formatCount(of.failedDays))}</span>
        </Fact>
        <Fact name={facts.orders}>
          <span className="num">{formatCount(of.orders.failed)}</span>
        </Fact>
        <Fact name={facts.next}>{nextTestAt === undefined ? '–' : <Time at={nextTestAt} />}</Fact>
        <Fact name={columns.coming}>
          <Coming of={of} />
        </Fact>
        {frozenAt !== undefined && (
          <Fact name={facts.frozen}>
            <Time at={frozenAt} />
          </Fact>
        )}
        {delistedAt !== undefined && (
          <Fact name={facts.delisted}>
            <Time at={delistedAt} />
          </Fact>
        )}
      </dl>
    </Card>
  )
}

/** What operators have decided, with their reasons. */
function Decided({ of }: Shown) {
  const { card, standings } = monitoringTexts.use()
  const { off } = of
  return (
    <>
      <DeferralNote of={of} />
      {off && (
        <div className="note note--warn">
          <Icon name="pause" />
          <p className="written">
            <b className="strong">{standings.off}</b> {card.off(off.reason)}
          </p>
        </div>
      )}
    </>
  )
}

function Tests({ productId }: { readonly productId: string }) {
  const texts = watchTexts.use()
  const { test, state, calls } = useDialTestColumns('operator')
  const tests = useList(
    'GET /api/operator/dial-tests',
    { productId, limit: fewTests },
    { refetchInterval: refreshMs },
  )
  return (
    <Card
      id={useId()}
      title={texts.tests}
      end={
        <Link className="link t13" to="/operator/dial-tests" search={{ productId }}>
          {texts.testsAll}
        </Link>
      }
      bare
    >
      <Listing
        of={tests}
        columns={[test, { ...state, phone: 'below' }, { ...calls, phone: 'end' }]}
        rowKey={({ id }) => id}
        framed={false}
        empty={<EmptyArch title={texts.testsNone.title} text={texts.testsNone.text} />}
      />
    </Card>
  )
}
