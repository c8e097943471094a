/** R255: a key serves one interface class. */
export const interfaceClasses = ['basic', 'joint_sync', 'authorisation_code', 'common'] as const
export type InterfaceClass = (typeof interfaceClasses)[number]

/** How a seller's server is spoken to; V1.0 is for servers that were built for it years ago. */
export const productProtocols = ['saas-v2', 'saas-v1'] as const
export type ProductProtocol = (typeof productProtocols)[number]

/** SaaS V2.0: by which order a cancelled renewal is told: that of the cancellation unless told, or that of the renewal. */
export const cancellationOrders = ['cancellation', 'renewal'] as const
export type CancellationOrder = (typeof cancellationOrders)[number]

export const addressStates = ['pending', 'approved', 'rejected'] as const
export type AddressState = (typeof addressStates)[number]
