import { Worker } from 'node:worker_threads'
import type { DurationMs } from '@loggia/kernel'

/** The answer did not come within the limit; the thread was ended. */
export class ThreadTooSlow extends Error {}

/** A thread that answers one question at a time, so that long work does not block the server. */
export type Thread<Asked, Answer> = {
  /**
   * One question at a time. Rejects with {@link ThreadTooSlow}, or with the error that ended the thread; the next
   * question gets a new thread.
   */
  ask(asked: Asked, limitMs: DurationMs): Promise<Answer>
}

/**
 * Starts at the first question and is kept; does not keep the process alive. `module` calls {@link answerInThread}.
 */
export function createThread<Asked, Answer>(
  module: URL,
  { heapMb }: { readonly heapMb: number },
): Thread<Asked, Answer> {
  let kept: Worker | undefined

  function start(): Worker {
    const worker = new Worker(module, {
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      // A thread that processes untrusted bytes sees no settings and no secrets of the server.
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
