import type { Client } from '@loggia/client'
import type { Money } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import { useApi } from '../frame.tsx'

/** `asking` until the first answer, `unknown` if none came, `none` for those who have no balance. */
export type Balance = Money | 'asking' | 'unknown' | 'none'

/** The buyer's balance, and a way to ask again. While it is asked again the old one stays. */
export function useBalance(enabled: boolean): readonly [Balance, () => Promise<void>] {
  const api = useApi()
  const [balance, setBalance] = useState<Balance>(enabled ? 'asking' : 'none')
  useEffect(() => {
    if (!enabled) return undefined
    let wanted = true
    void ask(api).then((answer) => wanted && setBalance(keepBalance(answer)))
    return () => {
      wanted = false
    }
  }, [api, enabled])
  const reload = async () => {
    if (enabled) setBalance(keepBalance(await ask(api)))
  }
  return [balance, reload]
}

async function ask(api: Client): Promise<Balance> {
  try {
    const reply = await api.request('GET /api/buyer/balance', { query: { limit: 1 } })
    return reply.balance
  } catch {
    return 'unknown'
  }
}

/** An answer that did not come does not take away the one before it. */
const keepBalance =
  (answer: Balance) =>
  (before: Balance): Balance =>
    answer === 'unknown' && typeof before === 'object' ? before : answer
