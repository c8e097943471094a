import { z } from 'zod'
import { OrderQueryError } from '../orders/order-query-error.ts'
import type { SellerProblem } from '../problems.ts'
import { isRefusal } from '../refusals.ts'
import type { RefusalName } from '../refusals.ts'
import { refuseAs } from '../requests.ts'
import type { Outcome } from '../requests.ts'
import type { Json } from '../stores/store.ts'
import type { Ended, WorkDone } from '../tasks/once.ts'

/** How a handler ended: with a value, with a refusal, or with a failure. */
export type HandlerOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refused: boolean; readonly code: RefusalName; readonly message: string }

/** Thrown if a handler's answer cannot be sent. The message says which member is wrong and why. */
export class UnusableAnswer extends TypeError {}

type Named = Pick<SellerProblem, 'activity' | 'instanceId' | 'orderId'>

/** Runs a handler. Errors that it throws are reported to the seller and never sent to the marketplace. */
export async function runHandler<T>(
  run: () => T | Promise<T>,
  named: Named,
  onProblem: (problem: SellerProblem) => void,
): Promise<HandlerOutcome<Exclude<T, Error>>> {
  try {
    const value = await run()
    if (isRefusal(value)) return { ok: false, refused: true, code: value.code, message: value.message }
    return { ok: true, value: value as Exclude<T, Error> }
  } catch (error) {
    if (isRefusal(error)) return { ok: false, refused: true, code: error.code, message: error.message }
    onProblem(problemOf(error, named))
    return { ok: false, refused: false, code: 'failed', message: failureOf(error) }
  }
}

function problemOf(error: unknown, named: Named): SellerProblem {
  if (error instanceof OrderQueryError)
    return { code: 'order_query_failed', message: error.message, detail: error.code, error, ...named }
  if (error instanceof UnusableAnswer)
    return { code: 'answer_invalid', message: error.message, error, ...named }
  return {
    code: 'handler_failed',
    message: `The handler ${named.activity ?? ''} threw an error.`,
    error,
    ...named,
  }
}

const failureOf = (error: unknown): string =>
  error instanceof OrderQueryError
    ? 'What was bought could not be asked.'
    : 'An internal error of the seller happened.'

const resultSchema = z.object({ code: z.string(), message: z.string() })

/**
 * Ends a piece of work with a refusal or failure. A refusal is kept for one caller; after a failure the next call tries
 * again.
 */
export const refuseWork = ({
  refused,
  code,
  message,
}: Extract<HandlerOutcome<unknown>, { ok: false }>): WorkDone => ({
  result: { code, message },
  keep: refused ? 'once' : 'never',
})

/** Returns the refusal in the result of a piece of work, or undefined if it succeeded. */
export function findRefusal(result: Json): { code: RefusalName; message: string } | undefined {
  const read = resultSchema.safeParse(result)
  return read.success ? { code: read.data.code as RefusalName, message: read.data.message } : undefined
}

/** The outcome of a piece of work that has no result other than success or refusal. */
export function toOutcome(ended: Ended): Outcome {
  if (!ended.ended) return { kind: 'under way' }
  const refusal = findRefusal(ended.result)
  return refusal ? refuseAs(refusal.code, refusal.message) : { kind: 'done' }
}
