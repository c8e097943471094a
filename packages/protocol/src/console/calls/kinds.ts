export const callStates = [
  'waiting',
  'sending',
  'confirmed',
  'refused',
  'stopped',
  'superseded',
  'stuck',
] as const
export type CallState = (typeof callStates)[number]

/**
 * How a call stands, for its readers: it went well; it is under way and nothing has failed; it waits for somebody
 * (tries that failed, or tries that are over and may be started again, or an answer that could not be applied); it failed
 * and there is nothing left to do; a later call took its place before it was ever tried.
 */
export const callResults = ['succeeded', 'under_way', 'open_failure', 'closed_failure', 'not_needed'] as const
export type CallResult = (typeof callResults)[number]

/** *closed*: calls go out. *open*: the seller failed time after time, their calls wait. *half_open*: one call tries how it is. */
export const breakers = ['closed', 'open', 'half_open'] as const
export type Breaker = (typeof breakers)[number]
