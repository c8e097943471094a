// A relay in front of PostgreSQL that counts protocol messages and changes nothing.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export type WireCounts = {
  /** Completed statements, including begin and commit. */
  readonly statements: number
  /** Round trips: counted when an idle connection sends something, however much it sends before the answer. */
  readonly exchanges: number
  /** Committed transactions, including single statements outside a transaction. */
  readonly commits: number
}
export type Relay = { readonly url: string; counts(): WireCounts; end(): Promise<void> }

/** Splits a stream into messages and calls `hear` with the type and content of each. */
function readMessages(hasStartup: boolean, hear: (type: string, content: Buffer) => void) {
  let left: Buffer = Buffer.alloc(0)
  let isStarting = hasStartup
  return (chunk: Buffer): void => {
    left = left.length === 0 ? chunk : Buffer.concat([left, chunk])
    for (;;) {
      const head = isStarting ? 0 : 1
      if (left.length < head + 4) return
      const length = head + left.readInt32BE(head)
      if (left.length < length) return
      if (!isStarting) hear(String.fromCharCode(left[0] ?? 0), left.subarray(5, length))
      isStarting = false
      left = left.subarray(length)
    }
  }
}

export async function startRelay(databaseUrl: string): Promise<Relay> {
  const target = new URL(databaseUrl)
  const counts = { statements: 0, exchanges: 0, commits: 0 }
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port || 5432), noDelay: true })
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => undefined).once('close', () => open.delete(socket))
    }
    relay(client, upstream, counts)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    counts: () => ({ ...counts }),
    async end() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

type Counting = { -readonly [Name in keyof WireCounts]: WireCounts[Name] }

function relay(client: Socket, upstream: Socket, counts: Counting): void {
  let awaited = 0
  let isRolledBack = false
  const ask = readMessages(true, (type) => {
    if (type !== 'Q' && type !== 'S') return
    if (awaited === 0) counts.exchanges += 1
    awaited += 1
  })
  const answer = readMessages(false, (type, content) => {
    if (type === 'C') {
      counts.statements += 1
      isRolledBack ||= content.toString('latin1', 0, 8) === 'ROLLBACK'
    }
    if (type === 'E') isRolledBack = true
    if (type !== 'Z') return
    awaited = Math.max(0, awaited - 1)
    if (content.toString('latin1') !== 'I') return
    if (!isRolledBack) counts.commits += 1
    isRolledBack = false
  })
  client.on('data', (chunk: Buffer) => (ask(chunk), upstream.write(chunk)))
  upstream.on('data', (chunk: Buffer) => (answer(chunk), client.write(chunk)))
  client.once('close', () => upstream.destroy())
  upstream.once('close', () => client.destroy())
}
