import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { startChild } from '../run/processes.ts'
import type { Child } from '../run/processes.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeMedian, spread } from '../run/statistics.ts'
import { askAll, openLine, requireDone, signAll } from './load.ts'
import type { Order } from './main.ts'

const accessKey = '01234567-89ab-cdef-0123-456789abcdef'
const connections = 16
const sides = ['bare', 'seller kit'] as const
type Side = (typeof sides)[number]
type Server = { readonly port: number; readonly child: Child }
type Result = { readonly perSecond: number; readonly cpuUs: number }

const instanceId = 'b0000000-0000-4000-8000-000000000001'
const opening = JSON.stringify({
  activity: 'newInstance',
  businessId: instanceId,
  orderId: 'CS1',
  orderLineId: 'CS1-000001',
})
const query = JSON.stringify({ activity: 'queryInstance', instanceId })
/** The kit's reply, byte for byte, so that both servers write and sign the same. */
const reply = `{"info":[{"appInfo":{"frontEndUrl":"https://app.example.com/one","password":"a-first-password","userName":"admin"},"instanceId":"${instanceId}"}],"resultCode":"000000","resultMsg":"success."}`

export const seller: Bench = {
  name: 'seller',
  what: 'verify, dispatch and sign of @loggia/seller under node:http, beside a handler that does only the HMACs',
  async run(context) {
    const servers = {} as Record<Side, Server>
    for (const side of sides) servers[side] = await start(side)
    try {
      const counts = context.quick ? { warmUp: 500, count: 500 } : { warmUp: 20_000, count: 20_000 }
      for (const side of sides) await measure(servers[side], counts.warmUp, `warm-${side}`)
      const results = await runInTurn(context, sides, (side, run) =>
        measure(servers[side], counts.count, `run-${run}`),
      )
      const waits = await oneByOne(servers, counts.count / 4)
      tell(context, results, waits)
    } finally {
      for (const { child } of Object.values(servers)) await child.end()
    }
  },
}

async function start(side: Side): Promise<Server> {
  const child = startChild('seller/main.ts')
  const port = await child.ask<number>('listen', { side, accessKey, reply } satisfies Order)
  const bodyOf = (): string => opening
  const line = await openLine(port)
  for (const request of signAll(1, { accessKey, path: '/saas', bodyOf }, 'open')) await line.ask(request)
  line.end()
  return { child, port }
}

const queries = (count: number, run: string): Buffer[] =>
  signAll(count, { accessKey, path: '/saas', bodyOf: () => query }, run)

async function measure({ port, child }: Server, count: number, run: string): Promise<Result> {
  const requests = queries(count, run)
  const cpuFrom = await child.ask<number>('cpuMs')
  const seconds = await askAll(port, requests, connections)
  const cpuMs = (await child.ask<number>('cpuMs')) - cpuFrom
  return { perSecond: count / seconds, cpuUs: (cpuMs * 1000) / count }
}

/** Sends requests to both servers alternately; returns the wait for each reply in milliseconds. */
async function oneByOne(servers: Record<Side, Server>, count: number): Promise<Record<Side, number[]>> {
  const waits: Record<Side, number[]> = { bare: [], 'seller kit': [] }
  const lines = {
    bare: await openLine(servers.bare.port),
    'seller kit': await openLine(servers['seller kit'].port),
  }
  for (const request of queries(count, 'alone')) {
    for (const side of sides) {
      const from = performance.now()
      requireDone(await lines[side].ask(request))
      waits[side].push(performance.now() - from)
    }
  }
  for (const line of Object.values(lines)) line.end()
  return waits
}

function tell(context: BenchContext, results: Record<Side, Result[]>, waits: Record<Side, number[]>): void {
  const of = (side: Side, member: keyof Result): number[] => results[side].map((result) => result[member])
  sayTable(
    context,
    ['side', 'requests a second', 'processor time a request, µs', 'one at a time, p50, ms'],
    sides.map((side) => [
      side,
      spread(of(side, 'perSecond'), 0),
      spread(of(side, 'cpuUs'), 1),
      computeMedian(waits[side]).toFixed(3),
    ]),
  )
  const ratios = of('seller kit', 'perSecond').map((kit, run) => kit / (of('bare', 'perSecond')[run] ?? NaN))
  const added = computeMedian(waits['seller kit']) - computeMedian(waits.bare)
  sayMeasures(context, [
    { what: 'requests a second, kit to bare, run by run', measured: spread(ratios, 2), goal: '≥ 0.85' },
    { what: 'p50 added by the kit', measured: `${added.toFixed(3)} ms`, goal: '< 0.2 ms' },
  ])
}
