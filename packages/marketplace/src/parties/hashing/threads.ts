import { Worker } from 'node:worker_threads'
import type { Derivation } from './derive.ts'

/** Threads of their own for passwords: begun when they are first needed, and begun anew when one has ended. */
export type Threads = { compute(asked: Derivation): Promise<Uint8Array> }

/** Whoever asks makes sure that no more are asked at once than there are to be threads. */
export function createThreads(
  start: () => Worker = () =>
    new Worker(new URL('./worker.ts', import.meta.url), {
      // A thread that works on what strangers type sees no setting and no secret of the server.
      env: {},
    }),
): Threads {
  const idle: Worker[] = []

  /** One that ends while it has nothing to do is only not used any more. */
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
      // A process waits for what is being computed, and not for a thread that has nothing to do.
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
