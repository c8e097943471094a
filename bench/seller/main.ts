// Runs one server in its own process: the seller kit, or the bare handler.
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSeller, createMemoryStore } from '@loggia/seller'
import { createNodeListener } from '@loggia/seller/node'
import { answerQuestions } from '../run/processes.ts'
import { createBare } from './bare.ts'

export type Order = {
  readonly side: 'seller kit' | 'bare'
  readonly accessKey: string
  readonly reply: string
}

const access = { frontEndUrl: 'https://app.example.com/one', userName: 'admin', password: 'a-first-password' }

function createKit(accessKey: string): Server {
  const seller = createSeller({
    accessKey,
    store: createMemoryStore(),
    saas: { open: () => access, describe: () => access },
  })
  return createServer(createNodeListener(seller))
}

async function listen({ side, accessKey, reply }: Order): Promise<number> {
  const server = side === 'bare' ? createBare(accessKey, reply) : createKit(accessKey)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

answerQuestions({
  listen: (order: Order) => listen(order),
  cpuMs: () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
})
