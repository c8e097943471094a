import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Command } from 'commander'
import { ApiProblem, createClient } from '@loggia/client'
import type { Client } from '@loggia/client'
import type { Session } from '@loggia/protocol/console'
import { CannotRun, readSecret } from '../io.ts'
import type { Answer, Io } from '../io.ts'

type Options = { url: string; email: string; passwordFile?: string; code?: string }

export function addExport(program: Command, io: Io, done: (answer: Answer) => void): void {
  program
    .command('export')
    .description(
      'Print the orders, postings, calls, instances and messages of a marketplace as NDJSON, one { table, row } per line. For operators.',
    )
    .requiredOption('-u, --url <url>', 'the URL of the marketplace')
    .requiredOption('--email <email>', 'the operator’s email address')
    .option('--password-file <file>', 'a file with the password (or set the variable LOGGIA_PASSWORD)')
    .option('--code <code>', 'the code of the authenticator app, for an account with two-step sign-in')
    .action(async (options: Options) => done(await exportAll(io, options)))
}

async function exportAll(io: Io, options: Options): Promise<Answer> {
  const password =
    options.passwordFile === undefined
      ? io.env['LOGGIA_PASSWORD']
      : await readSecret(io, options.passwordFile)
  if (!password)
    throw new CannotRun('A password is required: use --password-file or the variable LOGGIA_PASSWORD')
  const base = options.url.replace(/\/+$/, '')
  const fetchWithCookies = keepingCookies(io.fetch)
  let csrfToken: string | undefined
  const client = createClient({
    base,
    fetch: fetchWithCookies,
    csrfToken: () => csrfToken,
    language: () => 'en-US',
  })
  try {
    csrfToken = (await signIn(client, { ...options, password })).csrfToken
    await copyExport(io, `${base}/api/operator/export`, fetchWithCookies)
    await client.request('DELETE /api/session', {})
    return 'ok'
  } catch (error) {
    return refusedOr(io, error)
  }
}

/** Without a code the refusal says that the account needs one. */
async function signIn(
  client: Client,
  { email, password, code }: Pick<Options, 'email' | 'code'> & { readonly password: string },
): Promise<Session> {
  try {
    return (await client.request('POST /api/session', { body: { email, password } })).session
  } catch (error) {
    const isAsked = error instanceof ApiProblem && error.code === 'parties.second_factor_needed'
    if (!isAsked || code === undefined) throw error
    const body = { proof: { kind: 'totp' as const, code } }
    return (await client.request('POST /api/session/second-factor', { body })).session
  }
}

async function copyExport(io: Io, url: string, fetchExport: typeof fetch): Promise<void> {
  const reply = await fetchExport(url, { headers: { accept: 'application/x-ndjson' } })
  if (!reply.ok)
    throw new ApiProblem({
      status: reply.status,
      code: 'export.refused',
      detail: `The export was refused with status ${reply.status}.`,
    })
  // An empty body would look like a marketplace without orders.
  if (!reply.body) throw new CannotRun('The export has no body')
  await pipeline(Readable.fromWeb(reply.body as ReadableStream), io.stdout, { end: false })
}

/** A refusal by the server is an answer; a server that cannot be reached or read is a failure. */
function refusedOr(io: Io, error: unknown): Answer {
  if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) {
    io.stderr.write(`Refused (${error.code}): ${error.detail}\n`)
    return 'no'
  }
  if (error instanceof ApiProblem)
    throw new CannotRun(`The marketplace cannot be reached or does not respond correctly (${error.code})`, {
      cause: error,
    })
  throw error
}

/** Outside of a browser, nothing else keeps the session's cookie between requests. */
function keepingCookies(send: typeof fetch): typeof fetch {
  const held = new Map<string, string>()
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    if (held.size > 0) headers.set('cookie', [...held].map(([name, value]) => `${name}=${value}`).join('; '))
    const reply = await send(input, { ...init, headers })
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name !== undefined && value !== undefined) held.set(name, value)
    }
    return reply
  }
}
