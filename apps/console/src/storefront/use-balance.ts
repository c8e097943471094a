import type { Money } from '@loggia/protocol/console'
import { useCallback, useEffect, useState } from 'react'
import { useApi } from './frame.tsx'

/** `asking` until the first answer, `unknown` if none came, `none` for those who have no balance. */
export type Balance = Money | 'asking' | 'unknown' | 'none'

/** The buyer's balance, and a way to ask again. While it is asked again the old one stays. */
export function useBalance(enabled: boolean): readonly [Balance, () => Promise<void>] {
  const api = useApi()
  const [balance, setBalance] = useState<Balance>(enabled ? 'asking' : 'none')
  const reload = useCallback(async () => {
    if (!enabled) return
    try {
      const reply = await api.request('GET /api/buyer/balance', { query: { limit: 1 } })
      setBalance(reply.balance)
    } catch {
      setBalance((known) => (known === 'asking' ? 'unknown' : known))
    }
  }, [api, enabled])
  useEffect(() => void reload(), [reload])
  return [balance, reload]
}
