import { Link } from '@tanstack/react-router'
import type { Message } from '@loggia/protocol/console'
import type { Area } from '../frame.ts'
import { stringOf } from '../history/facts.ts'
import { messageTexts } from '../text/messages.ts'

/** Where a message leads: the call, the order, or the place where its kind of thing is seen to. */
export function MessageLinks(props: { readonly message: Message; readonly area: Area; onOpen(): void }) {
  const texts = messageTexts.use()
  const { message, area, onOpen } = props
  const callId = stringOf(message.data['callId'])
  const isFlip = message.kind === 'seller_parked' || message.kind === 'seller_recovered'
  return (
    <>
      {callId !== undefined && area !== 'buyer' && (
        <Link to={`/${area}/calls/$callId`} params={{ callId }} onClick={onOpen}>
          {texts.call}
        </Link>
      )}
      {message.subject.startsWith('ord_') && (
        <Link to={`/${area}/orders/$orderId`} params={{ orderId: message.subject }} onClick={onOpen}>
          {texts.order}
        </Link>
      )}
      {isFlip && area !== 'buyer' && (
        <Link to={area === 'operator' ? '/operator/gates' : '/seller/calls'} onClick={onOpen}>
          {area === 'operator' ? texts.gate : texts.calls}
        </Link>
      )}
    </>
  )
}
