import { defineFacts } from '../facts.ts'
import { defineId, money, string, text } from '../members.ts'

const ofRequest = { product: text, amount: money }

/** R3c */
export const purchaseRequestFacts = defineFacts('prq', {
  'purchase_request.filed': ofRequest,
  'purchase_request.approved': { ...ofRequest, orderId: defineId('ord'), orderNumber: string },
  'purchase_request.rejected': ofRequest,
  'purchase_request.withdrawn': ofRequest,
  'purchase_request.expired': ofRequest,
})
