import { Socket } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Attack, Outcome } from './attack.ts'
import { entries, names } from './by-names.ts'
import { replies } from './by-replies.ts'
import { ranges, spellings, unwritable } from './on-addresses.ts'
import { openLoopback, createOutgoing, resolveTo, trustTestAuthority } from '../testing/servers.ts'
import type { Loopback } from '../testing/servers.ts'
import type { Lookup } from '../connector.ts'
import type { Sent } from '../exchange.ts'

const attacks: readonly Attack[] = [...spellings, ...ranges, ...unwritable, ...names, ...entries, ...replies]
let world: Loopback
let tried: string[]

beforeAll(trustTestAuthority)
beforeEach(() => {
  world = openLoopback()
  tried = []
  const { connect } = Socket.prototype
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...parts: unknown[]) {
    this.on('connectionAttempt', (address: string) => void tried.push(address))
    return Reflect.apply(connect, this, parts) as Socket
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await world.close()
})

/** A resolver that returns the next list at each call. */
function changing(lists: readonly (readonly string[])[]): { lookup: Lookup; asked: () => number } {
  let asked = 0
  const lookup: Lookup = (host, options, done) => {
    const list = lists[Math.min(asked, lists.length - 1)] ?? []
    asked += 1
    resolveTo(...list)(host, options, done)
  }
  return { lookup, asked: () => asked }
}

function outcomeOf(sent: Sent, limitBytes: number): Outcome {
  if ('fault' in sent) return sent.fault.code
  const { status, body, truncated } = sent.received
  if (status >= 300 && status < 400) return 'redirect'
  return truncated || body.length > limitBytes ? 'body_too_long' : 'replied'
}

async function carryOut(
  attack: Attack,
): Promise<{ sent: Sent | undefined; connections: number; asked: number }> {
  const { serve = () => undefined, tls, allow = [], resolves = [['127.0.0.1']], limits } = attack
  const server = await (tls ? world.secure(serve, tls) : world.plain(serve))
  const url = attack.url.replace('PORT', String(server.port))
  const { lookup, asked } = changing(resolves)
  const transport = world.transport({ allow, lookup })
  let sent: Sent | undefined
  for (const _ of resolves) {
    sent = URL.canParse(url) ? await transport.send(createOutgoing(url, { ...limits })) : undefined
    await new Promise(setImmediate)
  }
  return { sent, connections: server.connections(), asked: asked() }
}

describe(`of ${attacks.length} attacks`, () => {
  test.each(attacks)('$what: $outcome', async (attack) => {
    const { timeLimitMs = 3000, replyLimitBytes = 1000 } = attack.limits ?? {}

    const { sent, connections, asked } = await carryOut(attack)

    expect(sent ? outcomeOf(sent, replyLimitBytes) : 'no_url').toBe(attack.outcome)
    // Only addresses that were checked were connected to, and the resolver was not asked in between.
    expect(tried).toEqual(attack.reaches ?? [])
    expect(connections).toBe(tried.length)
    expect(asked).toBeLessThanOrEqual(attack.asks ?? attack.resolves?.length ?? 1)
    // At most one buffer of the system is read beyond the limit.
    expect(sent?.reply?.body.length ?? 0).toBeLessThanOrEqual(replyLimitBytes + 65_536)
    expect(sent?.durationMs ?? 0).toBeLessThan(
      attack.outcome === 'timed_out' ? timeLimitMs + 500 : timeLimitMs,
    )
  })

  test('there are at least sixty, each another one', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(60)
    expect(new Set(attacks.map(({ what }) => what)).size).toBe(attacks.length)
  })
})
