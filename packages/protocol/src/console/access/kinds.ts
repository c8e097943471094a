export { interfaceClasses, productProtocols } from '../../protocols.ts'
export type { InterfaceClass, ProductProtocol } from '../../protocols.ts'

/**
 * SaaS V2.0: the order that `refreshInstance` names for a cancelled renewal: the cancellation's (default), or the
 * renewal's.
 */
export const cancellationOrders = ['cancellation', 'renewal'] as const
export type CancellationOrder = (typeof cancellationOrders)[number]

export const addressStates = ['pending', 'approved', 'rejected'] as const
export type AddressState = (typeof addressStates)[number]
