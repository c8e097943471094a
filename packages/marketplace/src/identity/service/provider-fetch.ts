import { fromSeconds } from '@loggia/kernel'
import type { DurationMs, Stopwatch } from '@loggia/kernel'
import { createTransport } from '@loggia/outbound'
import type { AddressGuard, Lookup, Outgoing, Received } from '@loggia/outbound'
import type { CustomFetch } from 'openid-client'
import { identityProblems } from '../problems.ts'

/** For each request. */
const presetTimeLimitMs = fromSeconds(8)
/** More than any provider's keys or metadata have. */
const replyLimitBytes = 512 * 1024

/** Statuses whose replies have no body (WHATWG Fetch §2.2.3). */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304])

type Asking = {
  readonly guard: AddressGuard
  readonly stopwatch: Stopwatch
  readonly lookup?: Lookup | undefined
  readonly timeLimitMs?: DurationMs | undefined
}

/**
 * How providers are asked: only public addresses, with a deadline and a limit, and no redirects. Throws
 * `identity.provider_unreachable`.
 */
export const createProviderFetch =
  ({ guard, stopwatch, lookup, timeLimitMs = presetTimeLimitMs }: Asking): CustomFetch =>
  async (url, { method, headers, body }) => {
    const transport = createTransport(guard, { stopwatch, lookup })
    try {
      const sent = await transport.send({
        url: new URL(url),
        method: method as Outgoing['method'],
        headers: { ...headers, 'accept-encoding': 'identity', 'user-agent': 'Loggia' },
        // The library sends forms and nothing else.
        body: body instanceof URLSearchParams || typeof body === 'string' ? String(body) : '',
        timeLimitMs,
        replyLimitBytes,
      })
      if ('fault' in sent) throw identityProblems.provider_unreachable({ fault: sent.fault.code })
      if (sent.received.truncated) throw identityProblems.provider_unreachable({ fault: 'body_too_long' })
      return toResponse(sent.received)
    } finally {
      await transport.close()
    }
  }

function toResponse({ status, headers, body }: Received): Response {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  return new Response(bodiless.has(status) ? null : Uint8Array.from(body), { status, headers: lines })
}
