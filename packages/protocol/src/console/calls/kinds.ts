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
 * The state of a call, for its readers:
 * - `succeeded`;
 * - `under_way`: nothing has failed;
 * - `open_failure`: somebody has to act, since attempts failed, ended without success, or an answer could not be
 *   applied;
 * - `closed_failure`: it failed and nothing is left to do;
 * - `not_needed`: a later call superseded it before its first attempt, or what it was for was over.
 */
export const callResults = ['succeeded', 'under_way', 'open_failure', 'closed_failure', 'not_needed'] as const
export type CallResult = (typeof callResults)[number]

/** *closed*: calls are sent. *open*: calls wait after repeated failures. *half_open*: one call probes the seller. */
export const breakers = ['closed', 'open', 'half_open'] as const
export type Breaker = (typeof breakers)[number]
