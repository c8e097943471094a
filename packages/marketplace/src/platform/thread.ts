import { Worker } from 'node:worker_threads'
import type { DurationMs } from '@loggia/kernel'

/** The answer did not come in time; the thread was ended. */
export class ThreadTooSlow extends Error {}

/** A thread that answers one question after the other, so that what takes long does not hold up the server. */
export type Thread<Asked, Answer> = {
  /** One at a time. Rejects with {@link ThreadTooSlow}, and with what the thread died of; the next question has a new one. */
  ask(asked: Asked, limitMs: DurationMs): Promise<Answer>
}

/** Started by the first question and kept; it keeps no process alive. `module` is made with {@link answerInThread}. */
export function createThread<Asked, Answer>(
  module: URL,
  { heapMb }: { readonly heapMb: number },
): Thread<Asked, Answer> {
  let kept: Worker | undefined

  function start(): Worker {
    const worker = new Worker(module, {
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      // A thread that works on somebody's bytes sees no setting and no secret of the server.
      env: {},
      stdout: true,
      stderr: true,
    })
    worker.unref()
    const forget = (): void => {
      if (kept === worker) kept = undefined
    }
    worker.on('error', forget)
    worker.on('exit', forget)
    return (kept = worker)
  }

  return {
    ask(asked, limitMs) {
      const worker = kept ?? start()
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      const noteDeath = (cause: unknown): void =>
        reject(cause instanceof Error ? cause : new Error('The thread ended without an answer'))
      const timer = setTimeout(() => {
        reject(new ThreadTooSlow(`No answer within ${limitMs} ms`))
        void worker.terminate()
        if (kept === worker) kept = undefined
      }, limitMs)
      worker.once('message', resolve)
      worker.once('error', noteDeath)
      worker.once('exit', noteDeath)
      worker.postMessage(asked)
      return promise.finally(() => {
        clearTimeout(timer)
        worker.off('message', resolve)
        worker.off('error', noteDeath)
        worker.off('exit', noteDeath)
      })
    },
  }
}
