import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The sellers in examples/ that are written without any package of ours. */
export type ExampleName = 'node-v2-seller' | 'python-v1-seller' | 'php-v1-seller'
/** The environment that a process gets, and the Node program that runs the Node seller. `file` is its store, a new one unless told. */
export type ExampleMachine = {
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly node: string
  readonly file?: string
}
/** A running one; `origin` such as `http://127.0.0.1:40001`. */
export type ExampleSeller = { readonly origin: string; readonly stop: () => Promise<void> }

const folder = fileURLToPath(new URL('../../../examples/', import.meta.url))

const answers = (program: string, args: readonly string[]): boolean => spawnSync(program, args).status === 0

/** The program that runs each, and its arguments as the README has them; no program where this machine has none. */
function commandOf(
  name: ExampleName,
  { node, port }: { node: string; port: number },
): { program: string | undefined; args: string[] } {
  const find = (programs: readonly string[], asked: readonly string[]): string | undefined =>
    programs.find((program) => answers(program, asked))
  switch (name) {
    case 'node-v2-seller':
      return { program: node, args: ['seller.mjs'] }
    case 'python-v1-seller':
      return {
        program: find(
          ['python3', 'python'],
          ['-c', 'import sqlite3, sys; sys.exit(sys.version_info < (3, 9))'],
        ),
        args: ['-B', 'seller.py'],
      }
    case 'php-v1-seller':
      return {
        program: find(
          ['php'],
          ['-r', 'exit((int) (PHP_VERSION_ID < 80100 || !extension_loaded("openssl")));'],
        ),
        args: ['-S', `127.0.0.1:${port}`, 'seller.php'],
      }
  }
}

/** Whether this machine can run it. */
export const isRunnable = (name: ExampleName): boolean =>
  commandOf(name, { node: '', port: 0 }).program !== undefined

/** Starts one as a process of its own, with its own store, and resolves when it listens. Throws if it ends before. */
export async function startExampleSeller(
  name: ExampleName,
  { env, node, file }: ExampleMachine,
): Promise<ExampleSeller> {
  const port = await freePort()
  const { program, args } = commandOf(name, { node, port })
  if (program === undefined) throw new Error(`Nothing on this machine runs ${name}.`)
  const store = mkdtempSync(join(tmpdir(), `loggia-${name}-`))
  const child = spawn(program, args, {
    cwd: join(folder, name),
    env: { ...env, PORT: String(port), STORE: file ?? join(store, 'store') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let printed = ''
  child.stderr.on('data', (chunk) => (printed += String(chunk)))
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  const stop = async (): Promise<void> => {
    child.kill()
    await ended
    rmSync(store, { recursive: true, force: true })
  }
  const isUp = await Promise.race([untilItListens(port), ended.then(() => false)])
  if (isUp) return { origin: `http://127.0.0.1:${port}`, stop }
  await stop()
  throw new Error(`${name} ended before it listened: ${printed}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function untilItListens(port: number): Promise<true> {
  for (;;) if (await isOpen(port)) return true
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    // Not in a tight loop: the process that is awaited wants the core.
    socket.once('error', () => setTimeout(() => resolve(false), 20))
    socket.once('connect', () => socket.destroy())
  })
