import { randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Io } from './io.ts'
import { run } from './run.ts'

/** The time of command lines in tests: that of vector A1 of V2.0. */
export const testNowMs = 1_680_508_066_618

export type Ran = { readonly code: number; readonly out: string; readonly err: string }
export type Given = {
  readonly stdin?: string
  readonly env?: Record<string, string>
  readonly io?: Partial<Io>
}

/** Runs one command line in a folder and returns its output. Random bytes are all 7. */
export async function runLine(folder: string, words: readonly string[], given: Given = {}): Promise<Ran> {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const read = Promise.all([text(stdout), text(stderr)])
  const code = await run(words, {
    stdin: Readable.from([Buffer.from(given.stdin ?? '')]),
    stdout,
    stderr,
    cwd: folder,
    env: given.env ?? {},
    nowMs: () => testNowMs,
    randomBytes: (length) => new Uint8Array(length).fill(7),
    fetch: globalThis.fetch,
    ...given.io,
  })
  stdout.end()
  stderr.end()
  const [out, err] = await read
  return { code, out, err }
}

/** Runs `loggia check` with the real time and random bytes of this machine, because a checked server needs both. */
export const runCheck = (
  words: readonly string[],
  io: Pick<Io, 'nowMs'> & Partial<Io>,
  folder = '.',
): Promise<Ran> =>
  runLine(folder, ['check', ...words], { io: { randomBytes: (length) => randomBytes(length), ...io } })
