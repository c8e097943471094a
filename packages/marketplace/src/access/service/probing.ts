import { isIP } from 'node:net'
import { fromSeconds, omitUndefined } from '@loggia/kernel'
import type { Stopwatch } from '@loggia/kernel'
import { createTextLookup, createTransport } from '@loggia/outbound'
import type { AddressGuard, Lookup, LookupTexts, Sent, Sighting } from '@loggia/outbound'

/** One deadline for the whole exchange, and no more bytes than a few lines need. */
const timeLimitMs = fromSeconds(10)
const replyLimitBytes = 4096

/** Replaces the resolvers of this machine, in tests. */
export type Resolvers = { readonly lookup?: Lookup; readonly lookupTexts?: LookupTexts }

type Tls = Extract<Sighting, { readonly tls: object }>['tls']
/** A request for a file, with what its connection showed. */
export type Looked = { readonly sent: Sent; readonly addresses: readonly string[]; readonly tls?: Tls }

export type Probing = {
  fetchFile(url: URL): Promise<Looked>
  readonly lookupTexts: LookupTexts
}

/** Looks at hosts of sellers. The guard that checks every call decides which may be asked, and redirects are not followed. */
export const createProbing = (
  guard: AddressGuard,
  stopwatch: Stopwatch,
  { lookup, lookupTexts = createTextLookup(timeLimitMs) }: Resolvers = {},
): Probing => ({
  lookupTexts,
  async fetchFile(url) {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const addresses = new Set<string>(isIP(host) === 0 ? [] : [host])
    let tls: Tls | undefined
    const onSight = (seen: Sighting): void => {
      if ('tls' in seen) tls = seen.tls
      else addresses.add(seen.address)
    }
    // A transport of its own: a kept connection would show what was there before.
    const transport = createTransport(guard, { stopwatch, lookup, onSight })
    try {
      const headers = { accept: 'text/plain', 'accept-encoding': 'identity', 'user-agent': 'Loggia' }
      const sent = await transport.send({
        url,
        method: 'GET',
        headers,
        body: '',
        timeLimitMs,
        replyLimitBytes,
      })
      return omitUndefined({ sent, addresses: [...addresses], tls })
    } finally {
      await transport.close()
    }
  },
})
