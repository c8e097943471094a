import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'

/** Everything that a command touches outside itself. */
export type Io = {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  /** Where the person stands; paths are meant from there. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly nowMs: () => number
  readonly randomBytes: (length: number) => Uint8Array
  readonly fetch: typeof fetch
  /** Resolves when the person ends what goes on until then; without it, it ends at once. */
  readonly untilStopped?: () => Promise<void>
  /** Lets time pass before something is asked again; without it, it is asked at once. */
  readonly pause?: (ms: number) => Promise<void>
}

/** `ok`: yes. `no`: the answer is no, such as a signature that does not fit. */
export type Answer = 'ok' | 'no'

/** The command could not do its work: a file is missing, a server does not answer. Its message is for the person. */
export class CannotRun extends Error {}

export const say = ({ stdout }: Io, text: string): void => void stdout.write(`${text}\n`)

/** Prints an object for machines with `--json`, else the lines for people. */
export function print(
  io: Io,
  json: boolean | undefined,
  { data, lines }: { data: unknown; lines: readonly string[] },
): void {
  say(io, json ? JSON.stringify(data, null, 2) : lines.join('\n'))
}

/** The bytes of a file, or of standard input if no file or `-` is named. */
export async function readInput(io: Io, path: string | undefined): Promise<Buffer> {
  if (path !== undefined && path !== '-') return readFileOf(io, path)
  const chunks: Buffer[] = []
  for await (const chunk of io.stdin as AsyncIterable<Buffer | string>) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

export async function readFileOf({ cwd }: Io, path: string): Promise<Buffer> {
  try {
    return await readFile(resolve(cwd, path))
  } catch (cause) {
    throw new CannotRun(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
}

/** A secret from a file, without the line break that editors add. */
export const readSecret = async (io: Io, path: string): Promise<string> =>
  (await readFileOf(io, path)).toString('utf8').replace(/\r?\n$/, '')

export type KeyOptions = { key?: string; keyFile?: string }

/** The access key from `--key`, `--key-file` or LOGGIA_ACCESS_KEY, in this order, if it is given. */
export const findKey = async (io: Io, { key, keyFile }: KeyOptions): Promise<string | undefined> =>
  (key ?? (keyFile === undefined ? io.env['LOGGIA_ACCESS_KEY'] : await readSecret(io, keyFile))) || undefined

/** The same where there must be one. */
export async function readKey(io: Io, options: KeyOptions): Promise<string> {
  const found = await findKey(io, options)
  if (!found)
    throw new CannotRun('An access key is needed: --key, --key-file or the variable LOGGIA_ACCESS_KEY')
  return found
}
