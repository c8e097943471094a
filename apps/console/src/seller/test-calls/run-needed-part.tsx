import type { TestScene } from '@loggia/protocol/console'
import { Button } from '@loggia/ui'
import { useId } from 'react'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { testCallTexts } from './texts.ts'
import { RunEnded, RunUnderWay } from './run-shown.tsx'
import { useRun } from './use-run.ts'

/** Runs all scenes that a product needs, one after the other (R246). */
export function RunNeeded(props: { readonly target: string; readonly scenes: readonly TestScene[] }) {
  const texts = testCallTexts.use().run
  const maySend = useMayAsk('POST /api/seller/test-calls/:target/run', 'calls:write')
  const titleId = useId()
  const { progress, ended, isStopping, start, stop } = useRun()
  if (!maySend || !props.scenes.some(({ needed }) => needed)) return null
  const button = progress ? (
    <Button onClick={stop}>{isStopping ? texts.stopping : texts.stop}</Button>
  ) : (
    <Button onClick={() => void start(props.target)}>{ended ? texts.again : texts.start}</Button>
  )
  return (
    <Card id={titleId} title={texts.title} end={button}>
      <div className="stack">
        <p className="t13 dim">{texts.hint}</p>
        <div aria-live="polite">
          {progress && <RunUnderWay of={progress} />}
          {!progress && ended && <RunEnded of={ended} target={props.target} />}
        </div>
        <Refusal error={ended?.error ?? null} />
      </div>
    </Card>
  )
}
