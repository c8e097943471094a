export { gatewayCodes, orderResultCodes } from './codes.ts'
export type { GatewayCode, OrderResultCode } from './codes.ts'
export {
  chargingModes,
  formatOrderTime,
  gatewayRefusalSchema,
  orderQueryPath,
  orderQueryReplySchema,
  orderTypes,
} from './messages.ts'
export type { GatewayRefusal, OrderQueryReply } from './messages.ts'
