import type { SearchCompletions } from '@loggia/protocol/console'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../frame.tsx'

/** So long nothing is typed before the marketplace is asked. */
const restMs = 150

export type Completed = { readonly text: string; readonly answer: SearchCompletions }

/** Completes what is typed. A newer text cancels the question about an older one, so that no old answer is shown. */
export function useCompletions() {
  const api = useApi()
  const [completed, setCompleted] = useState<Completed>()
  const pending = useRef<{ readonly timer: number; readonly question: AbortController }>(undefined)
  const cancel = () => {
    clearTimeout(pending.current?.timer)
    pending.current?.question.abort()
  }
  useEffect(() => cancel, [])
  const complete = (typed: string) => {
    cancel()
    const text = typed.trim()
    if (text === '') return setCompleted(undefined)
    const question = new AbortController()
    const { signal } = question
    const ask = () =>
      void api.request('GET /api/search/completions', { query: { q: text } }, { signal }).then(
        (answer) => {
          if (!signal.aborted) setCompleted({ text, answer })
        },
        () => {
          // Without suggestions the field is still a search.
          if (!signal.aborted) setCompleted(undefined)
        },
      )
    pending.current = { timer: window.setTimeout(ask, restMs), question }
  }
  return { completed, complete, cancel }
}
