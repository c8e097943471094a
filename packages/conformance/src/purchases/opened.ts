import type { Exchange } from '../engine/exchange.ts'

/** Reads the request of an exchange in the words of its protocol; undefined if it cannot be read. */
export type ReadMessage = (exchange: Exchange) => Readonly<Record<string, unknown>> | undefined

/** An instance that was opened, and the message of its purchase. */
export type OpenedBy = {
  readonly instanceId: string
  readonly message: Readonly<Record<string, unknown>>
}

const opens: ReadonlySet<string | undefined> = new Set(['000000', '000004'])
const openings: ReadonlySet<string> = new Set(['newInstance', 'getLicense'])
const releases: ReadonlySet<unknown> = new Set(['releaseInstance', 'releaseLicense'])

/**
 * The instances that these exchanges opened and did not release, each once. A purchase that should have been refused
 * counts too.
 */
export function listOpenedBy(made: readonly Exchange[], read: ReadMessage): OpenedBy[] {
  const opened = new Map<string, OpenedBy>()
  const released = new Set<unknown>()
  for (const exchange of made) {
    const message = read(exchange)
    const instanceId = exchange.json?.['instanceId']
    if (releases.has(message?.['activity']) && exchange.code === '000000')
      released.add(message?.['instanceId'])
    const isPurchase = message === undefined || openings.has(String(message['activity']))
    if (!isPurchase || !opens.has(exchange.code) || typeof instanceId !== 'string' || instanceId === '')
      continue
    if (!opened.has(instanceId)) opened.set(instanceId, { instanceId, message: message ?? {} })
  }
  return [...opened.values()].filter(({ instanceId }) => !released.has(instanceId))
}
