import { describeProtocol, startOrderDesk } from '@loggia/conformance'
import type { CheckedProtocol, OrderDesk } from '@loggia/conformance'
import { emulatorApiKey } from '@loggia/emulator/schema'
import { defaultPort } from './emulator/ask.ts'
import { CannotRun, readSecret } from './io.ts'
import type { Io } from './io.ts'

/** The options of `check` for the order query. */
export type OrderOptions = {
  readonly protocol: CheckedProtocol
  readonly orders?: string | true
  readonly ordersAk?: string
  readonly ordersSkFile?: string
}

/** Answers order queries during a run if the options ask for it, and prints the address. */
export async function openOrders(
  io: Io,
  options: OrderOptions,
): Promise<(OrderDesk & { close(): Promise<void> }) | undefined> {
  const { protocol, orders, ordersAk: accessKeyId = emulatorApiKey.accessKeyId, ordersSkFile } = options
  if (orders === undefined) {
    if (options.ordersAk !== undefined || ordersSkFile !== undefined)
      throw new CannotRun('--orders-ak and --orders-sk-file need --orders')
    return undefined
  }
  const { name, queriesOrders } = describeProtocol(protocol)
  if (!queriesOrders)
    throw new CannotRun(
      `${name['en-US']} has no order query, because its requests say what was bought: omit --orders`,
    )
  const port = orders === true ? defaultPort : portOf(orders)
  const secretKey = ordersSkFile === undefined ? emulatorApiKey.secretKey : await readSecret(io, ordersSkFile)
  if (secretKey === '') throw new CannotRun(`${ordersSkFile} is empty; it must contain the secret key`)
  const desk = await listen({ port, accessKeyId, secretKey, nowMs: io.nowMs })
  const secret = ordersSkFile === undefined ? secretKey : 'from the file'
  io.stderr.write(`Serving the order query at ${desk.url} (AK ${accessKeyId}, SK ${secret})\n`)
  return desk
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new CannotRun(`--orders must be a port from 0 to 65535, not ${text}`)
  return port
}

async function listen(options: Parameters<typeof startOrderDesk>[0]): ReturnType<typeof startOrderDesk> {
  try {
    return await startOrderDesk(options)
  } catch (cause) {
    const { code } = cause as { code?: unknown }
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw cause
    throw new CannotRun(`Port ${options.port} cannot be used (${code}). Choose another with --orders.`, {
      cause,
    })
  }
}
