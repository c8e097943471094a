import { CannotRun } from '../io.ts'
import type { Io } from '../io.ts'

export const defaultPort = 8190

/** The options of every command that talks to an emulator. */
export type WhereOptions = { emulator?: string; json?: boolean }
export type Question = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** The path below `/emulator`. */
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
}
/** The reply, or the refusal: a refusal by the market is an answer. */
export type Replied =
  | { readonly ok: true; readonly reply: unknown }
  | { readonly ok: false; readonly code: string; readonly detail: string }

const baseOf = (io: Io, { emulator }: WhereOptions): string =>
  (emulator ?? io.env['LOGGIA_EMULATOR'] ?? `http://127.0.0.1:${defaultPort}`).replace(/\/+$/, '')

/** Sends a request to a running emulator. Throws {@link CannotRun} if there is none, or if it fails. */
export async function askEmulator(io: Io, where: WhereOptions, question: Question): Promise<Replied> {
  const base = baseOf(io, where)
  const { status, body } = await fetchReply(io, base, question)
  if (status === 200) return { ok: true, reply: body }
  const { code, detail } = (body ?? {}) as { code?: unknown; detail?: unknown }
  if (typeof code !== 'string' || typeof detail !== 'string' || status >= 500)
    throw new CannotRun(`The emulator at ${base} does not respond correctly (status ${status})`)
  return { ok: false, code, detail }
}

async function fetchReply(
  { fetch }: Io,
  base: string,
  { method, path, body }: Question,
): Promise<{ status: number; body: unknown }> {
  const url = `${base}/emulator${path}`
  if (!URL.canParse(url)) throw new CannotRun(`This is not the URL of an emulator: ${base}`)
  try {
    const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const reply = await fetch(url, { method, ...sent })
    return { status: reply.status, body: await reply.json() }
  } catch (cause) {
    throw new CannotRun(
      `No emulator responds at ${base}. Start one with loggia emulate, or give its URL with --emulator or the variable LOGGIA_EMULATOR.`,
      { cause },
    )
  }
}
