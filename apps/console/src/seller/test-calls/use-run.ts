import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../centre/api.ts'
import { runNeeded } from './run-needed.ts'
import type { Progress, RunEnd } from './run-needed.ts'

const listKey = 'GET /api/seller/test-calls/:target'

/** A run of scenes: by default those that the product needs, if they can be called. */
export type Run = {
  readonly progress: Progress | undefined
  readonly ended: RunEnd | undefined
  readonly isStopping: boolean
  readonly start: (target: string, scenes?: readonly string[]) => Promise<RunEnd>
  readonly stop: () => void
}

export function useRun(): Run {
  const api = useApi()
  const queries = useQueryClient()
  const [progress, setProgress] = useState<Progress>()
  const [ended, setEnded] = useState<RunEnd>()
  const [isStopping, setStopping] = useState(false)
  const stopping = useRef(new AbortController())
  // Leaving the page stops the run.
  useEffect(() => () => stopping.current.abort(), [])

  const start = async (target: string, asked?: readonly string[]): Promise<RunEnd> => {
    const { signal } = (stopping.current = new AbortController())
    const params = { target }
    setStopping(false)
    setEnded(undefined)
    setProgress({ all: 0, results: [] })
    const list = async () => {
      const { blocked, joint, scenes } = await api.request(listKey, { params })
      return (blocked ?? joint?.blocked)
        ? []
        : scenes.filter(({ needed }) => needed).map(({ scene }) => scene)
    }
    const end = await runNeeded({
      list: async () => asked ?? list(),
      send: async (scene) => {
        const body = { scenes: [scene] }
        const ran = await api.request('POST /api/seller/test-calls/:target/run', { params, body })
        await queries.invalidateQueries({ queryKey: [listKey, { params }] })
        return ran
      },
      pause: (ms) => pauseUnless(signal, ms),
      isStopped: () => signal.aborted,
      onProgress: setProgress,
    })
    setProgress(undefined)
    setEnded(end)
    return end
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
