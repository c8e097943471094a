import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startOfBundle } from '../../scripts/setup/server-bundle.mjs'

export const repository = join(import.meta.dirname, '../..')
const marketplace = 'apps/server/src/main.ts'

/** A server process; `output` is everything that it has printed so far to both streams. */
export type ServerProcess = {
  readonly url: string
  readonly pid: number
  readonly output: () => string
  /** Resolves to the exit code, or to the name of the signal. */
  readonly ended: Promise<number | string>
  stop(): Promise<void>
  /** `kill -9`: nothing is flushed, and no handler runs. */
  kill(): Promise<void>
}

export type ServerOptions = {
  /** Relative to the root of the repository. */
  readonly script: string
  readonly args?: readonly string[]
  readonly port: number
  readonly env: Readonly<Record<string, string>>
}

/** The compile cache of this test run; without it, a server would compile everything again at each start. */
const { NODE_COMPILE_CACHE } = process.env
const compileCache = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }

/** The flags and the file with which Node runs a script: the marketplace from the bundle of this test run, if it has one. */
function toCommand(script: string): readonly string[] {
  const folder = process.env.LOGGIA_TEST_BUNDLE
  if (folder === undefined || script !== marketplace) return [join(repository, script)]
  const bundle = startOfBundle(folder)
  return [...bundle.flags, bundle.script]
}

/** Starts a script like every TypeScript file here; does not wait until it is ready. */
export function spawnServer({ script, args = [], port, env }: ServerOptions): ServerProcess {
  const flags = ['--conditions=loggia-source', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, ...toCommand(script), ...args], {
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
  // A process that does not end by itself must not outlive the test.
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(timer)
}

/** Waits until the server reports that it is ready. Throws with its output if it ends before or takes too long. */
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

/** Starts the marketplace like `npm start`, on its own data folder. */
export const startDemo = async (folder: string, env: Record<string, string> = {}): Promise<ServerProcess> =>
  waitUntilReady(
    spawnServer({
      script: marketplace,
      args: ['--demo'],
      port: await findFreePort(),
      env: { LOGGIA_DATA: folder, ...env },
    }),
  )

/** Finds a free port whose next port is also free, because the demo's seller uses that one. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = await listenOnce(0)
    if (port < 65_535 && (await listenOnce(port + 1).catch(() => 0)) > 0) return port
  }
}

/** Listens for a moment and resolves to the port; 0 uses any free one. */
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
