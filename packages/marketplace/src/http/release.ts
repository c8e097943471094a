import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type ReleaseFile = { readonly name: string; readonly content: Buffer; readonly sha256: string }
/** Packages that sellers install, and documents to read with them. */
export type Release = { readonly version: string; readonly files: ReadonlyMap<string, ReleaseFile> }

/**
 * Loads the release that `npm run release` wrote into a folder; undefined if there is none. Throws if a checksum does
 * not match.
 */
export async function loadRelease(folder: string): Promise<Release | undefined> {
  const sums = await readFile(join(folder, 'SHA256SUMS'), 'utf8').catch(() => undefined)
  if (sums === undefined) return undefined
  // Plain names only, so that no entry points outside the folder.
  const listed = [...sums.matchAll(/^([0-9a-f]{64}) {2}([\w.-]+)$/gm)]
  const files = await Promise.all(
    listed.map(async ([, sha256 = '', name = '']) => {
      const content = await readFile(join(folder, name))
      if (createHash('sha256').update(content).digest('hex') !== sha256)
        throw new Error(`${join(folder, name)} is not what SHA256SUMS says: make the release anew.`)
      return { name, content, sha256 }
    }),
  )
  const version = files.map(({ name }) => /^loggia-seller-(.+)\.tgz$/.exec(name)?.[1]).find(Boolean)
  if (version === undefined) return undefined
  return { version, files: new Map(files.map((file) => [file.name, file])) }
}
