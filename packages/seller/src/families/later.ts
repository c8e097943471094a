const laterMark: unique symbol = Symbol.for('loggia.seller.later')

/** The answer of a handler that is not ready yet. Create it with {@link answerLater}. */
export type Later = { readonly [laterMark]: true }

/**
 * Tells the marketplace that the work goes on. When an instance is ready, call `seller.opened(instanceId, access)`, or
 * return its access data from `describe`; when a license is ready, call `seller.licensed(licenseId, license)`.
 */
export const answerLater = (): Later => ({ [laterMark]: true })

export const isLater = (value: unknown): value is Later =>
  typeof value === 'object' && value !== null && laterMark in value
