import type { TestScene } from '@loggia/protocol/console'
import { Button, State, formatCount } from '@loggia/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { useApi } from '../../centre/api.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { testCallTexts } from './texts.ts'
import { runNeeded } from './run-needed.ts'
import type { Progress, RunEnd, RunResult } from './run-needed.ts'
import { useSceneName } from './scene-list.tsx'
import './test-calls.css'

const listKey = 'GET /api/seller/test-calls/:target'

/** Runs all scenes that a product needs, one after the other (R246). */
export function RunNeeded(props: { readonly target: string; readonly scenes: readonly TestScene[] }) {
  const texts = testCallTexts.use().run
  const maySend = useMayAsk('POST /api/seller/test-calls/:target', 'calls:write')
  const titleId = useId()
  const { progress, ended, isStopping, start, stop } = useRun(props.target)
  if (!maySend || !props.scenes.some(({ needed }) => needed)) return null
  const button = progress ? (
    <Button onClick={stop}>{isStopping ? texts.stopping : texts.stop}</Button>
  ) : (
    <Button onClick={() => void start()}>{ended ? texts.again : texts.start}</Button>
  )
  return (
    <Card id={titleId} title={texts.title} end={button}>
      <div className="stack">
        <p className="t13 dim">{texts.hint}</p>
        <div aria-live="polite">
          {progress && <UnderWay of={progress} />}
          {!progress && ended && <Ended of={ended} />}
        </div>
        <Refusal error={ended?.error ?? null} />
      </div>
    </Card>
  )
}

function useRun(target: string) {
  const api = useApi()
  const queries = useQueryClient()
  const [progress, setProgress] = useState<Progress>()
  const [ended, setEnded] = useState<RunEnd>()
  const [isStopping, setStopping] = useState(false)
  const stopping = useRef(new AbortController())
  // Leaving the page stops the run.
  useEffect(() => () => stopping.current.abort(), [])

  const start = async () => {
    const { signal } = (stopping.current = new AbortController())
    const params = { target }
    const seen = { queryKey: [listKey, { params }] }
    setStopping(false)
    setEnded(undefined)
    setProgress({ all: 0, results: [] })
    const end = await runNeeded({
      list: async () => (await api.request(listKey, { params })).scenes,
      send: async (scene, parameters) => {
        const body = { scene, parameters }
        const { saved } = await api.request('POST /api/seller/test-calls/:target', { params, body })
        await queries.invalidateQueries(seen)
        return saved
      },
      pause: (ms) => pauseUnless(signal, ms),
      isStopped: () => signal.aborted,
      onProgress: setProgress,
    })
    setProgress(undefined)
    setEnded(end)
  }
  const stop = () => {
    setStopping(true)
    stopping.current.abort()
  }
  return { progress, ended, isStopping, start, stop }
}

/** A pause that ends early when the signal is aborted. */
const pauseUnless = (signal: AbortSignal, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

function UnderWay({ of }: { readonly of: Progress }) {
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

function Ended({ of }: { readonly of: RunEnd }) {
  const texts = testCallTexts.use()
  const nameOf = useSceneName()
  const { results, all, end } = of
  const having = (...states: readonly RunResult['state'][]) =>
    results.filter(({ state }) => states.includes(state))
  const names = (found: readonly RunResult[]): string =>
    found.map(({ scene }) => nameOf(scene)).join(texts.advice.comma)
  const unsent = having('unsent')
  const [sent, failed, slow] = [results.length - unsent.length, having('failed'), having('slow')]
  const isGood = end === 'done' && unsent.length === 0
  return (
    <div className="stack t13">
      <p className="row row--wrap num">
        <State kind={isGood ? (slow.length > 0 ? 'warn' : 'ok') : end === 'failed' ? 'bad' : 'warn'}>
          {end === 'done'
            ? texts.run.done(formatCount(sent))
            : texts.run[end === 'failed' ? 'failedAfter' : end](formatCount(sent), formatCount(all))}
        </State>
        <span>{texts.run.passed(formatCount(having('passed', 'slow').length))}</span>
        {slow.length > 0 && <span className="c-warn">{texts.run.slow(formatCount(slow.length))}</span>}
      </p>
      {failed.length > 0 && <p className="c-bad">{texts.run.failed(names(failed))}</p>}
      {unsent.length > 0 && <p className="c-warn">{texts.run.unsent(names(unsent))}</p>}
    </div>
  )
}
