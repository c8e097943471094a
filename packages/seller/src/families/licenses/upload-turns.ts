/** How the marketplace took an upload: its signature was accepted or refused, or there was no answer. */
export type UploadVerdict = 'accepted' | 'refused' | 'unanswered'

/**
 * Lets uploads go out so that a wrong key is not locked: more than five refused signatures in a row lock it for five
 * minutes (ak-sk-signing §6), and the order query uses it too.
 */
export type UploadTurns = {
  /**
   * Waits for a turn and calls `send`, which may send nothing. Does not call it while the key rests, or if the
   * marketplace did not answer the upload that it waited for: it stays due.
   */
  take(send: () => Promise<UploadVerdict | undefined>): Promise<void>
}

const mostAtOnce = 4
const lockOutMs = 300_000

/** Creates the turns of one key. It goes out alone until it was accepted; after a refusal it rests for the lock-out. */
export function createUploadTurns({ now }: { readonly now: () => number }): UploadTurns {
  let isAccepted = false
  let restsUntilMs = Number.NEGATIVE_INFINITY
  let running = 0
  const waiting: ((isAnswered: boolean) => void)[] = []

  function end(verdict: UploadVerdict | undefined): void {
    if (verdict === 'accepted') isAccepted = true
    if (verdict === 'refused') {
      isAccepted = false
      restsUntilMs = now() + lockOutMs
    }
    running -= 1
    for (const wake of waiting.splice(0)) wake(verdict !== 'unanswered')
  }

  async function take(send: () => Promise<UploadVerdict | undefined>): Promise<void> {
    while (running >= (isAccepted ? mostAtOnce : 1))
      if (!(await new Promise<boolean>((resolve) => void waiting.push(resolve)))) return
    if (now() < restsUntilMs) return
    running += 1
    let verdict: UploadVerdict | undefined
    try {
      verdict = await send()
    } finally {
      end(verdict)
    }
  }

  return { take }
}
