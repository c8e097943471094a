import { Worker } from 'node:worker_threads'
import type { Derivation } from './derive.ts'

/** Worker threads for passwords. They start when they are first needed; one that ended is replaced. */
export type Threads = { compute(asked: Derivation): Promise<Uint8Array> }

/** The number of threads is not limited here: the caller limits how many computations run at once. */
export function createThreads(
  start: () => Worker = () =>
    new Worker(new URL('./worker.ts', import.meta.url), {
      // A thread that handles input of strangers gets no setting and no secret of the server.
      env: {},
    }),
): Threads {
  const idle: Worker[] = []

  /** An idle worker that ends is removed from the list. */
  function begin(): Worker {
    const worker = start()
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      const at = idle.indexOf(worker)
      if (at >= 0) idle.splice(at, 1)
    })
    return worker
  }

  return {
    compute(asked) {
      const worker = idle.pop() ?? begin()
      // Keeps the process alive during a computation; an idle worker does not.
      worker.ref()
      return new Promise((resolve, reject) => {
        const onError = (cause: unknown): void => settle(() => reject(threadEnded(cause)))
        const onExit = (): void => settle(() => reject(threadEnded(undefined)))
        const onMessage = (derived: Uint8Array): void =>
          settle(() => {
            worker.unref()
            idle.push(worker)
            resolve(derived)
          })
        function settle(end: () => void): void {
          worker.off('message', onMessage).off('error', onError).off('exit', onExit)
          end()
        }
        worker.on('message', onMessage).on('error', onError).on('exit', onExit)
        worker.postMessage(asked)
      })
    },
  }
}

const threadEnded = (cause: unknown): Error =>
  new Error('The thread that computes passwords ended without an answer', { cause })
