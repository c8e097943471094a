import { operatorGrants } from '@loggia/protocol/console/parties/kinds'
import { useRead } from '../../centre/api.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'

const refreshMs = 30_000

/** Whether emails are sent, and how many wait or failed. `isKnown`: it is answered, or will not be. */
export function useMailServer() {
  const enabled = useMayAsk('GET /api/operator/mail-server', operatorGrants)
  const { data, isFetched } = useRead(
    'GET /api/operator/mail-server',
    {},
    { refetchInterval: refreshMs, enabled },
  )
  return { server: data, isKnown: isFetched || !enabled }
}
