import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { readMigrations } from '../../../platform/index.ts'

type Migration = Awaited<ReturnType<typeof readMigrations>>[number]

/** What is in a template: when it was made, by which migrations, and its files, one after the other. */
export type TemplateHead = {
  /** An ISO time of the market. */
  readonly at: string
  readonly migrations: readonly Pick<Migration, 'name' | 'hash'>[]
  readonly files: readonly { readonly path: string; readonly size: number }[]
  /** PGlite needs its empty folders, too. */
  readonly folders: readonly string[]
}
/** `size`: of its file, in bytes. */
type Template = { readonly head: TemplateHead; readonly content: Buffer; readonly size: number }

/** The demo as it was made, in the repository. */
export const templateFile = join(import.meta.dirname, 'demo.zst')
const level = 19
/** As far back as repetitions are looked for: the whole content. */
const windowBits = 27
const lengthBytes = 4

/** Packs the folders of a data folder into one compressed file. */
export async function packTemplate(
  dataFolder: string,
  parts: readonly string[],
  head: Pick<TemplateHead, 'at' | 'migrations'>,
): Promise<Uint8Array> {
  const [files, contents, folders]: [{ path: string; size: number }[], Buffer[], string[]] = [[], [], []]
  for (const part of parts)
    for (const entry of await readdir(join(dataFolder, part), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const relative = path.slice(dataFolder.length + 1).replaceAll('\\', '/')
      if (entry.isDirectory()) folders.push(relative)
      else {
        const content = await readFile(path)
        files.push({ path: relative, size: content.length })
        contents.push(content)
      }
    }
  const text = Buffer.from(JSON.stringify({ ...head, files, folders }))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32LE(text.length)
  return zstdCompressSync(Buffer.concat([length, text, ...contents]), {
    params: {
      [constants.ZSTD_c_compressionLevel]: level,
      [constants.ZSTD_c_windowLog]: windowBits,
    },
  })
}

/** Undefined if there is none. */
export async function readTemplate(file = templateFile): Promise<Template | undefined> {
  const packed = await readFile(file).catch(() => undefined)
  if (packed === undefined) return undefined
  const all = zstdDecompressSync(packed, { params: { [constants.ZSTD_d_windowLogMax]: windowBits } })
  const end = lengthBytes + all.readUInt32LE()
  const head = JSON.parse(all.toString('utf8', lengthBytes, end)) as TemplateHead
  return { head, content: all.subarray(end), size: packed.length }
}

/** Whether a database of the template can be migrated to this version: what it has must be as it is now. */
export const isUsable = ({ migrations }: TemplateHead, current: readonly Migration[]): boolean =>
  migrations.every(({ hash }, at) => current[at]?.hash === hash)

/**
 * Unpacks a template into a data folder. The database comes last and by a rename: a start that dies before leaves a folder
 * without one, which is filled again.
 */
export async function restoreTemplate(
  { head, content }: Omit<Template, 'size'>,
  dataFolder: string,
): Promise<void> {
  const place = (path: string): string => join(dataFolder, path.replace(/^database/, unfinished))
  await rm(join(dataFolder, unfinished), { recursive: true, force: true })
  const folders = new Set([...head.folders, ...head.files.map(({ path }) => dirname(path))])
  for (const folder of folders) await mkdir(place(folder), { recursive: true, mode: 0o700 })
  let at = 0
  const writes: Promise<void>[] = []
  for (const { path, size } of head.files) {
    writes.push(writeFile(place(path), content.subarray(at, at + size), { mode: 0o600 }))
    at += size
  }
  await Promise.all(writes)
  await rename(join(dataFolder, unfinished), join(dataFolder, 'database'))
}
const unfinished = 'database.unpacked'

export const hasDatabase = (dataFolder: string): Promise<boolean> =>
  stat(join(dataFolder, 'database')).then(
    () => true,
    () => false,
  )
