// Every contender and every fleet of sellers runs in its own process, with its own event loop and heap, so that one run
// does not slow the next.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

type Reply = { readonly id: number; readonly answer?: unknown; readonly fault?: string }
type Question = { readonly id: number; readonly name: string; readonly input: unknown }

export type Child = {
  readonly pid: number
  /** Sends a request to the process; rejects with the error that it threw. */
  ask<T>(name: string, input?: unknown): Promise<T>
  end(): Promise<void>
}

/** Starts a `main.ts` of this folder, with the flags of this process. */
export function startChild(script: string): Child {
  const child = fork(join(import.meta.dirname, '..', script), { serialization: 'advanced' })
  const exited = once(child, 'exit')
  const open = new Map<number, (reply: Reply) => void>()
  child.on('message', (reply: Reply) => open.get(reply.id)?.(reply))
  child.once('exit', (code, signal) => {
    for (const [id, settle] of open) settle({ id, fault: `${script} ended with ${code ?? signal}` })
  })
  let asked = 0
  return {
    pid: child.pid ?? 0,
    ask<T>(name: string, input?: unknown) {
      const id = (asked += 1)
      return new Promise<T>((resolve, reject) => {
        open.set(id, ({ answer, fault }) => {
          open.delete(id)
          if (fault === undefined) resolve(answer as T)
          else reject(new Error(fault))
        })
        child.send({ id, name, input } satisfies Question)
      })
    },
    async end() {
      if (child.connected) child.disconnect()
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await exited
      clearTimeout(timer)
    },
  }
}

/** The child's side: answers requests until the parent is gone, however it ended. */
export function answerQuestions(answers: Readonly<Record<string, (input: never) => unknown>>): void {
  const answer = async ({ id, name, input }: Question): Promise<Reply> => {
    try {
      const found = answers[name]
      if (!found) throw new Error(`Nothing here answers ${name}`)
      return { id, answer: await found(input as never) }
    } catch (error) {
      return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
  process.on('message', (question: Question) => {
    void answer(question).then((reply) => process.send?.(reply))
  })
  process.once('disconnect', () => process.exit(0))
}
