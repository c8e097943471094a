import { ApiProblem } from '@loggia/client'

const patienceMs = 120_000
const replyMs = 10_000

/** No reply came, or one that says that the server is not itself. */
export const isLost = (error: unknown): boolean =>
  (error instanceof Error && error.name === 'TimeoutError') ||
  (error instanceof ApiProblem &&
    (error.status === 0 || error.status >= 500 || error.code === 'client.unreadable'))

const laterMs = 500
/** Refused for now, since others ask too much at the same time. */
export const isLimited = ({ status, code }: ApiProblem): boolean =>
  status === 429 || code === 'call.live_busy'

/** Asks again until an answer comes, later where too much was asked at once; each try has its own time limit. */
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
