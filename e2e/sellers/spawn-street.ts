import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SellerFleetPlan, Word } from './street.ts'

/** The sellers' process, seen from outside. A message has taken effect when its promise resolves. */
export type SellerFleetProcess = {
  say(word: Word): Promise<void>
  kill(): void
}

/** Starts the sellers. The plan is written to `planFile`. */
export async function spawnSellerFleet(planFile: string, plan: SellerFleetPlan): Promise<SellerFleetProcess> {
  writeFileSync(planFile, JSON.stringify(plan))
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    env: { ...process.env, FAULTY_PLAN: planFile },
    execArgv: ['--conditions=loggia-source', '--disable-warning=ExperimentalWarning'],
  })
  const waiting = new Map<number, () => void>()
  let said = 0
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The sellers ended with ${String(code)}`))),
  ])
  child.on('message', ({ heard }: { heard: number }) => {
    waiting.get(heard)?.()
    waiting.delete(heard)
  })
  return {
    say: (word) =>
      new Promise((resolve) => {
        said += 1
        waiting.set(said, resolve)
        child.send({ number: said, word })
      }),
    kill: () => void child.kill('SIGKILL'),
  }
}
