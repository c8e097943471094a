import type { TopUpRequestState } from '@loggia/protocol/console/ledger/kinds'
import { State, defineTexts } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'

/** The states of requests for top-ups, as buyers and operators read them. */
export const topUpStateTexts = defineTexts<Readonly<Record<TopUpRequestState, string>>>(
  { awaiting: '待转账', recorded: '待复核', credited: '已入账', rejected: '已驳回', withdrawn: '已撤回' },
  {
    awaiting: 'Awaiting transfer',
    recorded: 'Being checked',
    credited: 'Credited',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
  },
)

const kinds: Readonly<Record<TopUpRequestState, StateKind>> = {
  awaiting: 'warn',
  recorded: 'run',
  credited: 'ok',
  rejected: 'bad',
  withdrawn: 'end',
}

export const TopUpState = ({
  of,
  pill = false,
}: {
  readonly of: TopUpRequestState
  readonly pill?: boolean
}) => (
  <State kind={kinds[of]} pill={pill}>
    {topUpStateTexts.use()[of]}
  </State>
)
