// Two commands started at once must not both write node_modules or the web build: the second waits for the first.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isAlive } from './is-alive.mjs'
import { say } from './progress.mjs'

const tooOldMs = 15 * 60_000

/** Runs `work` while no other process does so below `root`; takes over the lock of a process that died. */
export async function onlyOne(root, work) {
  // Not inside node_modules, which `npm ci` removes.
  const lockFile = join(root, '.cache', 'setup.lock')
  await take(lockFile)
  const release = () => rmSync(lockFile, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

async function take(lockFile) {
  mkdirSync(dirname(lockFile), { recursive: true })
  for (let told = false; ;) {
    if (create(lockFile)) return
    const holder = liveHolder(lockFile)
    if (holder === undefined) {
      rmSync(lockFile, { force: true })
      continue
    }
    if (!told) say(`Another command (process ${holder}) is setting this folder up; waiting for it …`)
    told = true
    await wait(200)
  }
}

function create(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * The process that holds the lock, or undefined if it died. A very old lock counts as dead, since its id may be reused.
 */
function liveHolder(lockFile) {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'))
    const ageMs = Date.now() - statSync(lockFile).mtimeMs
    // Right after its creation the file is empty: its holder is alive and about to write.
    if (!pid) return ageMs < 2_000 ? 'unknown' : undefined
    if (ageMs > tooOldMs) return undefined
    return isAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}
