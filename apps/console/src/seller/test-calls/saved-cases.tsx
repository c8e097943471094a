import type { TestAnswer, TestCase, TestScene } from '@loggia/protocol/console'
import { State, Time, formatCount, useText } from '@loggia/ui'
import { useState } from 'react'
import { useApi } from '../../centre/api.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { callTexts } from '../../centre/calls/texts.ts'
import { testCallTexts } from './texts.ts'
import './test-calls.css'

type Props = {
  readonly target: string
  readonly scene: TestScene
  onSee(answer: TestAnswer): void
}

/** The last passing call of the scene, and the last failing one. */
export function SavedCases({ target, scene, onSee }: Props) {
  const texts = testCallTexts.use().cases
  const cases = [scene.passed, scene.failed].filter((one) => one !== undefined)
  return (
    <section className="stack">
      <h3>{texts.title}</h3>
      {cases.length === 0 && <p className="t13 dim">{texts.none}</p>}
      <ul className="cases">
        {cases.map((saved) => (
          <SavedCase key={String(saved.passed)} target={target} saved={saved} onSee={onSee} />
        ))}
      </ul>
    </section>
  )
}

function SavedCase({ target, saved, onSee }: Pick<Props, 'target' | 'onSee'> & { readonly saved: TestCase }) {
  const texts = testCallTexts.use()
  const text = useText()
  const api = useApi()
  const [error, setError] = useState<Error | null>(null)
  const calls = callTexts.use()
  const { passed, stale, slow, durationMs } = saved
  const see = async () => {
    setError(null)
    const result = passed ? ('passed' as const) : ('failed' as const)
    const params = { target, scene: saved.scene, result }
    try {
      onSee(await api.request('GET /api/seller/test-calls/:target/cases/:scene/:result', { params }))
    } catch (cause) {
      setError(cause as Error)
    }
  }
  return (
    <li>
      <State kind={passed ? 'ok' : 'bad'}>{texts.states[passed ? 'passed' : 'failed']}</State>
      <span className="t13">
        <Time at={saved.at} precision="second" /> {texts.cases.by(saved.by)}
        <span className="below">{passed ? saved.url : text(saved.verdict.sentence)}</span>
        {slow && <span className="below c-warn">{texts.cases.slow(calls.ms(formatCount(durationMs)))}</span>}
        {stale.length > 0 && (
          <span className="below c-warn">
            {texts.cases.stale(stale.map((one) => texts.cases.what[one]).join(texts.advice.comma))}
          </span>
        )}
      </span>
      <button className="link t13" type="button" onClick={() => void see()}>
        {texts.cases.see[passed ? 'passed' : 'failed']}
      </button>
      <Refusal error={error} />
    </li>
  )
}
