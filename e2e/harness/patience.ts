import { ApiProblem } from '@loggia/client'

const patienceMs = 120_000
const replyMs = 10_000

/** There was no reply, or a reply that says that the server is not healthy. */
export const isLost = (error: unknown): boolean =>
  (error instanceof Error && error.name === 'TimeoutError') ||
  (error instanceof ApiProblem &&
    (error.status === 0 || error.status >= 500 || error.code === 'client.unreadable'))

const laterMs = 500
/** Refused for the moment, because a limit was reached. */
export const isLimited = ({ status, code }: ApiProblem): boolean =>
  status === 429 || code === 'call.live_busy'

/** Repeats a request until it is answered, and waits if a limit was reached. Each try has its own time limit. */
export async function askUntilAnswered<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  onLimited: (code: string) => void = () => undefined,
): Promise<T> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return await ask(AbortSignal.timeout(replyMs))
    } catch (error) {
      const isToWait = error instanceof ApiProblem && isLimited(error)
      if ((!isToWait && !isLost(error)) || performance.now() > deadline) throw error
      if (isToWait) onLimited(error.code)
      await new Promise((resolve) => setTimeout(resolve, isToWait ? laterMs : 50))
    }
  }
}
