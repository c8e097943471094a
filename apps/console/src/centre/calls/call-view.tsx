import { Link } from '@tanstack/react-router'
import type { Call, CallAttempt, OperatorCall } from '@loggia/protocol/console'
import { Icon, Time, formatCount, useText } from '@loggia/ui'
import type { ReactNode } from 'react'
import { useRead } from '../api.ts'
import { Bar, Loaded } from '../parts/loaded.tsx'
import { CallStateOf } from '../parts/states.tsx'
import { callTexts } from './texts.ts'
import { CallActs } from './call-acts.tsx'
import { isParked, oneCalls, useStandingOf } from './call-area.ts'
import type { CallArea, Standing } from './call-area.ts'
import { CallFoot } from './call-foot.tsx'
import { CallParts } from './call-parts.tsx'
import { Scene } from './scene.tsx'
import { changeCallSearch, useCallSearch } from './search.ts'

const whileOpen = 5_000
type SeenCall = Call & Partial<Pick<OperatorCall, 'seller'>>

/** One call: request, answer, verdict, attempts, what comes next, and possible acts. */
export function CallView({ area, callId }: { readonly area: CallArea; readonly callId: string }) {
  const call = useCall(area, callId)
  return (
    <Loaded<SeenCall> of={call} skeleton={<ViewSkeleton />}>
      {(found) => <Found area={area} call={found} />}
    </Loaded>
  )
}

/** Reads a call; one that is not over is polled. */
function useCall(area: CallArea, callId: string) {
  const input = { params: { callId } }
  const { data } = useRead<(typeof oneCalls)[CallArea]>(oneCalls[area], input)
  const isOpen = data?.state === 'waiting' || data?.state === 'sending'
  return useRead<(typeof oneCalls)[CallArea]>(oneCalls[area], input, {
    refetchInterval: isOpen ? whileOpen : false,
  })
}

function Found({ area, call }: { readonly area: CallArea; readonly call: SeenCall }) {
  const { attempt: wanted } = useCallSearch(area)
  const standing = useStandingOf(area)(call)
  const newest = call.attemptList.toSorted((a, b) => b.n - a.n)
  const attempt = newest.find(({ n }) => n === wanted) ?? newest[0]
  return (
    <>
      <Head area={area} call={call} attempt={attempt} standing={standing} />
      <CallParts area={area} call={call} attempt={attempt} attempts={newest} />
      <CallFoot call={call} standing={standing} />
    </>
  )
}

type Shown = {
  readonly area: CallArea
  readonly call: SeenCall
  readonly attempt: CallAttempt | undefined
}

function Head({ area, call, attempt, standing }: Shown & { readonly standing: Standing | undefined }) {
  const texts = callTexts.use()
  return (
    <header className="one__head">
      <div className="row--h">
        <h2>
          <Scene activity={call.activity} />
        </h2>
        <CallStateOf state={isParked(call, standing) ? 'parked' : call.state} pill />
        {call.live && <span className="tag">{texts.live}</span>}
        <CallActs area={area} call={call} standing={standing} />
      </div>
      <Meta area={area} call={call} attempt={attempt} />
      <Kin area={area} call={call} />
    </header>
  )
}

function Meta({ area, call, attempt }: Shown) {
  const texts = callTexts.use()
  const text = useText()
  return (
    <div className="one__meta num">
      {call.order && (
        <Known name={texts.meta.order}>
          <Link className="mono" to={`/${area}/orders/$orderId`} params={{ orderId: call.order.id }}>
            {call.order.number}
          </Link>
        </Known>
      )}
      {call.seller && <Known name={texts.meta.seller}>{text(call.seller.name)}</Known>}
      <Known name={texts.meta.product}>{text(call.product.name)}</Known>
      <Known name={attempt ? texts.meta.sent : texts.meta.created}>
        <Time at={attempt?.startedAt ?? call.createdAt} precision="ms" />
      </Known>
      {attempt?.durationMs !== undefined && (
        <Known name={texts.meta.took}>{texts.ms(formatCount(attempt.durationMs))}</Known>
      )}
      {attempt && (
        <Known name={texts.meta.attempt}>
          {texts.attemptOf(formatCount(attempt.n), formatCount(call.attempts))}
        </Known>
      )}
      {!call.live && (
        <Known name={texts.meta.until}>
          <Time at={call.windowEndsAt} precision="second" />
        </Known>
      )}
    </div>
  )
}

const Known = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <span>
    <b>{name}</b>
    {children}
  </span>
)

/** Links to the call from which this one was started again, and to the one that superseded it. */
function Kin({ area, call }: { readonly area: CallArea; readonly call: SeenCall }) {
  const texts = callTexts.use()
  const search = useCallSearch(area)
  const kin = (
    [
      ['restartedFrom', call.restartedFrom],
      ['restartedAs', call.restartedAs],
    ] as const
  ).flatMap(([name, id]) => (id === undefined ? [] : [{ name, id }]))
  if (kin.length === 0) return null
  return (
    <ul className="one__kin">
      {kin.map(({ name, id }) => (
        <li key={name}>
          <Icon name="restart" />
          <span>
            {texts[name]}{' '}
            <Link to={`/${area}/calls/$callId`} params={{ callId: id }} search={changeCallSearch(search, {})}>
              {texts.seeCall}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  )
}

const ViewSkeleton = () => (
  <div className="card__body stack skgap">
    <Bar width={180} height={20} />
    <Bar width="60%" />
    <Bar width="90%" height={96} />
  </div>
)
