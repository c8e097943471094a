import type { ReactNode } from 'react'
import { renderToPipeableStream } from 'react-dom/server'

/**
 * Renders again what has failed, because `renderToString` tells nobody why: the faults of its parts. What still waits
 * after `longestMs`, such as for a script, does not fail.
 */
export function listRenderFaults(app: ReactNode, longestMs = 1000): Promise<readonly unknown[]> {
  return new Promise((resolve) => {
    const faults: unknown[] = []
    const end = (): void => {
      clearTimeout(timer)
      resolve([...faults])
    }
    const { abort } = renderToPipeableStream(app, {
      onError: (error) => void faults.push(error),
      onAllReady: end,
      onShellError: end,
    })
    const timer = setTimeout(() => {
      end()
      abort()
    }, longestMs)
  })
}
