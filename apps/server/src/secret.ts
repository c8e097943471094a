import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCode, StartFault } from './start-fault.ts'

const secretBytes = 32

/** Reads the secret in the data folder, or creates it at the first start. The caller holds the folder's lock. */
export async function readOrCreateSecret(
  folder: string,
  randomBytes: (length: number) => Uint8Array,
): Promise<string> {
  const file = join(folder, 'secret')
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if (readCode(error) === 'ENOENT') return undefined
    throw new StartFault(`The secret in ${file} cannot be read (${readCode(error) ?? 'unknown'}).`, error)
  })
  if (kept !== undefined) return requireWhole(kept.trim(), file)
  const secret = Buffer.from(randomBytes(secretBytes)).toString('base64url')
  // Written to a draft and renamed: a file that was cut off by a crash would look like a secret.
  const draft = `${file}.new`
  await rm(draft, { force: true })
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  await link(draft, file)
  await rm(draft)
  return secret
}

function requireWhole(secret: string, file: string): string {
  if (secret.length < secretBytes)
    throw new StartFault(
      `The secret in ${file} is incomplete. Restore the file that belongs to this data folder.`,
    )
  return secret
}
