// Starts server processes, waits until they are ready, and ends them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const startWithinMs = 60_000
const endWithinMs = 5_000

const started = new Set()
// Interrupting this process must not leave the processes that it started.
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL')
})

/**
 * Starts a process and waits for the promise that `untilReady` returns. If the process ends first, throws with the
 * reason that it printed.
 */
export async function startProcess(path, args, options, untilReady) {
  const child = spawn(path, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  started.add(child)
  child.once('exit', () => started.delete(child))
  let printed = ''
  child.stderr.on('data', (chunk) => (printed += chunk.toString()))
  let timer
  try {
    const ready = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', () => reject(new Error(reasonIn(printed))))
      const tooLate = new Error(`It did not start within ${startWithinMs / 1000} s.`)
      timer = setTimeout(() => reject(tooLate), startWithinMs)
      untilReady(child).then(resolve, reject)
    })
    return { ready, end: () => end(child) }
  } catch (error) {
    await end(child)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

export const isRunning = ({ pid, exitCode, signalCode }) =>
  pid !== undefined && exitCode === null && signalCode === null

async function end(child) {
  if (!isRunning(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), endWithinMs)
  await gone
  clearTimeout(timer)
}

/** The line of a stack trace that states the error, without colours. */
function reasonIn(printed) {
  // oxlint-disable-next-line no-control-regex
  const lines = printed.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n')
  const line = lines.find((one) => /error:? /i.test(one) && !/^\s*throw /.test(one))
  return (line ?? lines[0] ?? '').replace(/^(?:error: )?(?:Uncaught )?(?:\(in promise\) )?/, '').trim()
}
