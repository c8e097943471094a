import type { Client } from '@loggia/client'
import type { Money } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import { useApi } from '../frame.tsx'

/** `asking`: no answer yet; `unknown`: the request failed; `none`: the reader has no balance. */
export type Balance = Money | 'asking' | 'unknown' | 'none'

/** The buyer's balance, and a function that reads it again. Meanwhile the old value is kept. */
export function useBalance(enabled: boolean): readonly [Balance, () => Promise<void>] {
  const api = useApi()
  const [balance, setBalance] = useState<Balance>(enabled ? 'asking' : 'none')
  useEffect(() => {
    if (!enabled) return undefined
    let wanted = true
    void askBalance(api).then((answer) => wanted && setBalance(keepBalance(answer)))
    return () => {
      wanted = false
    }
  }, [api, enabled])
  const reload = async () => {
    if (enabled) setBalance(keepBalance(await askBalance(api)))
  }
  return [balance, reload]
}

export async function askBalance(api: Client): Promise<Balance> {
  try {
    const reply = await api.request('GET /api/buyer/balance', { query: { limit: 1 } })
    return reply.balance
  } catch {
    return 'unknown'
  }
}

/** A failed request does not remove the previous answer. */
export const keepBalance =
  (answer: Balance) =>
  (before: Balance): Balance =>
    answer === 'unknown' && typeof before === 'object' ? before : answer
