import type { SellerProblem } from './problems.ts'

/** The system clock: real time in UTC milliseconds. Used if no clock is given. */
export const readSystemTime = (): number => Date.now()

/** The default of `onProblem`: prints the problem to the console in one line, so that it does not go unnoticed. */
export function printProblem({
  code,
  message,
  detail,
  activity,
  instanceId,
  orderId,
  error,
}: SellerProblem): void {
  const facts = Object.entries({ detail, activity, instanceId, orderId }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  )
  console.error(`[loggia] ${[code, ...facts].join(' ')}: ${message}`, ...(error === undefined ? [] : [error]))
}
