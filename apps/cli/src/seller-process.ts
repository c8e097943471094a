import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program and its arguments, in which `PORT` stands for the port. No program if this machine does not have it. */
export type SellerCommand = { readonly program: string | undefined; readonly args: readonly string[] }
/** `file` is the store of the seller. Default: a new one. */
export type SellerMachine = SellerCommand & {
  readonly cwd: string
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly file?: string
}
/** A running process; `origin` is for example `http://127.0.0.1:40001`. */
export type SellerProcess = { readonly origin: string; readonly stop: () => Promise<void> }

/**
 * Starts a seller's server that reads `PORT` and `STORE` from its environment. Resolves when it listens. Throws if it
 * ends before.
 */
export async function startSellerProcess(
  name: string,
  { program, args, cwd, env, file }: SellerMachine,
): Promise<SellerProcess> {
  if (program === undefined) throw new Error(`Nothing on this machine runs ${name}.`)
  const port = await findFreePort()
  const store = mkdtempSync(join(tmpdir(), `loggia-${name}-`))
  const child = spawn(
    program,
    args.map((word) => word.replace('PORT', String(port))),
    {
      cwd,
      env: { ...env, PORT: String(port), STORE: file ?? join(store, 'store') },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
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

/** Finds a port of this machine that is currently free. */
export async function findFreePort(): Promise<number> {
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
    // Wait instead of looping, because the process that is starting needs the processor.
    socket.once('error', () => setTimeout(() => resolve(false), 20))
    socket.once('connect', () => socket.destroy())
  })
