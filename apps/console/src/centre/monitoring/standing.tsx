import type { DialTest, DialTestState, Standing } from '@loggia/protocol/console'
import { State, formatDay, useLanguage } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { monitoringTexts } from './texts.ts'

const standingKinds: Readonly<Record<Standing, StateKind>> = {
  healthy: 'ok',
  failing: 'warn',
  warned: 'warn',
  frozen: 'ice',
  delisted: 'bad',
  relisting: 'run',
  off: 'end',
  no_cases: 'warn',
  not_tested: 'run',
}
/** Where the interface of a product stands. */
export function StandingOf({
  standing,
  pill = false,
}: {
  readonly standing: Standing
  readonly pill?: boolean
}) {
  return (
    <State kind={standingKinds[standing]} pill={pill}>
      {monitoringTexts.use().standings[standing]}
    </State>
  )
}

const testKinds: Readonly<Record<DialTestState, StateKind>> = {
  due: 'run',
  running: 'run',
  passed: 'ok',
  failed: 'bad',
  skipped: 'end',
}
type Tested = Pick<DialTest, 'state' | 'skipped'>
/** The result of a dial test, or why it called nothing. */
export function DialTestResult({ of, pill = false }: { readonly of: Tested; readonly pill?: boolean }) {
  const texts = monitoringTexts.use()
  return (
    <div className="bound">
      <State kind={testKinds[of.state]} pill={pill}>
        {texts.states[of.state]}
      </State>
      {of.skipped !== undefined && <p className="below">{texts.skipped[of.skipped]}</p>}
    </div>
  )
}

/** `11-29 上午`, `29 Nov, morning`: when a dial test was, by the market's calendar. */
export function useTestName(): (of: Pick<DialTest, 'day' | 'half'>) => string {
  const { halves } = monitoringTexts.use()
  const language = useLanguage()
  const comma = language === 'zh-CN' ? ' ' : ', '
  return ({ day, half }) => `${formatDay(day, language)}${comma}${halves[half]}`
}
