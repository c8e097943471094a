import { Button } from '@loggia/ui'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { testCallTexts } from './texts.ts'
import { isAllPassed } from './run-needed.ts'
import { RunEnded, RunUnderWay, SceneName } from './run-shown.tsx'
import { readMissing } from './use-gate.ts'
import type { Run } from './use-run.ts'

/** The calls before a submission: their progress, then what did not pass, or what the marketplace found missing. */
export function GateRun(props: {
  readonly run: Run
  readonly productId: string
  readonly error: Error | null
}) {
  const texts = testCallTexts.use()
  const { progress, ended, isStopping, stop } = props.run
  const missing = readMissing(props.error)
  return (
    <div aria-live="polite">
      {progress && progress.all > 0 && (
        <div className="note note--info">
          <div className="grow stack">
            <p className="strong">{texts.gate.running}</p>
            <RunUnderWay of={progress} />
          </div>
          <Button onClick={stop}>{isStopping ? texts.run.stopping : texts.run.stop}</Button>
        </div>
      )}
      {!progress && ended && !isAllPassed(ended) && (
        <div className="note note--bad">
          <div className="grow stack">
            <p className="strong">{texts.gate.failed}</p>
            <RunEnded of={ended} target={props.productId} />
            <p className="t13">{texts.gate.remedy}</p>
          </div>
        </div>
      )}
      <Refusal error={ended?.error ?? null} />
      {missing.length > 0 && (
        <ul className="stack t13">
          {missing.map((scene) => (
            <li key={scene}>
              <SceneName target={props.productId} scene={scene} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
