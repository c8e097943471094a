import type { MarketplaceSettings } from '../marketplace.ts'
import { openAtOnce } from './scripted-seller.ts'

/** A seller in this process that opens everything at once; it shows the cost of a call without HTTP. */
export const createInProcessSeller = (): NonNullable<MarketplaceSettings['calls']['transport']> => ({
  send({ body }) {
    const members = JSON.parse(body) as Record<string, string>
    const reply = openAtOnce({ activity: members.activity ?? '', members, query: {}, body, search: '' })
    const received = {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(reply)),
    }
    return Promise.resolve({
      durationMs: 0,
      received,
      reply: { line: 'HTTP/1.1 200 OK', headers: Object.entries(received.headers), body: received.body },
    })
  },
  close: () => Promise.resolve(),
})
