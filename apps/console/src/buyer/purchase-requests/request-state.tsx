import type { PurchaseRequestState } from '@loggia/protocol/console/purchase-requests/kinds'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { requestTexts } from './texts.ts'

const kinds: Readonly<Record<PurchaseRequestState, StateKind>> = {
  waiting: 'warn',
  approved: 'ok',
  rejected: 'bad',
  withdrawn: 'end',
  expired: 'end',
}

export function RequestState({
  of,
  pill = false,
}: {
  readonly of: PurchaseRequestState
  readonly pill?: boolean
}) {
  const { states } = requestTexts.use()
  return (
    <State kind={kinds[of]} pill={pill}>
      {states[of]}
    </State>
  )
}
