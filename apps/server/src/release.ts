import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { omitUndefined } from '@loggia/kernel'
import type { Stopwatch } from '@loggia/kernel'
import { loadRelease } from '@loggia/marketplace'
import type { Release } from '@loggia/marketplace'

export type ReleaseOptions = {
  /** The path of Node. */
  readonly node: string
  /** The root of the repository, or of an installation. */
  readonly root: string
  /** The environment that every process needs, such as PATH. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly onTrouble: (sentence: string, error: unknown) => void
  readonly stopwatch: Stopwatch
}

const mostMs = 300_000
/**
 * How long a failure counts: what was missing may be there by then. Each try costs a processor core for its whole run.
 */
const tryAgainMs = 600_000

/** `elapsed` is the time since a failure to make or read it. */
type Read = { readonly release: Release | undefined; readonly elapsed?: () => number }

/**
 * Reads the seller kit at the first request. A server that runs from sources first builds it, once, in a separate
 * process at the lowest priority, so that no start waits for it. Without the tools to build, it serves what is there.
 * After a failure, the next request that comes ten minutes later tries again.
 */
export function createReleaseReader(options: ReleaseOptions): () => Promise<Release | undefined> {
  let reading: Promise<Read> | undefined
  let last: Read | undefined
  return async () => {
    if (last?.elapsed && last.elapsed() >= tryAgainMs) reading = last = undefined
    reading ??= makeAndRead(options).then((read) => (last = read))
    return (await reading).release
  }
}

async function makeAndRead({ node, root, env, onTrouble, stopwatch }: ReleaseOptions): Promise<Read> {
  const script = join(root, 'scripts', 'release', 'main.mjs')
  const faults: unknown[] = []
  const failWith = (sentence: string) => (error: unknown) => {
    faults.push(error)
    onTrouble(sentence, error)
    return undefined
  }
  if (existsSync(script))
    await make(script, { node, root, env }).catch(
      failWith('the kit for sellers could not be built; an earlier build is offered instead'),
    )
  const release = await loadRelease(join(root, 'dist', 'release')).catch(
    failWith('the kit for sellers cannot be read'),
  )
  return { release, ...omitUndefined({ elapsed: faults.length > 0 ? stopwatch.start() : undefined }) }
}

/** The script does nothing if it was built from the same sources before. */
function make(
  script: string,
  { node, root, env }: Pick<ReleaseOptions, 'node' | 'root' | 'env'>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [script, '--unless-made'], {
      cwd: root,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: mostMs,
    })
    lowerPriority(child.pid)
    // It ends by itself; this process may end before it.
    child.unref()
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(said.trim()))))
  })
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, 19)
  } catch {
    // The process has ended already, or the system does not permit it.
  }
}

/** The version of the seller kit that this installation serves; undefined if its sources are not here. */
export async function readKitVersion(root: string): Promise<string | undefined> {
  const text = await readFile(join(root, 'packages', 'seller', 'package.json'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as { readonly version: string }).version
}
