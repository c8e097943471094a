import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

export const repository = join(import.meta.dirname, '../..')

/** A server process of ours; `output` is all that it has printed so far, on both streams. */
export type ServerProcess = {
  readonly url: string
  readonly pid: number
  readonly output: () => string
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>
  stop(): Promise<void>
  /** `kill -9`: nothing is flushed, nobody is told. */
  kill(): Promise<void>
}

export type ServerOptions = {
  /** From the root of the repository. */
  readonly script: string
  readonly args?: readonly string[]
  readonly port: number
  readonly env: Readonly<Record<string, string>>
}

/** What Node has compiled in this run of the tests; a server would compile all of it again at each start. */
const { NODE_COMPILE_CACHE } = process.env
const compileCache = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }

/** Starts a script as every TypeScript file here is started; does not wait until it is ready. */
export function spawnServer({ script, args = [], port, env }: ServerOptions): ServerProcess {
  const flags = ['--conditions=loggia-source', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, join(repository, script), ...args], {
    cwd: repository,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      TZ: 'UTC',
      PORT: String(port),
      ...compileCache,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => Buffer.concat(chunks).toString('utf8'),
    ended,
    stop: () => end(child, 'SIGTERM', ended),
    kill: () => end(child, 'SIGKILL', ended),
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal)
  // One that does not end by itself must not outlive the test.
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(timer)
}

/** Waits until the server says that it is ready. Throws with what it printed if it ends before, or takes too long. */
export async function waitUntilReady(server: ServerProcess, limitMs = 120_000): Promise<ServerProcess> {
  let endedWith: number | string | undefined
  void server.ended.then((code) => (endedWith = code))
  const deadline = performance.now() + limitMs
  while (performance.now() < deadline) {
    if (endedWith !== undefined) throw new Error(`The server ended with ${endedWith}:\n${server.output()}`)
    const ready = await fetch(`${server.url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return server
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  await server.kill()
  throw new Error(`The server was not ready after ${limitMs} ms:\n${server.output()}`)
}

/** The marketplace as `npm start` runs it, on a data folder of its own. */
export const startDemo = async (folder: string, env: Record<string, string> = {}): Promise<ServerProcess> =>
  waitUntilReady(
    spawnServer({
      script: 'apps/server/src/main.ts',
      args: ['--demo'],
      port: await findFreePort(),
      env: { LOGGIA_DATA: folder, ...env },
    }),
  )

/** A port that nobody has right now, and its neighbour neither: the demo's seller takes that one. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = await listenOnce(0)
    if (port < 65_535 && (await listenOnce(port + 1).catch(() => 0)) > 0) return port
  }
}

/** Resolves with the port once it was open for a moment; 0 takes any. */
export function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo
      server.close(() => resolve(taken))
    })
  })
}
