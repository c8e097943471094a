import type { Consequence, FailureCause, Watch, WatchDetail } from '@loggia/protocol/console'
import { State, formatCount, formatTime, useLanguage, useZone } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { monitoringTexts } from './texts.ts'
import './monitoring.css'

/** What comes next if failures go on: nothing while nothing has failed. */
export function Coming({ of }: { readonly of: Watch }) {
  const { coming, rules, what: names } = monitoringTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const hasFailed = { days: of.failedDays > 0, orders: of.orders.failed > 0 }
  const shown = of.coming.filter(({ cause }) => hasFailed[cause])
  if (shown.length === 0) return <span className="faint">–</span>
  return (
    <ul className="coming">
      {shown.map(({ cause, what, left, at }) => (
        <li key={cause}>
          {coming[cause](formatCount(left), names[what])}
          {at !== undefined && (
            <span className="below">{rules.earliest(formatTime(at, { language, zone }))}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

const reachedKinds: Readonly<Record<Consequence, StateKind>> = {
  warning: 'warn',
  freeze: 'ice',
  delisting: 'bad',
}
type Rule = WatchDetail['rules'][number]

/** All that follows failures, with what has happened and the earliest date of the rest. */
export function Rules({ of }: { readonly of: WatchDetail }) {
  const { rules: texts } = monitoringTexts.use()
  const now = {
    days: texts.daysNow(formatCount(of.failedDays)),
    orders: texts.ordersNow(formatCount(of.orders.failed)),
  }
  return (
    <div className="rules">
      {(['days', 'orders'] as const).map((cause) => (
        <div key={cause}>
          <h3>
            {texts[cause]} <span className="faint num">{now[cause]}</span>
          </h3>
          <ol>
            {of.rules
              .filter((rule) => rule.cause === cause)
              .map((rule) => (
                <Step key={rule.after} of={rule} cause={cause} />
              ))}
          </ol>
        </div>
      ))}
      <p className="t12 faint">{texts.note}</p>
    </div>
  )
}

function Step({ of, cause }: { readonly of: Rule; readonly cause: FailureCause }) {
  const { rules: texts, what } = monitoringTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const after = cause === 'days' ? texts.daysAfter : texts.ordersAfter
  return (
    <li>
      <span className="num">{after(formatCount(of.after))}</span>
      <span>
        <State kind={of.isReached ? reachedKinds[of.what] : 'end'}>{what[of.what]}</State>
        <span className="below">
          {of.isReached
            ? texts.reached
            : of.at !== undefined && texts.earliest(formatTime(of.at, { language, zone }))}
        </span>
      </span>
    </li>
  )
}
