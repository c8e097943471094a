import { findMessageFault, tables } from './tables.ts'
import { ok } from './right.ts'
import type { Message } from './right.ts'
import { carryOutOtherwise, internalError, readAs, refuseIf, createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

const shortNames: Readonly<Record<string, string>> = {
  newInstance: 'new',
  queryInstance: 'query',
  refreshInstance: 'refresh',
  updateInstanceStatus: 'status',
  releaseInstance: 'release',
  upgradeInstance: 'upgrade',
  changeInstanceCheck: 'change',
}

/** Values that every table accepts. */
const rightValues: Readonly<Record<string, unknown>> = {
  orderId: 'CS1',
  orderLineId: 'CS1-000001',
  businessId: 'b-1',
  instanceId: 'i-1',
  scene: 'RENEWAL',
  expireTime: '20301231160000000',
  status: 'FREEZE',
  productId: 'p-1',
  skuCode: 's-1',
  productName: 'Suite',
  productInfo: { productId: 'p-1', skuCode: 's-1', productName: 'Suite' },
}

const productMembers = ['productId', 'skuCode', 'productName']
const membersOf = (activity: string): string[] => [
  ...Object.keys(tables[activity] ?? {}),
  ...(activity === 'changeInstanceCheck'
    ? ['productInfo', ...productMembers.map((name) => `productInfo.${name}`)]
    : []),
]

/** Replaces each mandatory member of a message by the result of `mend`. */
function mendMembers(
  message: Message,
  paths: readonly string[],
  mend: (value: unknown, name: string) => unknown,
): Message {
  const result: Record<string, unknown> = { ...message }
  for (const path of paths) {
    const [name = '', inner] = path.split('.')
    if (inner === undefined) result[name] = mend(result[name], name)
    else if (typeof result[name] === 'object' && result[name] !== null)
      result[name] = mendMembers(result[name] as Message, [inner], mend)
  }
  return result
}

const of = (activity: string, paths: readonly string[], mend: (value: unknown, name: string) => unknown) =>
  readAs((message) => (message['activity'] === activity ? mendMembers(message, paths, mend) : message))

const idPath = /(^|\.)(orderId|orderLineId|businessId|instanceId|productId|skuCode|productName)$/

/** Answers success although a message lacks something. */
const doneThough = (activity: string, isLacking: (message: Message) => boolean): Wrong['change'] => {
  const isTaken = (message: Message): boolean => message['activity'] === activity && isLacking(message)
  return (right) => ({
    messageFault: (message) => (isTaken(message) ? undefined : right.messageFault(message)),
    carryOut: (message, shop, parts) => (isTaken(message) ? ok : right.carryOut(message, shop, parts)),
  })
}

function readersOf(activity: string): Wrong[] {
  const short = shortNames[activity] ?? activity
  const paths = membersOf(activity)
  const lengths = activity === 'queryInstance' ? [] : paths.filter((path) => idPath.test(path))
  return [
    ...paths.map((path): Wrong => ({
      name: `${short}-without-${path.replace('.', '-')}`,
      defect: `It accepts ${activity} without ${path}`,
      found: [`v2.${short}.missing.${path}`],
      change:
        path === 'instanceId'
          ? doneThough(activity, ({ instanceId }) => instanceId === undefined)
          : of(activity, [path], (value, name) => value ?? rightValues[name]),
    })),
    {
      name: `${short}-with-empty-members`,
      defect: `It accepts ${activity} with empty fields`,
      found: [`v2.${short}.empty`],
      change:
        paths.length === 1
          ? doneThough(activity, (message) => message[paths[0] ?? ''] === '')
          : of(activity, paths, (value, name) => (value === '' ? rightValues[name] : value)),
    },
    {
      name: `${short}-with-lists`,
      defect: `It uses the first item of a list as the field in ${activity}`,
      found: [`v2.${short}.type`],
      change: of(activity, paths, (value) => (Array.isArray(value) ? (value as unknown[])[0] : value)),
    },
    ...(lengths.length === 0 ? [] : [longIds(activity, short, lengths)]),
  ]
}

/** Answers success for an unknown id, because the id was cut to the length of an existing one. */
const longIds = (activity: string, short: string, paths: readonly string[]): Wrong => ({
  name: `${short}-with-long-ids`,
  defect: `It cuts IDs in ${activity} that are too long, and continues`,
  found: [`v2.${short}.length`],
  change: (right) => {
    const cut = (message: Message): Message =>
      mendMembers(message, paths, (value) => (typeof value === 'string' ? value.slice(0, 64) : value))
    const isLong = (message: Message): boolean =>
      message['activity'] === activity && JSON.stringify(cut(message)) !== JSON.stringify(message)
    return {
      messageFault: (message) => findMessageFault(isLong(message) ? cut(message) : message),
      carryOut: (message, shop, parts) =>
        isLong(message) ? { ...ok, instanceId: 'i-1' } : right.carryOut(message, shop, parts),
    }
  },
})

const known = Object.keys(tables)
const isBroken = (body: Buffer): boolean =>
  body.length > 1 && body.toString().startsWith('{') && !body.toString().endsWith('}')

/** Answers success although there is no message at all. */
const taking =
  (isTaken: (body: Buffer) => boolean): Wrong['change'] =>
  (right) => ({
    readBody: (body) => (isTaken(body) ? { activity: 'nothing' } : right.readBody(body)),
    messageFault: (message) => (message['activity'] === 'nothing' ? undefined : right.messageFault(message)),
    carryOut: (message, shop, parts) =>
      message['activity'] === 'nothing' ? ok : right.carryOut(message, shop, parts),
  })

const values: readonly Wrong[] = [
  {
    name: 'dies-of-broken-json',
    defect: 'It closes the connection on a truncated body',
    found: ['v2.body.not-json', 'v2.time.unreadable'],
    change: (right) => ({
      handle: (request, shop, parts) =>
        isBroken(request.body) ? Promise.resolve('hang up') : right.handle(request, shop, parts),
    }),
  },
  {
    name: 'takes-empty-bodies',
    defect: 'It answers an empty body with success',
    found: ['v2.body.empty'],
    change: taking((body) => body.length === 0),
  },
  {
    name: 'takes-lists',
    defect: 'It uses the first item of a list as the message',
    found: ['v2.body.list'],
    change: (right) => ({
      readBody: (body) => right.readBody(body[0] === 0x5b ? body.subarray(1, -1) : body),
    }),
  },
  {
    name: 'takes-null',
    defect: 'It answers the body null with success',
    found: ['v2.body.null'],
    change: taking((body) => body.toString() === 'null'),
  },
  {
    name: 'has-one-code-for-all',
    defect: 'It refuses every wrong message with an internal error',
    found: ['v2.refusal.meaning'],
    change: (right) => ({
      messageFault: (message) => (right.messageFault(message) === undefined ? undefined : '000005'),
    }),
  },
  {
    name: 'acts-on-what-it-refuses',
    defect: 'It refuses an unknown status, but releases the instance',
    found: ['v2.refusal.no-effect'],
    change: (right) => ({
      messageFault: (message) => (message['status'] === 'NORMAL' ? undefined : right.messageFault(message)),
      carryOut(message, shop, parts) {
        if (message['status'] !== 'NORMAL') return right.carryOut(message, shop, parts)
        const instance = shop.byId.get(String(message['instanceId']))
        if (instance) instance.state = 'released'
        return { resultCode: '000002', resultMsg: 'There is no such status.' }
      },
    }),
  },
  {
    name: 'reads-any-bytes',
    defect: 'It puts replacement characters where the body is not UTF-8',
    found: ['v2.body.not-utf8'],
    change: (right) => ({ readBody: (body) => right.readBody(Buffer.from(body.toString('utf8'))) }),
  },
  {
    name: 'does-whatever-is-asked',
    defect: 'It answers an unknown activity with success',
    found: ['v2.activity.unknown'],
    change: (right) => ({
      messageFault: (message) =>
        typeof message['activity'] === 'string' && !known.includes(message['activity'])
          ? undefined
          : right.messageFault(message),
      carryOut: (message, shop, parts) =>
        known.includes(String(message['activity'])) ? right.carryOut(message, shop, parts) : ok,
    }),
  },
  {
    name: 'takes-purchases-for-granted',
    defect: 'It treats a message without an activity as a purchase',
    found: ['v2.activity.missing'],
    change: readAs((message) => ({ ...message, activity: message['activity'] ?? 'newInstance' })),
  },
  {
    name: 'turns-lists-into-activities',
    defect: 'It converts any activity to a string',
    found: ['v2.activity.type'],
    change: readAs((message) => ({
      ...message,
      activity: Array.isArray(message['activity']) ? message['activity'].join(',') : message['activity'],
    })),
  },
  {
    name: 'takes-any-scene',
    defect: 'It treats any scene as a renewal',
    found: ['v2.refresh.scene.unknown'],
    change: readAs((message) =>
      message['activity'] === 'refreshInstance' && message['scene'] === 'REBATE'
        ? { ...message, scene: 'RENEWAL' }
        : message,
    ),
  },
  {
    name: 'takes-any-expiry',
    defect: 'It accepts any text as an expiry',
    found: ['v2.refresh.expire.words'],
    also: ['v2.refresh.expire.impossible'],
    change: of('refreshInstance', ['expireTime'], (value) =>
      typeof value === 'string' && value !== '' ? '20301231160000' : value,
    ),
  },
  {
    name: 'carries-days-over',
    defect: 'It turns 31 February into a day in March',
    found: ['v2.refresh.expire.impossible'],
    change: of('refreshInstance', ['expireTime'], (value) =>
      typeof value === 'string' ? value.replace(/^(\d{4})0231/, '$10303') : value,
    ),
  },
  {
    name: 'unfreezes-by-default',
    defect: 'It treats every status except FREEZE as an unfreeze',
    found: ['v2.status.unknown'],
    change: of('updateInstanceStatus', ['status'], (value) => (value === 'NORMAL' ? 'UNFREEZE' : value)),
  },
  {
    name: 'takes-any-quantity',
    defect: 'It accepts a quantity that is not an integer',
    found: ['v2.change.linear-value'],
    change: readAs((message) =>
      message['activity'] === 'changeInstanceCheck'
        ? mendMembers(message, ['productInfo.linearValue'], () => 1)
        : message,
    ),
  },
  ...(['refreshInstance', 'updateInstanceStatus', 'upgradeInstance', 'changeInstanceCheck'] as const).map(
    (activity): Wrong => ({
      name: `${shortNames[activity]}-of-nothing`,
      defect: `It answers ${activity} of an instance that does not exist with success`,
      found: [`v2.${shortNames[activity]}.no-instance`],
      change: carryOutOtherwise(activity, async (message, shop, parts, right) => {
        const reply = await right.carryOut(message, shop, parts)
        return shop.byId.has(String(message['instanceId'])) ? reply : ok
      }),
    }),
  ),
  {
    name: 'fails-on-unknown-releases',
    defect: 'It answers the release of an instance that does not exist with an internal error',
    found: ['v2.release.no-instance'],
    change: carryOutOtherwise('releaseInstance', (message, shop, parts, right) =>
      shop.byId.has(String(message['instanceId'])) ? right.carryOut(message, shop, parts) : internalError,
    ),
  },
  {
    name: 'answers-get',
    defect: 'It answers a GET with success',
    found: ['v2.method.get'],
    change: (right) => ({
      handle: (request, shop, parts) =>
        request.method === 'GET'
          ? Promise.resolve(right.respond(ok, undefined))
          : right.handle(request, shop, parts),
    }),
  },
  {
    name: 'takes-short-lists-only',
    defect: 'It limits the list of IDs of a query to 100 characters',
    found: ['v2.query.hundred'],
    change: refuseIf(
      ({ activity, instanceId }) => activity === 'queryInstance' && String(instanceId).length > 100,
    ),
  },
  {
    name: 'takes-long-lists',
    defect: 'It does not count the IDs of a query',
    found: ['v2.query.too-many'],
    change: (right) => ({
      messageFault: (message) =>
        message['activity'] === 'queryInstance' && String(message['instanceId']).split(',').length > 100
          ? undefined
          : right.messageFault(message),
    }),
  },
]

/** Sellers that accept what they must refuse, or refuse it wrongly. */
export const wrongReaders = createWrongSellers([...known.flatMap(readersOf), ...values])
