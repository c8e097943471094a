import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from './progress.mjs'

/**
 * Flags for every TypeScript file of this repository: workspace packages from source, without warnings about it. Also for
 * a bundle, whose threads are read from source.
 */
export const runtimeFlags = ['--conditions=loggia-source', '--disable-warning=ExperimentalWarning']

/**
 * Where Node keeps what it compiled, for the next start: about two thousand files are read at a start of the server. Node
 * compares their contents, and does without the cache if it cannot be written.
 */
const compiled = join(projectRoot, 'node_modules', '.cache', 'loggia', 'compiled')

/**
 * Runs the actual command and returns its exit code; `flags` are more flags for Node. With `ownGroup` (servers, which read
 * no input) the child leads its own process group, so that Ctrl-C reaches it once, through us, and not again from the
 * terminal and from npm.
 */
export function handOver({ runtime, script, args, cwd, ownGroup, flags = [] }) {
  const detached = ownGroup && process.platform !== 'win32'
  // It must be there before the first module is loaded: a module that enables the cache is itself too late.
  const env = { NODE_COMPILE_CACHE: compiled, ...process.env }
  const child = spawn(runtime, [...runtimeFlags, ...flags, script, ...args], {
    cwd,
    env,
    stdio: 'inherit',
    detached,
  })
  forwardSignals(child, detached)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']
const echoMs = 300
const parentCheckMs = 250

function forwardSignals(child, detached) {
  const lastAt = {}
  for (const signal of forwarded) {
    process.on(signal, () => {
      const now = performance.now()
      // npm repeats a signal that the terminal already sent to us: two at the same time count as one.
      const isEcho = now - (lastAt[signal] ?? -Infinity) < echoMs
      lastAt[signal] = now
      const terminalSentIt = !detached && signal === 'SIGINT' && process.stdin.isTTY === true
      if (!isEcho && !terminalSentIt) child.kill(signal)
    })
  }
  whenShellIsGone(() => {
    if (Object.keys(lastAt).length === 0) child.kill('SIGTERM')
  })
}

/**
 * npm runs scripts through a shell. If npm is ended by its process id, it signals only that shell, which dies and
 * leaves us running; we notice that our parent has changed.
 */
function whenShellIsGone(stop) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const shell = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(timer)
    stop()
  }, parentCheckMs)
  timer.unref()
}
