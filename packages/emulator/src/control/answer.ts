import { Problem } from '@loggia/kernel'
import { toProblemReply } from '@loggia/marketplace'
import { emulatorProblems } from '../problems.ts'
import type { Emulator } from '../schema.ts'
import { controlRoutes } from './routes.ts'
import type { ControlRoute } from './routes.ts'

export const controlPath = '/emulator'

/** A request to the control API; `url` includes its query. */
export type ControlRequest = { readonly method: string; readonly url: URL; readonly body: string }
export type ControlReply = {
  readonly status: number
  readonly type: 'application/json' | 'application/problem+json'
  readonly body: string
}

/** Answers one request of the control API. A refusal is `problem+json` (RFC 9457), as in the market. */
export async function answerControl(emulator: Emulator, request: ControlRequest): Promise<ControlReply> {
  try {
    const reply = await handle(emulator, request)
    return { status: 200, type: 'application/json', body: JSON.stringify(reply) }
  } catch (error) {
    return toRefusalReply(error)
  }
}

/** The reply for a refusal. An error that is not a `Problem` is a bug of the emulator. */
export function toRefusalReply(error: unknown): ControlReply {
  const problem = toProblemReply(error, { language: 'en-US', requestId: 'emulator' })
  // The caller is on this machine, so the details of an internal error may be shown.
  const detail = error instanceof Problem ? problem.detail : `${problem.detail} ${String(error)}`
  return {
    status: problem.status,
    type: 'application/problem+json',
    body: JSON.stringify({ ...problem, detail }),
  }
}

async function handle(emulator: Emulator, { method, url, body }: ControlRequest): Promise<unknown> {
  const path = url.pathname.slice(controlPath.length)
  if (path === '' || path === '/') return overview()
  const [, stem = path, id] = /^(.*)\/(\d+)$/.exec(path) ?? []
  const asked = id === undefined ? path : `${stem}/:id`
  const route = controlRoutes.find((one) => one.method === method && one.path === asked)
  if (!route) throw emulatorProblems.not_here({ path: `${method} ${url.pathname}` })
  return route.handle(emulator, {
    body: route.body && read(route.body, parseBody(body)),
    query: route.query && read(route.query, Object.fromEntries(url.searchParams)),
    id: Number(id),
  })
}

const overview = () => ({
  interfaces: controlRoutes.map(({ method, path, summary }) => ({
    method,
    path: controlPath + path,
    summary,
  })),
})

function parseBody(body: string): unknown {
  if (body === '') return {}
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw emulatorProblems.unreadable({ why: 'it is not JSON' }, cause)
  }
}

function read(schema: NonNullable<ControlRoute['body']>, value: unknown): unknown {
  const found = schema.safeParse(value)
  if (found.success) return found.data
  const why = found.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  )
  throw emulatorProblems.unreadable({ why: why.join('; ') })
}
