import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { startJobs } from '@loggia/marketplace'
import { signKitV2 } from '@loggia/signing'
import { createClient, isDone } from '../calls/signed-request.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { spread } from '../run/statistics.ts'
import { seed } from './seed.ts'
import type { Seeded, Size } from './seed.ts'

const full: Size = { people: 10_000, departments: 200 }
const small: Size = { people: 1_200, departments: 20 }

export const assignments: Bench = {
  name: 'assignments',
  what: `${full.people.toLocaleString('en')} people are assigned, and their seller is told of all of them`,
  async run(context) {
    const size = context.quick ? small : full
    const seller = await startSeller()
    try {
      const runs: Measured[] = []
      for (let run = 1; run <= context.runs; run += 1) {
        context.say(`run ${run} of ${context.runs}`)
        const seeded = await seed(context.cluster, seller.url, size)
        runs.push(await measure(seeded, size, seller))
        await seeded.database.drop()
      }
      tell(context, size, runs)
    } finally {
      seller.close()
    }
  },
}

type Sent = { readonly path: string; readonly body: string }
type Seller = { readonly url: string; takeSent(): Sent[]; close(): void }

/** Confirms everything at once, and keeps what it was sent. It runs in this process, for both sides alike. */
async function startSeller(): Promise<Seller> {
  const sent: Sent[] = []
  const confirmed = JSON.stringify({ resultCode: '000000', resultMsg: 'success.' })
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      sent.push({ path: request.url ?? '', body })
      response.writeHead(200, { 'content-type': 'application/json' }).end(confirmed)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/kit`,
    takeSent: () => sent.splice(0),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

type Measured = {
  readonly assignMs: number
  /** From the assignment until the seller has confirmed everybody. */
  readonly pushMs: number
  readonly calls: number
  readonly bareMs: number
}

async function measure({ database, buyer, connectedAppId, kitKey }: Seeded, size: Size, seller: Seller) {
  const db = await openPostgres(database.url)
  const { market, platform } = openMarket(db)
  const jobs = await startJobs(market, platform, { alone: false })
  const actor = { kind: 'member', operator: false, ...buyer } as const
  const look = () => market.apps.getOfBuyer(actor, connectedAppId)
  const waitFor = async (isReached: (of: Awaited<ReturnType<typeof look>>) => boolean): Promise<void> => {
    while (!isReached(await look())) await pause(10)
  }
  // The company, the app and the departments first.
  await market.apps.reconcile(actor, connectedAppId)
  await waitFor(({ app }) => app.state === 'connected')
  seller.takeSent()

  const from = performance.now()
  await market.apps.assign({ actor }, connectedAppId, { people: { all: true }, role: 'user' })
  const assignMs = performance.now() - from
  await waitFor(({ people }) => people.confirmed === size.people)
  const pushMs = performance.now() - from
  await jobs.stop()
  await db.close()
  const sent = seller.takeSent()
  return { assignMs, pushMs, calls: sent.length, bareMs: await sendBare(seller, kitKey, sent) }
}

/** Signs and sends the same bodies one after the other, and writes nothing. */
async function sendBare(
  { url, takeSent }: Seller,
  accessKey: string,
  sent: readonly Sent[],
): Promise<number> {
  const client = createClient()
  const from = performance.now()
  for (const { path, body } of sent) {
    const nonce = String(Math.random()).slice(2)
    const stamp = signKitV2({ accessKey, body, nonce, timestampMs: Date.now() })
    const headers = { 'content-type': 'application/json;charset=utf8', ...stamp }
    if (!isDone(await client.send({ url: new URL(path, url), headers, body })))
      throw new Error('The seller refused')
  }
  const bareMs = performance.now() - from
  await client.close()
  takeSent()
  return bareMs
}

function tell(context: BenchContext, size: Size, runs: readonly Measured[]): void {
  const of = (key: keyof Measured): string =>
    spread(
      runs.map((run) => run[key]),
      0,
    )
  sayTable(
    context,
    [`${size.people.toLocaleString('en')} people`, 'measured'],
    [
      ['calls', of('calls')],
      ['until the assignment is answered, ms', of('assignMs')],
      ['until the seller has confirmed everybody, ms', of('pushMs')],
      ['the bare loop, ms', of('bareMs')],
    ],
  )
  sayMeasures(context, [
    {
      what: 'from the assignment to the last confirmation / the bare loop',
      measured: spread(
        runs.map(({ pushMs, bareMs }) => pushMs / bareMs),
        1,
      ),
      goal: 'none',
    },
    { what: 'until the assignment is answered', measured: `${of('assignMs')} ms`, goal: '≤ 3,000 ms' },
  ])
}
