import { randomBytes } from 'node:crypto'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

// The marketplace is many files: kept as they were read, it starts in half the time. Where that cannot be kept it is not.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/loggia/compiled'))
const { run } = await import('./run.ts')

// Who reads through `head` closes the pipe when he has enough: the answer is the same, and there is no one to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  process.exitCode = await run(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    // scripts/run.mjs has gone to where the person stands.
    cwd: process.cwd(),
    env: process.env,
    nowMs: Date.now,
    randomBytes,
    fetch: globalThis.fetch,
    pause: (ms) => pause(ms),
    untilStopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
      }),
  })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 2
}
