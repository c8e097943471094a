import { ApiProblem } from '@loggia/client'

const patienceMs = 120_000
const replyMs = 10_000

/** No reply came, or one that says that the server is not itself. */
export const isLost = (error: unknown): boolean =>
  (error instanceof Error && error.name === 'TimeoutError') ||
  (error instanceof ApiProblem &&
    (error.status === 0 || error.status >= 500 || error.code === 'client.unreadable'))

/** Asks again until an answer comes; each try has its own time limit. */
export async function untilAnswered<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return await ask(AbortSignal.timeout(replyMs))
    } catch (error) {
      if (!isLost(error) || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
