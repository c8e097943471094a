import { refundRequestStates } from '@loggia/protocol/console/refunds/kinds'
import { defineSearch, toChoice, toId, toText } from '../../centre/routing/search.ts'

/** The filters of the buyer's refunds. */
export const readRefundsSearch = defineSearch({ state: toChoice(refundRequestStates), q: toText(100) })

/** The line of an order for which a refund is asked. */
export const readNewRefundSearch = defineSearch({ order: toId('ord'), line: toText(64) })
