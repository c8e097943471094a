import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'

/** Everything outside of itself that a command uses. */
export type Io = {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  /** The working directory of the person; paths are relative to it. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly nowMs: () => number
  readonly randomBytes: (length: number) => Uint8Array
  readonly fetch: typeof fetch
  /** Resolves when the person stops a command that runs until then. Absent: the command ends at once. */
  readonly untilStopped?: () => Promise<void>
  /** Waits before something is polled again. Absent: it is polled at once. */
  readonly pause?: (ms: number) => Promise<void>
}

/** `ok`: yes. `no`: the answer is no, for example because a signature does not fit. */
export type Answer = 'ok' | 'no'

/**
 * The command could not do its work, for example because a file is missing or a server does not answer. The message is
 * for the person.
 */
export class CannotRun extends Error {}

export const say = ({ stdout }: Io, text: string): void => void stdout.write(`${text}\n`)

/** Prints JSON with `--json`, otherwise the lines for people. */
export function print(
  io: Io,
  json: boolean | undefined,
  { data, lines }: { data: unknown; lines: readonly string[] },
): void {
  say(io, json ? JSON.stringify(data, null, 2) : lines.join('\n'))
}

/** Reads a file, or standard input if no file or `-` is given. */
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

/** Reads a secret from a file, without the line break that editors add. */
export const readSecret = async (io: Io, path: string): Promise<string> =>
  (await readFileOf(io, path)).toString('utf8').replace(/\r?\n$/, '')

export type KeyOptions = { key?: string; keyFile?: string }

/** The access key from `--key`, `--key-file` or LOGGIA_ACCESS_KEY, in this order; undefined if none is given. */
export const findKey = async (io: Io, { key, keyFile }: KeyOptions): Promise<string | undefined> =>
  (key ?? (keyFile === undefined ? io.env['LOGGIA_ACCESS_KEY'] : await readSecret(io, keyFile))) || undefined

/** The same, but throws {@link CannotRun} if no key is given. */
export async function readKey(io: Io, options: KeyOptions): Promise<string> {
  const found = await findKey(io, options)
  if (!found)
    throw new CannotRun('An access key is required: use --key, --key-file or the variable LOGGIA_ACCESS_KEY')
  return found
}
