import { link, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The process that holds a data folder. `since` is an ISO time, `address` the URL of its pages. */
export type FolderHolder = { readonly pid: number; readonly since: string; readonly address: string }
export type FolderLock = { release(): Promise<void> }

/** The data folder is in use; the message names the process and what can be done. */
export class FolderHeldError extends Error {
  readonly holder: FolderHolder
  constructor(folder: string, holder: FolderHolder) {
    super(
      `The data folder ${folder} is in use by process ${holder.pid} (${holder.address}, since ${holder.since}).\n` +
        'Stop that process, or give this one another folder with LOGGIA_DATA.',
    )
    this.name = 'FolderHeldError'
    this.holder = holder
  }
}

/**
 * The content of a lock file. `birth` distinguishes a process from a later one with the same number; empty where
 * unknown.
 */
type Claim = FolderHolder & { readonly birth: string; readonly released: boolean }

/**
 * Takes a data folder for one process. PGlite has no lock of its own: two processes on one folder lose rows silently.
 *
 * Claims are numbered files, and the highest number holds the lock. A process claims by hard-linking a complete file to
 * the next number, which succeeds only once; it may do so if the highest claim was released or its process is gone. So
 * of two processes that find the same dead claim only one wins, and no process deletes a claim that may belong to
 * another. The highest file stays after its release: if numbers began anew, a slow process could win with an old one.
 *
 * `isRunning` tells whether a process number is in use on this system. Throws a {@link FolderHeldError}. It cannot see
 * processes of another machine or container that shares the folder.
 */
export async function lockFolder(
  folder: string,
  holder: FolderHolder,
  isRunning: (pid: number) => boolean,
): Promise<FolderLock> {
  const place = join(folder, 'lock')
  await mkdir(place, { recursive: true })
  const mine: Claim = { ...holder, birth: await birthOf(holder.pid), released: false }
  for (;;) {
    const highest = (await numbersIn(place)).at(-1) ?? 0
    const found = highest === 0 ? undefined : await readClaim(place, highest)
    if (found && (await isHeld(found, isRunning))) throw new FolderHeldError(folder, found)
    const number = highest + 1
    if (!(await claim(place, number, mine))) continue
    // Another process claimed a higher number meanwhile, and holds the lock.
    if ((await numbersIn(place)).at(-1) === number) return await settle(place, number, mine)
    await rm(fileOf(place, number), { force: true })
  }
}

const fileOf = (place: string, number: number): string =>
  join(place, `${String(number).padStart(8, '0')}.json`)

async function numbersIn(place: string): Promise<number[]> {
  const names = await readdir(place)
  return names
    .flatMap((name) => (/^\d{8}\.json$/.test(name) ? [Number(name.slice(0, 8))] : []))
    .sort((a, b) => a - b)
}

/** Undefined if the file is gone; then there is a higher claim. */
async function readClaim(place: string, number: number): Promise<Claim | undefined> {
  const text = await readFile(fileOf(place, number), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Claim
  } catch {
    // Only a power failure leaves half a file, and its process is gone.
    return undefined
  }
}

async function isHeld(found: Claim, isRunning: (pid: number) => boolean): Promise<boolean> {
  if (found.released || !isRunning(found.pid)) return false
  return found.birth === (await birthOf(found.pid))
}

/** Boot id and start time of a process (Linux: proc(5), field 22 of stat), or '' elsewhere. */
async function birthOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  // The program's name, in brackets, may itself contain spaces and brackets.
  const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  return startedAt && `${boot.trim()}/${startedAt}`
}

/** Returns false if the number is taken. The file is complete as soon as it is visible. */
async function claim(place: string, number: number, content: Claim): Promise<boolean> {
  const draft = join(place, `draft-${content.pid}-${number}`)
  await writeFile(draft, JSON.stringify(content))
  try {
    await link(draft, fileOf(place, number))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function settle(place: string, number: number, mine: Claim): Promise<FolderLock> {
  const older = (await numbersIn(place)).filter((one) => one < number)
  await Promise.all(older.map((one) => rm(fileOf(place, one), { force: true })))
  return {
    async release() {
      const draft = join(place, `draft-${mine.pid}-released`)
      await writeFile(draft, JSON.stringify({ ...mine, released: true }))
      await rename(draft, fileOf(place, number))
    },
  }
}
