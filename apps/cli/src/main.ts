import { randomBytes } from 'node:crypto'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

// The marketplace has many files: with a compile cache it starts in half the time. If the cache cannot be written,
// nothing is lost.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/loggia/compiled'))
const { run } = await import('./run.ts')

// `head` closes the pipe when it has enough lines. The exit code stays the same, and nobody reads the rest.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  process.exitCode = await run(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    // scripts/run.mjs has changed to the working directory of the person.
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
