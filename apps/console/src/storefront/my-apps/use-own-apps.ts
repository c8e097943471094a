import type { ApiProblem } from '@loggia/client'
import type { OwnApp } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import { toProblem } from '../account/form.tsx'
import { useApi } from '../frame.tsx'

type Read = { readonly apps?: readonly OwnApp[]; readonly problem?: ApiProblem }

/** The apps that the reader may use, or why they could not be read. */
export function useOwnApps() {
  const api = useApi()
  const [read, setRead] = useState<Read>({})
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isGone = false
    void api
      .request('GET /api/my-apps', {})
      .then(({ items }): Read => ({ apps: items }))
      .catch((error: unknown): Read => ({ problem: toProblem(error) }))
      .then((answer) => {
        if (!isGone) setRead(answer)
      })
    return () => {
      isGone = true
    }
  }, [api, tries])
  const retry = () => {
    setRead({})
    setTries((count) => count + 1)
  }
  return { ...read, retry }
}
