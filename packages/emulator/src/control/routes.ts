import { z } from 'zod'
import { emulatorProblems } from '../problems.ts'
import {
  appRoles,
  batchDecisions,
  deliveryActs,
  faultNames,
  jointActs,
  kitProtocols,
  licenseActs,
  mostListed,
  oaepHashes,
  periods,
  productKeys,
  protocols,
  sizes,
} from '../schema.ts'
import type { Emulator, Exchange } from '../schema.ts'

/** The argument of a route: its checked body and query, and the number at the end of its path. */
type Asked<B, Q> = { readonly body: B; readonly query: Q; readonly id: number }
/** One interface of the control API; `path` may end in `/:id`. */
export type ControlRoute<B = unknown, Q = unknown> = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly summary: string
  readonly body?: z.ZodType<B>
  readonly query?: z.ZodType<Q>
  handle(emulator: Emulator, asked: Asked<B, Q>): unknown
}
const route = <B, Q>(one: ControlRoute<B, Q>): ControlRoute => one as ControlRoute

const count = z.number().int().min(1).max(1_000_000).optional()
const service = z.string().optional()
const purchase = {
  product: z.enum(productKeys).optional(),
  period: z.enum(periods).optional(),
  periodCount: count,
  quantity: count,
  size: z.enum(sizes).optional(),
}
const params = z.record(z.string().max(40), z.string().max(1000)).optional()
const purchaseSchema = z.strictObject({ ...purchase, trial: z.boolean().optional(), params })
const { product: _, ...renewed } = purchase
const renewalSchema = z.strictObject({ service, ...renewed })
const upgradeSchema = z.strictObject({ service, quantity: count, size: purchase.size })
const serviceSchema = z.strictObject({ service })
const supervisingSchema = z.strictObject({
  service,
  act: z.enum(deliveryActs),
  reason: z.string().trim().min(1).max(500).optional(),
})
const licensingSchema = z.strictObject({
  service,
  act: z.enum(licenseActs),
  device: z.string().trim().min(1).max(1024).optional(),
})
const jointSchema = z.strictObject({
  act: z.enum(jointActs),
  service,
  people: z.array(z.string().min(1).max(64)).min(1).max(500).optional(),
  department: z.string().min(1).max(64).optional(),
  to: z.string().min(1).max(64).optional(),
  name: z.string().trim().min(1).max(128).optional(),
  role: z.enum(appRoles).optional(),
  publicKey: z.string().min(1).max(8000).optional(),
  callback: z.string().min(1).max(500).optional(),
  oaep: z.enum(oaepHashes).optional(),
  decision: z.enum(batchDecisions).optional(),
})
const signInSchema = z.strictObject({
  start: z.string().min(1).max(2000),
  person: z.string().min(1).max(64).optional(),
})
const length = z.number().int().min(0).optional()
const advanceSchema = z.strictObject({
  months: length,
  days: length,
  hours: length,
  minutes: length,
  to: z.iso.datetime({ offset: true }).optional(),
  toNext: z.boolean().optional(),
})
const faultSchema = z.strictObject({
  fault: z.enum(faultNames),
  activity: z.string().min(1).max(64).optional(),
  times: count,
  delayMs: z.number().int().min(0).max(600_000).optional(),
  atOnce: z.boolean().optional(),
})
const sellerSchema = z.strictObject({
  url: z.string(),
  key: z.string().min(1).optional(),
  protocol: z.enum(protocols).optional(),
  keyBits: z.union([z.literal(128), z.literal(256)]).optional(),
})
const licenseServerSchema = z.strictObject({
  url: z.string(),
  key: z.string().min(1).optional(),
  codeKey: z.string().min(1).optional(),
})
const kitSchema = z.strictObject({
  url: z.string(),
  key: z.string().min(1).optional(),
  protocol: z.enum(kitProtocols).optional(),
})
const notifiedSchema = z.strictObject({ url: z.string(), key: z.string().min(1).optional() })
const exchangeQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  activity: z.string().optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostListed, {
      error: `at most ${mostListed.toLocaleString('en-US')} at once; for more, use after with the last number`,
    })
    .default(100),
})
const orderQuery = z.object({ id: z.string() })

function exchangeOf(emulator: Emulator, id: number): Exchange {
  const kept = emulator.exchanges()
  const found = kept.find((exchange) => exchange.id === id)
  if (found) return found
  const oldest = kept[0]?.id ?? 1
  throw id >= 1 && id < oldest
    ? emulatorProblems.exchange_dropped({ id, oldest })
    : emulatorProblems.exchange_unknown({ id })
}

/** All interfaces below `/emulator`; all of them answer JSON. */
export const controlRoutes: readonly ControlRoute[] = [
  route({
    method: 'GET',
    path: '/state',
    summary: 'The time, the seller that is called, the balance, the services and the waiting faults.',
    handle: (emulator) => emulator.state(),
  }),
  route({
    method: 'GET',
    path: '/products',
    summary: 'The products with their prices, and the accounts for signing in.',
    handle: ({ products, accounts }) => ({ products, accounts }),
  }),
  route({
    method: 'POST',
    path: '/buy',
    summary: 'Buys and pays, and responds once the seller was called.',
    body: purchaseSchema,
    handle: (emulator, { body }) => emulator.buy(body),
  }),
  route({
    method: 'POST',
    path: '/renew',
    summary: 'Renews a service.',
    body: renewalSchema,
    handle: (emulator, { body }) => emulator.renew(body),
  }),
  route({
    method: 'POST',
    path: '/convert',
    summary: 'Converts a trial to a paid term.',
    body: renewalSchema,
    handle: (emulator, { body }) => emulator.convert(body),
  }),
  route({
    method: 'POST',
    path: '/upgrade',
    summary: 'Changes the quantity or the size of a service during its term.',
    body: upgradeSchema,
    handle: (emulator, { body }) => emulator.upgrade(body),
  }),
  route({
    method: 'POST',
    path: '/return-renewal',
    summary: 'Cancels and refunds the newest renewal, if its term has not started.',
    body: serviceSchema,
    handle: (emulator, { body }) => emulator.returnRenewal(body),
  }),
  route({
    method: 'POST',
    path: '/refund',
    summary: 'Cancels and refunds a service within five days.',
    body: serviceSchema,
    handle: (emulator, { body }) => emulator.refund(body),
  }),
  route({
    method: 'POST',
    path: '/supervise',
    summary:
      'Acts on the delivery of a service that its buyer accepts: the seller delivers, the buyer accepts, rejects or appeals, an operator lets it continue, completes or refunds it.',
    body: supervisingSchema,
    handle: (emulator, { body }) => emulator.supervise(body),
  }),
  route({
    method: 'POST',
    path: '/license',
    summary:
      'Acts on the license of a service: its buyer shows it, which collects a code, or applies for a device; the software activates or queries the code.',
    body: licensingSchema,
    handle: (emulator, { body }) => emulator.license(body),
  }),
  route({
    method: 'GET',
    path: '/joint',
    summary:
      'The company with its departments and people, the app credential of the product joint, and what its server has been told.',
    handle: (emulator) => emulator.company(),
  }),
  route({
    method: 'POST',
    path: '/joint',
    summary:
      'Acts on the product joint: its seller applies for the credential and changes its key, the buyer connects the company, assigns people, changes departments and people, decides about what failed, or dissolves the company.',
    body: jointSchema,
    handle: (emulator, { body }) => emulator.joint(body),
  }),
  route({
    method: 'POST',
    path: '/sign-in',
    summary:
      'Signs somebody of the company in to the app, from the address at which it starts a sign-in; without a person the marketplace refuses. The response is where the browser ended, with the cookies of the app.',
    body: signInSchema,
    handle: (emulator, { body }) => emulator.signIn(body),
  }),
  route({
    method: 'GET',
    path: '/order',
    summary: 'The current state of an order, by the `id` in an earlier response, and of its service.',
    query: orderQuery,
    handle: (emulator, { query: { id } }) => emulator.order(id),
  }),
  route({
    method: 'POST',
    path: '/freeze',
    summary: 'Moves the clock to the moment when a service is frozen.',
    body: serviceSchema,
    handle: (emulator, { body }) => emulator.freeze(body),
  }),
  route({
    method: 'POST',
    path: '/release',
    summary: 'Moves the clock to the moment when a service is released.',
    body: serviceSchema,
    handle: (emulator, { body }) => emulator.release(body),
  }),
  route({
    method: 'POST',
    path: '/advance',
    summary: 'Moves the clock by a duration, to a time, or to the next event.',
    body: advanceSchema,
    handle: (emulator, { body }) => emulator.advance(body),
  }),
  route({
    method: 'GET',
    path: '/faults',
    summary: 'The waiting faults.',
    handle: ({ faults }) => ({ faults: faults.list() }),
  }),
  route({
    method: 'POST',
    path: '/faults',
    summary: 'Adds a fault for the next matching calls.',
    body: faultSchema,
    handle: ({ faults }, { body }) => faults.add(body),
  }),
  route({
    method: 'DELETE',
    path: '/faults',
    summary: 'Removes the waiting faults.',
    handle({ faults }) {
      faults.clear()
      return { faults: [] }
    },
  }),
  route({
    method: 'GET',
    path: '/exchanges',
    summary:
      'The exchanges with the seller, oldest first, optionally after a number or of one activity, and how many older ones are no longer kept.',
    query: exchangeQuery,
    handle: (emulator, { query: { after, activity, limit } }) => ({
      exchanges: emulator
        .exchanges(activity)
        .filter(({ id }) => id > after)
        .slice(0, limit),
      dropped: (emulator.exchanges()[0]?.id ?? 1) - 1,
    }),
  }),
  route({
    method: 'GET',
    path: '/exchanges/:id',
    summary: 'One exchange with its bytes.',
    handle: (emulator, { id }) => exchangeOf(emulator, id),
  }),
  route({
    method: 'POST',
    path: '/seller',
    summary: 'Sets the server that is called from now on.',
    body: sellerSchema,
    async handle(emulator, { body }) {
      await emulator.useSeller(body)
      return (await emulator.state()).seller
    },
  }),
  route({
    method: 'POST',
    path: '/licenses',
    summary: 'Sets the server that is called for products with a license from now on.',
    body: licenseServerSchema,
    async handle(emulator, { body }) {
      await emulator.useLicenses(body)
      return (await emulator.state()).licenses
    },
  }),
  route({
    method: 'POST',
    path: '/kit',
    summary: 'Sets the server that is told of the company from now on.',
    body: kitSchema,
    async handle(emulator, { body }) {
      await emulator.useKit(body)
      return (await emulator.state()).kit
    },
  }),
  route({
    method: 'POST',
    path: '/notify',
    summary: 'Sets the server that is notified of each paid order from now on.',
    body: notifiedSchema,
    async handle(emulator, { body }) {
      await emulator.useNotified(body)
      return (await emulator.state()).notify
    },
  }),
  route({
    method: 'POST',
    path: '/reset',
    summary: 'Resets everything to the initial state.',
    async handle(emulator) {
      await emulator.reset()
      return emulator.state()
    },
  }),
]
