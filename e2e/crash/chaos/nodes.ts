import { spawnServer, waitUntilReady } from '../../harness/server.ts'
import type { ServerProcess } from '../../harness/server.ts'

/** Several nodes of one marketplace, on one database. */
export type Nodes = {
  readonly count: number
  /** The address of another node at each call, whether that node is running or not. */
  address(): string
  /** Kills this node, or the next one that is running, with `kill -9`; it is restarted after `awayMs`. */
  kill(nth: number, awayMs: number): Promise<void>
  /** From now until `stop`, one node may end itself; `happened` resolves to its number. */
  expectEnd(): { readonly happened: Promise<number>; stop(): void }
  /** Starts a node after `awayMs`, unless it is running. */
  startAfter(nth: number, awayMs: number): void
  /** Resolves when every starting node is ready. */
  allReady(): Promise<void>
  /** The output of each node that ended by itself unexpectedly. */
  readonly fallen: readonly string[]
  /** The output of all nodes. */
  output(): string
  killAll(): void
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const lastOf = (process: ServerProcess): string => process.output().slice(-4_000)

export function createNodes(ports: readonly number[], env: Readonly<Record<string, string>>): Nodes {
  const running: (ServerProcess | undefined)[] = ports.map(() => undefined)
  const starting = new Set<Promise<void>>()
  const mayEnd = new Set<ServerProcess>()
  const fallen: string[] = []
  const lives: ServerProcess[] = []
  let asked = 0
  let onEnd: ((nth: number) => void) | undefined
  let isOver = false

  function watch(nth: number, process: ServerProcess): void {
    void process.ended.then((ended) => {
      if (mayEnd.has(process) || isOver) return
      if (running[nth] === process) running[nth] = undefined
      if (onEnd && ended === 'SIGKILL') return onEnd(nth)
      fallen.push(`Node ${nth} ended by itself with ${ended}:\n${lastOf(process)}`)
      startAfter(nth, 0)
    })
  }

  async function start(nth: number): Promise<void> {
    const process = spawnServer({ script: 'e2e/crash/main.ts', port: ports[nth] ?? 0, env })
    running[nth] = process
    lives.push(process)
    watch(nth, process)
    await waitUntilReady(process).catch((error: Error) => {
      // Another blow struck it while it started, and restarts it later.
      if (running[nth] === process) fallen.push(`Node ${nth} did not start: ${error.message}`)
    })
  }

  function startAfter(nth: number, awayMs: number): void {
    const work = pause(awayMs).then(() => (running[nth] || isOver ? undefined : start(nth)))
    starting.add(work)
    void work.finally(() => starting.delete(work))
  }

  async function allReady(): Promise<void> {
    while (starting.size > 0) await Promise.all(starting)
  }

  return {
    count: ports.length,
    fallen,
    output: () => lives.map((process) => `node ${process.pid}\n${process.output()}`).join('\n'),
    startAfter,
    address: () => `http://127.0.0.1:${ports[(asked += 1) % ports.length] ?? 0}`,
    async kill(from, awayMs) {
      if (running.every((process) => !process)) await allReady()
      const nth = ports.map((_, i) => (from + i) % ports.length).find((i) => running[i]) ?? from
      const process = running[nth]
      if (!process) throw new Error('No node is there to be killed')
      mayEnd.add(process)
      running[nth] = undefined
      await process.kill()
      startAfter(nth, awayMs)
    },
    expectEnd() {
      const happened = new Promise<number>((resolve) => (onEnd = resolve))
      return { happened, stop: () => (onEnd = undefined) }
    },
    allReady,
    killAll() {
      isOver = true
      for (const process of running) void process?.kill()
    },
  }
}
