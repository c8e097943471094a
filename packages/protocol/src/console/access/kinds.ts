export { interfaceClasses, productProtocols } from '../../protocols.ts'
export type { InterfaceClass, ProductProtocol } from '../../protocols.ts'

/** SaaS V2.0: by which order a cancelled renewal is told: that of the cancellation unless told, or that of the renewal. */
export const cancellationOrders = ['cancellation', 'renewal'] as const
export type CancellationOrder = (typeof cancellationOrders)[number]

export const addressStates = ['pending', 'approved', 'rejected'] as const
export type AddressState = (typeof addressStates)[number]
