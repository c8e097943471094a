import { mostListed } from '@loggia/emulator/schema'
import type { Acted, EmulatorState, Exchange, Ordered } from '@loggia/emulator/schema'
import { CannotRun, say } from '../io.ts'
import type { Io } from '../io.ts'
import { askEmulator } from './ask.ts'
import type { Replied, WhereOptions } from './ask.ts'

const lookAgainMs = 500

/** The result of waiting for a purchase, or why waiting was not possible. */
export type Waited = { readonly acted: Acted; readonly isOpen: boolean }

/** A service that its buyer accepts is open before its term starts. */
const isOver = ({ service, delivery }: Pick<Acted, 'service' | 'delivery'>): boolean =>
  service.state !== 'opening' || delivery?.openedAt !== undefined

/**
 * Waits until the purchase is open or has failed, for at most `mostSeconds`. The market itself gives an opening up
 * after its own time limit. If time is held in the emulator, nothing would happen by itself, so the function says so
 * and returns at once.
 */
export async function waitUntilOpen(
  io: Io,
  where: WhereOptions,
  { acted, mostSeconds }: { readonly acted: Acted; readonly mostSeconds: number },
): Promise<Waited> {
  const { order } = acted
  if (isOver(acted) || !order) return toWaited(acted)
  const state = (await askForJson(io, where, '/state')) as EmulatorState
  if (state.time === 'held') {
    io.stderr.write(
      'The clock of this emulator is stopped, so the service is not activated until you move it: loggia trigger advance\n',
    )
    return toWaited(acted)
  }
  if (!where.json) say(io, `waits    for order ${order.number}`)
  const until = io.nowMs() + mostSeconds * 1000
  let now: Pick<Acted, 'order' | 'service' | 'delivery'> = acted
  while (!isOver(now) && io.nowMs() < until) {
    await io.pause?.(lookAgainMs)
    now = (await askForJson(io, where, `/order?id=${encodeURIComponent(order.id)}`)) as Ordered
  }
  if (!isOver(now)) io.stderr.write(`The service is still activating after ${mostSeconds} s\n`)
  const after = acted.exchanges.at(-1)?.id ?? state.exchanges
  const more = (await askForJson(io, where, `/exchanges?after=${after}&limit=${mostListed}`)) as {
    exchanges: Exchange[]
  }
  return toWaited({ ...acted, ...now, exchanges: [...acted.exchanges, ...more.exchanges] })
}

/** Open means: the wait is over, and the service was not cancelled. */
const toWaited = (acted: Acted): Waited => ({
  acted,
  isOpen: isOver(acted) && acted.service.state !== 'cancelled',
})

async function askForJson(io: Io, where: WhereOptions, path: string): Promise<unknown> {
  const replied: Replied = await askEmulator(io, where, { method: 'GET', path })
  if (!replied.ok) throw new CannotRun(`The emulator refused (${replied.code}): ${replied.detail}`)
  return replied.reply
}
