import { Worker } from 'node:worker_threads'
import { createTurns } from '../../platform/index.ts'
import { mediaProblems } from '../problems.ts'
import type { Work, Worked } from './worker.ts'

export type WorkshopLimits = {
  /** The time limit for one picture, in ms. */
  readonly limitMs: number
  /** How many pictures of one owner may wait. */
  readonly mostWaitingOfOwner: number
  /** How many pictures of all owners may wait. */
  readonly mostWaiting: number
}
export const defaultWorkshopLimits: WorkshopLimits = {
  limitMs: 15_000,
  mostWaitingOfOwner: 2,
  mostWaiting: 12,
}

export type Workshop = {
  /**
   * Decodes a picture and encodes its sizes; owners take turns. Throws `media.malformed` if the pixels cannot be read,
   * `media.took_too_long`, and `media.busy` if too many wait already.
   */
  work(owner: string, asked: Work): Promise<Worked>
}

const heapMb = 256
const retryAfter = 5

/** Processes one picture at a time, so that pictures together never need more memory than the largest allowed one. */
export function createWorkshop({
  limitMs,
  mostWaitingOfOwner,
  mostWaiting,
}: WorkshopLimits = defaultWorkshopLimits): Workshop {
  const turns = createTurns({
    atOnce: 1,
    atOnceOfOwner: 1,
    waitingOfOwner: mostWaitingOfOwner,
    waiting: mostWaiting,
  })
  return {
    async work(owner, asked) {
      const endTurn = await turns.take(owner)
      if (!endTurn) throw mediaProblems.busy({ retryAfter })
      try {
        return await inThread(asked, limitMs)
      } finally {
        endTurn()
      }
    },
  }
}

function inThread(asked: Work, limitMs: number): Promise<Worked> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // A thread that reads untrusted bytes gets no setting and no secret of the server.
    env: {},
    stdout: true,
    stderr: true,
  })
  return new Promise<Worked>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(mediaProblems.took_too_long({ seconds: Math.ceil(limitMs / 1000) })),
      limitMs,
    )
    const end = (settle: () => void) => (): void => {
      clearTimeout(timer)
      settle()
    }
    worker.once('message', (worked: Worked) => end(() => resolve(worked))())
    const fail = (cause: unknown): void =>
      end(() => reject(mediaProblems.malformed({ type: asked.type }, cause)))()
    worker.once('error', fail)
    worker.once('exit', () => fail(new Error('The thread ended without an answer')))
  }).finally(() => void worker.terminate())
}
