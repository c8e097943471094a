import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What a buyer has of a seller's product. Times are UTC milliseconds. */
export type Instance = {
  readonly slug: string
  readonly instanceId: string
  readonly orderId: string
  readonly orderLineId: string
  readonly userName: string
  /** The initial password, told to the buyer through `queryInstance`. */
  readonly password: string
  readonly madeAtMs: number
  /** From then on the application can be used. */
  readonly readyAtMs: number
  readonly state: 'open' | 'frozen' | 'released'
  /** As the marketplace sent it, 14 or 17 digits of UTC. */
  readonly expireTime?: string
  /** Orders that upgraded this instance: a repeat upgrades nothing. */
  readonly upgrades: readonly string[]
  /** By the order that was asked for last: of the purchase, or of the newest upgrade. */
  readonly bought?: Bought
}

/** What the marketplace says was bought, as its order query has it. Times are 14 digits of UTC. */
export type Bought = {
  readonly orderId: string
  readonly orderType: string
  readonly productName: string
  readonly quantity?: number
  /** Such as `1 month`. */
  readonly period?: string
  readonly expireTime?: string
  readonly askedAt: string
}

/** A line of the file: the instance when it is made, and each later change of it. */
type Line = { made: Instance } | { changed: Pick<Instance, 'slug' | 'instanceId'> & Partial<Instance> }

export type Instances = {
  find(slug: string, instanceId: string): Instance | undefined
  findByOrderLine(slug: string, orderId: string, orderLineId: string): Instance | undefined
  add(instance: Instance): void
  change(
    instance: Instance,
    change: Partial<Pick<Instance, 'state' | 'expireTime' | 'upgrades' | 'bought'>>,
  ): Instance
  close(): void
}

const idOf = (slug: string, instanceId: string): string => JSON.stringify([slug, instanceId])
const lineOf = (slug: string, orderId: string, orderLineId: string): string =>
  JSON.stringify([slug, orderId, orderLineId])

/**
 * Keeps the instances in an append-only file of JSON lines. `add` and `change` return when the line is on the disk, so
 * an instance that was answered to the marketplace outlives a crash of this process.
 */
export function openInstances(folder: string): Instances {
  mkdirSync(folder, { recursive: true })
  const file = openSync(join(folder, 'instances.jsonl'), 'a+')
  const byId = new Map<string, Instance>()
  const byOrderLine = new Map<string, string>()
  const apply = (line: Line): void => {
    if ('made' in line) {
      byId.set(idOf(line.made.slug, line.made.instanceId), line.made)
      byOrderLine.set(lineOf(line.made.slug, line.made.orderId, line.made.orderLineId), line.made.instanceId)
      return
    }
    const key = idOf(line.changed.slug, line.changed.instanceId)
    const before = byId.get(key)
    if (before) byId.set(key, { ...before, ...line.changed })
  }
  // Synchronous on purpose: two requests for one order line cannot come between its look-up and its line.
  const append = (line: Line): void => {
    writeSync(file, `${JSON.stringify(line)}\n`)
    fsyncSync(file)
    apply(line)
  }
  readLines(file).forEach(apply)
  const find = (slug: string, instanceId: string): Instance | undefined => byId.get(idOf(slug, instanceId))
  return {
    find,
    findByOrderLine: (slug, orderId, orderLineId) =>
      find(slug, byOrderLine.get(lineOf(slug, orderId, orderLineId)) ?? ''),
    add: (instance) => append({ made: instance }),
    change(instance, change) {
      append({ changed: { slug: instance.slug, instanceId: instance.instanceId, ...change } })
      return { ...instance, ...change }
    },
    close: () => closeSync(file),
  }
}

/** A process that was killed while it wrote leaves half a line, which nobody was answered: it is cut off. */
function readLines(file: number): Line[] {
  const bytes = readFileSync(file)
  const whole = bytes.lastIndexOf(10) + 1
  if (whole < bytes.length) ftruncateSync(file, whole)
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as Line)
}
