import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { DialCall, DialTestDetail, OperatorDialTestDetail } from '@loggia/protocol/console'
import { Icon, State, Time, formatCount, useText } from '@loggia/ui'
import type { ReactNode } from 'react'
import { useRead } from '../api.ts'
import type { CallArea } from '../calls/call-area.ts'
import { CardSkeleton, Loaded } from '../parts/loaded.tsx'
import { MissingPage, Page } from '../parts/page.tsx'
import { useSceneName } from '../scenes/scene-names.ts'
import { DialCallView } from './dial-call-view.tsx'
import { DialTestResult, useTestName } from './standing.tsx'
import { monitoringTexts } from './texts.ts'
import '../scenes/scenes.css'

const ones = {
  seller: 'GET /api/seller/dial-tests/:dialTestId',
  operator: 'GET /api/operator/dial-tests/:dialTestId',
} as const
type Shown = DialTestDetail & Partial<Pick<OperatorDialTestDetail, 'seller'>>
const whileOpenMs = 2_000

/** One dial test: its scenes on the left, the exchange of the chosen one on the right. */
export function DialTestPage({ area }: { readonly area: CallArea }) {
  const texts = monitoringTexts.use()
  const { dialTestId } = useParams({ from: `/${area}/dial-tests/$dialTestId` })
  const test = useRead<(typeof ones)[CallArea]>(
    ones[area],
    { params: { dialTestId } },
    { refetchInterval: (found) => (found && isOver(found) ? false : whileOpenMs) },
  )
  const back = <Link to={`/${area}/dial-tests`}>{texts.title}</Link>
  const missing = (
    <MissingPage area={area} title={texts.missing.title} text={texts.missing.text} back={back} />
  )
  return (
    <Loaded<Shown> of={test} skeleton={<CardSkeleton rows={8} />} missing={missing}>
      {(found) => <Found area={area} of={found} back={back} />}
    </Loaded>
  )
}

const isOver = ({ state }: Shown): boolean => state !== 'due' && state !== 'running'

type FoundProps = { readonly area: CallArea; readonly of: Shown; readonly back: ReactNode }

function Found({ area, of, back }: FoundProps) {
  const texts = monitoringTexts.use()
  const nameOf = useTestName()
  const name = nameOf(of)
  return (
    <Page
      area={area}
      title={texts.one(name)}
      state={<DialTestResult of={of} pill />}
      crumbs={
        <>
          {back}
          <Icon name="chevron-right" />
          <span>{name}</span>
        </>
      }
      lead={<Lead area={area} of={of} />}
    >
      {of.callList.length === 0 ? (
        <p className="card card__body dim">{texts.detail.none}</p>
      ) : (
        <Calls area={area} of={of} />
      )}
    </Page>
  )
}

function Lead({ area, of }: { readonly area: CallArea; readonly of: Shown }) {
  const texts = monitoringTexts.use()
  const text = useText()
  const { product, seller, startedAt, dueAt, calls } = of
  return (
    <>
      <span>
        {texts.detail.product}{' '}
        {area === 'operator' ? (
          <Link to="/operator/monitoring/$productId" params={{ productId: product.id }}>
            {text(product.name)}
          </Link>
        ) : (
          <Link to="/seller/products/$productId" params={{ productId: product.id }}>
            {text(product.name)}
          </Link>
        )}
      </span>
      {seller && (
        <span>
          {texts.detail.seller}{' '}
          <Link to="/operator/sellers/$sellerId" params={{ sellerId: seller.id }}>
            {text(seller.name)}
          </Link>
        </span>
      )}
      <span>
        {startedAt === undefined ? texts.detail.dueAt : texts.detail.startedAt}{' '}
        <Time at={startedAt ?? dueAt} precision="second" />
      </span>
      {calls.all > 0 && (
        <span className="num">
          {texts.columns.calls} {texts.ofAll(formatCount(calls.passed), formatCount(calls.all))}
        </span>
      )}
    </>
  )
}

function Calls({ area, of }: { readonly area: CallArea; readonly of: Shown }) {
  const texts = monitoringTexts.use()
  const nameOf = useSceneName()
  const { scene: wanted } = useSearch({ from: `/${area}/dial-tests/$dialTestId` })
  const { callList } = of
  const chosen =
    callList.find(({ scene }) => scene === wanted) ??
    callList.find(({ passed, needed }) => needed && !passed) ??
    callList[0]
  if (!chosen) return null
  return (
    <div className="insp insp--scenes">
      <section className="insp__list" aria-label={texts.detail.scenes}>
        <ol className="scenes">
          {callList.map((call) => (
            <CallLink key={call.scene} area={area} testId={of.id} of={call} isChosen={call === chosen} />
          ))}
        </ol>
      </section>
      <section className="insp__one" aria-label={nameOf(chosen.scene)}>
        <DialCallView key={chosen.scene} area={area} productId={of.product.id} of={chosen} />
      </section>
    </div>
  )
}

type CallLinkProps = {
  readonly area: CallArea
  readonly testId: string
  readonly of: DialCall
  readonly isChosen: boolean
}

function CallLink({ area, testId, of, isChosen }: CallLinkProps) {
  const { states } = monitoringTexts.use()
  const nameOf = useSceneName()
  return (
    <li>
      <Link
        to={`/${area}/dial-tests/$dialTestId`}
        params={{ dialTestId: testId }}
        search={{ scene: of.scene }}
        resetScroll={false}
        activeProps={{}}
        aria-current={isChosen ? 'true' : undefined}
      >
        <b>{nameOf(of.scene)}</b>
        <span className="mono faint">{of.activity}</span>
        <CallResult of={of} words={states} />
      </Link>
    </li>
  )
}

/** A failed scene that the product does not need is no fault of the test. */
const CallResult = (props: {
  readonly of: DialCall
  readonly words: { readonly passed: string; readonly failed: string }
}) => (
  <State kind={props.of.passed ? (props.of.slow ? 'warn' : 'ok') : props.of.needed ? 'bad' : 'warn'}>
    {props.of.passed ? props.words.passed : props.words.failed}
  </State>
)
