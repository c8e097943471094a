import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const repository = join(import.meta.dirname, '../..')
const lookEachMs = 5
const patienceMs = 60_000

export type Server = {
  readonly url: string
  readonly pid: number
  /** From the start of the process to the first answer that it is ready, in ms. */
  readonly readyMs: number
  residentMiB(): number
  stop(): Promise<void>
}

/** Starts a script of this repository or of a clone, with the flags of this process, and waits until it is ready. */
export async function startServer(
  script: string,
  env: Readonly<Record<string, string>>,
  root = repository,
): Promise<Server> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const from = performance.now()
  const child = spawn(process.execPath, [...process.execArgv, join(root, script)], {
    cwd: root,
    env: { PATH: process.env['PATH'], TZ: 'UTC', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const stop = async (): Promise<void> => {
    await end(child)
    process.off('exit', kill)
  }
  while (!(await isReady(`${url}/readyz`))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}`)
    if (performance.now() - from > patienceMs) throw new Error(`${script} was not ready in time`)
    await pause(lookEachMs)
  }
  const readyMs = performance.now() - from
  return { url, pid: child.pid ?? 0, readyMs, residentMiB: () => residentMiB(child.pid ?? 0), stop }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(timer)
}

const isReady = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 2000 }, (reply) => {
      reply.resume()
      resolve(reply.statusCode === 200)
    })
    request.on('error', () => resolve(false))
    request.on('timeout', () => request.destroy())
  })

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Read from /proc; NaN except on Linux. */
function residentMiB(pid: number): number {
  const path = `/proc/${pid}/status`
  const line = existsSync(path) ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(path, 'utf8')) : undefined
  return line ? Number(line[1]) / 1024 : Number.NaN
}
