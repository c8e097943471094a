import type { SellerProblem } from './problems.ts'

/** Real time in UTC milliseconds, for whoever is given no clock. */
export const readSystemTime = (): number => Date.now()

/** One line for whoever gave no `onProblem`: a fault that nobody sees is not mended. */
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
