import type { RefundRequest, RefundRequestState } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { refundTexts } from './texts.ts'

const kinds: Readonly<Record<RefundRequestState, StateKind>> = {
  seller_review: 'warn',
  goods_return: 'warn',
  goods_sent: 'run',
  refunded: 'ok',
  rejected: 'bad',
  withdrawn: 'end',
  closed: 'end',
}

/** Where a request stands; while an appeal is open, an operator decides. */
export function RequestState(props: {
  readonly of: Pick<RefundRequest, 'state'> & Partial<Pick<RefundRequest, 'turn'>>
  readonly pill?: boolean
}) {
  const { states, appealed } = refundTexts.use()
  const isAppealed = props.of.turn === 'operator'
  return (
    <State kind={isAppealed ? 'ice' : kinds[props.of.state]} pill={props.pill ?? false}>
      {isAppealed ? appealed : states[props.of.state]}
    </State>
  )
}
