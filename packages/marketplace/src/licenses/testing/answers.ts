import type { SellerReply, SellerRequest } from '../../embedded/index.ts'

export const done = { resultCode: '000000', resultMsg: 'success.' }
export const text = 'LICENSE-0123456789'

/** A seller of online activation, or of License 1.0. */
export function answerWell({ activity, members }: SellerRequest): SellerReply {
  if (activity === 'newInstance') return { ...done, instanceId: `i-${members.orderId}` }
  if (activity === 'getLicense') return { ...done, instanceId: `i-${members.orderId}`, license: text }
  return done
}
