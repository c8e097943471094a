import { Link } from '@tanstack/react-router'
import { State, formatCount, useText } from '@loggia/ui'
import { testCallTexts } from './texts.ts'
import { isAllPassed } from './run-needed.ts'
import type { Progress, RunEnd, RunResult } from './run-needed.ts'
import { useSceneName } from '../../centre/scenes/scene-names.ts'
import './test-calls.css'

/** The scene that is called, and how many are done. */
export function RunUnderWay({ of }: { readonly of: Progress }) {
  const texts = testCallTexts.use().run
  const nameOf = useSceneName()
  const { all, results, scene, waiting } = of
  return (
    <div className="stack">
      <progress className="run__bar" aria-label={texts.title} value={results.length} max={Math.max(1, all)} />
      <p className="t13 num">
        {scene !== undefined &&
          texts.sending(formatCount(results.length + 1), formatCount(all), nameOf(scene))}
        {waiting && ` · ${waitText(texts, waiting)}`}
      </p>
    </div>
  )
}

type RunTexts = ReturnType<typeof testCallTexts.use>['run']
const waitText = (texts: RunTexts, { seconds }: NonNullable<Progress['waiting']>): string =>
  seconds === undefined ? texts.busy : texts.waiting(formatCount(seconds))

/** What came of a run: how many passed, and what did not, each with its reason and a link to its form. */
export function RunEnded({ of, target }: { readonly of: RunEnd; readonly target: string }) {
  const texts = testCallTexts.use().run
  const { results, all, end } = of
  const having = (...states: readonly RunResult['state'][]) =>
    results.filter(({ state }) => states.includes(state))
  const slow = having('slow')
  const sent = results.length - having('unsent').length
  return (
    <div className="stack t13">
      <p className="row row--wrap num">
        <State kind={isAllPassed(of) ? (slow.length > 0 ? 'warn' : 'ok') : end === 'failed' ? 'bad' : 'warn'}>
          {end === 'done'
            ? texts.done(formatCount(sent))
            : texts[end === 'failed' ? 'failedAfter' : end](formatCount(sent), formatCount(all))}
        </State>
        <span>{texts.passed(formatCount(having('passed', 'slow').length))}</span>
        {slow.length > 0 && <span className="c-warn">{texts.slow(formatCount(slow.length))}</span>}
      </p>
      <Unpassed of={having('failed', 'unsent')} target={target} />
    </div>
  )
}

function Unpassed({ of, target }: { readonly of: readonly RunResult[]; readonly target: string }) {
  const texts = testCallTexts.use().run
  const text = useText()
  if (of.length === 0) return null
  return (
    <ul className="stack">
      {of.map(({ scene, saved }) => (
        <li key={scene} className={saved ? 'c-bad' : 'c-warn'}>
          <SceneName target={target} scene={scene} />
          {texts.because}
          {saved ? text(saved.verdict.sentence) : texts.unsent}
        </li>
      ))}
    </ul>
  )
}

/** The name of a scene, which leads to its form. */
export function SceneName({ target, scene }: { readonly target: string; readonly scene: string }) {
  const nameOf = useSceneName()
  return (
    <Link to="/seller/test-calls" search={{ target, scene }}>
      {nameOf(scene)}
    </Link>
  )
}
