import { link, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Who holds a data folder, as people are told. `since` is an ISO time, `address` where its pages are. */
export type FolderHolder = { readonly pid: number; readonly since: string; readonly address: string }
export type FolderLock = { release(): Promise<void> }

/** The data folder is in use: the message says by whom, and what can be done. */
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

/** What a lock file says. `birth` tells a process from a later one with the same number; empty where it cannot be known. */
type Claim = FolderHolder & { readonly birth: string; readonly released: boolean }

/**
 * Takes a data folder for one process. PGlite has no lock of its own: two processes on one folder lose rows silently.
 *
 * Claims are numbered files, and the highest number holds. A claim is made by linking a whole file to the next number,
 * which succeeds once only; it may follow a claim that was released or whose process is gone. So two processes that find
 * the same dead claim cannot both win, and nobody ever deletes a claim that might by now be somebody else's. The highest
 * file stays when it is released: numbers that began anew would let a slow process win with an old one.
 *
 * `isRunning` asks the system about a process number. Throws a {@link FolderHeldError}. It cannot see processes of
 * another machine or container that shares the folder.
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
    // Somebody went past this number while we looked: theirs holds.
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

/** Undefined if it is gone, and then a higher one has come. */
async function readClaim(place: string, number: number): Promise<Claim | undefined> {
  const text = await readFile(fileOf(place, number), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Claim
  } catch {
    // Only a machine that lost power leaves half a file; whoever wrote it is gone.
    return undefined
  }
}

async function isHeld(found: Claim, isRunning: (pid: number) => boolean): Promise<boolean> {
  if (found.released || !isRunning(found.pid)) return false
  return found.birth === (await birthOf(found.pid))
}

/** The boot and the moment in it at which a process began (Linux: proc(5), field 22 of stat), or '' elsewhere. */
async function birthOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  // The name of the program, in brackets, may itself hold spaces and brackets.
  const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  return startedAt && `${boot.trim()}/${startedAt}`
}

/** False if the number is taken. The file is whole from the moment it can be seen. */
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
