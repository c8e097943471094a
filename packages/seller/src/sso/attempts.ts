import { Buffer } from 'node:buffer'
import { createBox } from '../stores/box.ts'
import { createCookie, listCookies } from './cookies.ts'
import type { WithCookies } from './cookies.ts'

/** A sign-in that was started and has not come back. */
export type Attempt = {
  readonly state: string
  /** The secret of PKCE (RFC 7636), which the marketplace has got a digest of. */
  readonly verifier: string
  readonly tenantId: string
  readonly instanceId?: string | undefined
  readonly returnTo: string
  readonly untilMs: number
}

/**
 * The attempts of a browser, sealed in one cookie of it: nobody else can use their states. There may be several, because
 * people open several pages at once.
 */
export type Attempts = {
  /** The line for `Set-Cookie` of a browser that has started one more. */
  add(request: WithCookies | undefined, attempt: Attempt): string
  find(request: WithCookies, state: string): Attempt | undefined
  /** The line for `Set-Cookie` of a browser that came back. */
  remove(request: WithCookies, state: string): string
}

type AttemptsOptions = {
  readonly keys: readonly string[]
  readonly callbackUrl: string
  readonly lifeMs: number
  readonly now: () => number
}

/** A cookie has at most 4,096 bytes, and base64 takes four for three. */
const mostBytes = 2_700

/** Keeps the attempts of browsers, without a store. */
export function createAttempts({ keys, callbackUrl, lifeMs, now }: AttemptsOptions): Attempts {
  const boxes = keys.map((key) => createBox(key, 'loggia seller: sign-ins'))
  const cookie = createCookie('loggia_sso', callbackUrl)

  function list(request: WithCookies | undefined): Attempt[] {
    const sealed = request ? listCookies(request, cookie.name) : []
    for (const text of sealed)
      for (const box of boxes) {
        const plain = box.open(text, cookie.name)
        if (plain !== undefined) return JSON.parse(plain) as Attempt[]
      }
    return []
  }

  function write(attempts: readonly Attempt[]): string {
    const kept = attempts.filter(({ untilMs }) => untilMs > now())
    while (kept.length > 1 && Buffer.byteLength(JSON.stringify(kept)) > mostBytes) kept.pop()
    if (kept.length === 0) return cookie.write('', 0)
    return cookie.write(boxes[0]?.seal(JSON.stringify(kept), cookie.name) ?? '', lifeMs)
  }

  return {
    add: (request, attempt) => write([attempt, ...list(request)]),
    find: (request, state) => list(request).find((one) => one.state === state),
    remove: (request, state) => write(list(request).filter((one) => one.state !== state)),
  }
}
