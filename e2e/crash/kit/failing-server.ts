import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { createChance, pickOne } from '../../harness/chance.ts'
import type { ToldLine } from './judge-kit.ts'

const write =
  (status: number, body: string, type = 'application/json') =>
  async (response: ServerResponse): Promise<void> =>
    void response.writeHead(status, { 'content-type': type }).end(body)
const answer = (resultCode: string) => write(200, JSON.stringify({ resultCode, resultMsg: resultCode }))

/** The ways to fail. Each happens with and without its request having been carried out. */
const failures: readonly ((response: ServerResponse) => Promise<void>)[] = [
  answer('000005'),
  answer('000004'),
  write(500, '{}'),
  write(200, '<html>Bad gateway</html>', 'text/html'),
  write(200, '{"resultCode": "0000'),
  async (response) => void response.socket?.destroy(),
  // Longer than the marketplace waits.
  (response) => pause(1_000).then(() => answer('000000')(response)),
]

export type FailingServer = {
  readonly url: string
  /** What it carried out for customers, oldest first. */
  readonly journal: readonly ToldLine[]
  /** From now on this share of its answers fails. */
  failOften(share: number): void
  close(): void
}

/** The kit's server of a seller, who does as told and whose answers often fail. */
export async function startFailingServer(seed: string): Promise<FailingServer> {
  const journal: ToldLine[] = []
  const chance = createChance(`${seed}:kit`)
  let share = 0
  // Of each request anew it would be carried out at one of its tries, and no loss would be seen.
  const isDoneAtAll = (name: string, body: string): boolean =>
    createChance(`${seed}:${name}:${body.length}`)() < 0.5

  async function meet(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = new URL(request.url ?? '', 'http://kit.invalid').pathname.split('/').at(-1) ?? ''
    const read = await text(request)
    const body = JSON.parse(read) as ToldLine['body']
    const isTest = body['testFlag'] === 1 || body['testFlag'] === '1' || body['instanceId'] === ''
    const isFailing = !isTest && chance() < share
    if (!isTest && (!isFailing || isDoneAtAll(name, read))) journal.push({ interface: name, body })
    await (isFailing ? pickOne(chance, failures) : answer('000000'))(response)
  }

  // The sender may die while it writes: nobody waits for an answer then.
  const server = createServer((request, response) => {
    meet(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    journal,
    failOften: (now) => void (share = now),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
