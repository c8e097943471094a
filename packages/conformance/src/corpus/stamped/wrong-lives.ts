import { setTimeout as pause } from 'node:timers/promises'
import { ok } from '../saas-v2/right.ts'
import type { Message, Parts, Shop, SoldInstance } from '../saas-v2/right.ts'
import { carryOutOtherwise, internalError, refuseIf } from '../saas-v2/wrong.ts'
import type { Wrong } from '../saas-v2/wrong.ts'
import { mendActivity } from './wrong-readers.ts'

type Change = Wrong['change']

/** The protocol of these sellers: how it names what it gives out, and what it does with it. */
export type Lives = {
  readonly prefix: string
  readonly word: 'instance' | 'license'
  readonly idName: 'instanceId' | 'license'
  readonly refresh: string
  readonly status: string
  readonly release: string
  readonly scenes: readonly string[]
  /** Another activity that a released thing no longer has, and its name in ids of checks. */
  readonly other: { readonly activity: string; readonly short: string }
  /** Checks that fail with every defect of all renewals. */
  readonly ofRenewals: readonly string[]
}

/** What a message is about, if it exists. */
const find = (message: Message, shop: Shop, idName: string): SoldInstance | undefined =>
  shop.byId.get(String(message[idName]))

type Odd = (instance: SoldInstance, message: Message) => boolean

/** Answers an internal error to messages of an activity about something that exists, if they are odd. */
const fail =
  (idName: string) =>
  (activity: string, isOdd: Odd = () => true): Change =>
    carryOutOtherwise(activity, (message, shop, parts, right) => {
      const instance = find(message, shop, idName)
      return instance && isOdd(instance, message) ? internalError : right.carryOut(message, shop, parts)
    })

/** Fails when an activity gets the same message for the second time. */
const failOnRepeats = (
  idName: string,
  activity: string,
  isFor: (message: Message) => boolean = () => true,
): Change => {
  const seen = new Set<string>()
  return fail(idName)(activity, (_, message) => {
    if (!isFor(message)) return false
    const key = JSON.stringify(message)
    if (seen.has(key)) return true
    seen.add(key)
    return false
  })
}

const is =
  (activity: string, isOdd: (message: Message) => boolean) =>
  (message: Message): boolean =>
    message['activity'] === activity && isOdd(message)

const kebab = (text: string): string => text.toLowerCase().replaceAll('_', '-')

function listRenewals({ prefix, idName, refresh, scenes, ofRenewals }: Lives): readonly Wrong[] {
  const failIf = fail(idName)
  return [
    {
      name: 'renews-nothing',
      defect: 'It answers renewals with an internal error',
      found: [`${prefix}.refresh.accepted`],
      also: ofRenewals,
      spreads: true,
      change: failIf(refresh, ({ state }, { scene }) => scene === 'RENEWAL' && state !== 'released'),
    },
    {
      name: 'refuses-renewals-as-unknown',
      defect: 'It refuses the renewal of what it has given out like an unknown activity',
      found: [`${prefix}.refresh.accepted`],
      spreads: true,
      change: carryOutOtherwise(refresh, (message, shop, parts, right) =>
        find(message, shop, idName)
          ? { resultCode: '000002', resultMsg: 'Not like this.' }
          : right.carryOut(message, shop, parts),
      ),
    },
    ...scenes.map((scene): Wrong => ({
      name: `knows-no-${kebab(scene)}`,
      defect: `It does not support the scene ${scene}`,
      found: [`${prefix}.refresh.scene.${kebab(scene)}`],
      change: refuseIf(is(refresh, (message) => message['scene'] === scene)),
    })),
    {
      name: 'demands-fourteen-digits',
      defect: 'It refuses an expiry of 17 digits',
      found: [`${prefix}.refresh.expire.seventeen`],
      change: refuseIf(is(refresh, ({ expireTime }) => String(expireTime).length === 17)),
    },
    {
      name: 'refuses-another-period',
      defect: 'It refuses a renewal with a productId',
      found: [`${prefix}.refresh.product`],
      also: [`${prefix}.optional.empty`],
      change: refuseIf(is(refresh, ({ productId }) => productId !== undefined)),
    },
    {
      name: 'refuses-unknown-members-of-renewals',
      defect: 'It refuses a renewal with an unknown field',
      found: [`${prefix}.refresh.more-members`],
      change: refuseIf(is(refresh, (message) => 'zone' in message)),
    },
    {
      name: 'renews-once',
      defect: 'It answers the repeat of a renewal with an internal error',
      found: [`${prefix}.refresh.repeat`],
      spreads: true,
      change: failOnRepeats(idName, refresh),
    },
    {
      name: 'does-not-renew-the-frozen',
      defect: 'It refuses to renew what is frozen',
      found: [`${prefix}.refresh.frozen`],
      spreads: true,
      change: failIf(refresh, ({ state }) => state === 'frozen'),
    },
  ]
}

function listStates({ prefix, idName, status, release }: Lives): readonly Wrong[] {
  const failIf = fail(idName)
  const isTo =
    (wanted: string, from: SoldInstance['state']): Odd =>
    ({ state }, message) =>
      message['status'] === wanted && state === from
  return [
    {
      name: 'freezes-nothing',
      defect: 'It fails at every freeze',
      found: [`${prefix}.status.freeze`],
      spreads: true,
      change: failIf(status, (_, message) => message['status'] === 'FREEZE'),
    },
    {
      name: 'freezes-once',
      defect: 'It refuses to freeze what is frozen',
      found: [`${prefix}.status.freeze.repeat`],
      spreads: true,
      change: failIf(status, isTo('FREEZE', 'frozen')),
    },
    {
      name: 'unfreezes-nothing',
      defect: 'It fails at every unfreeze',
      found: [`${prefix}.status.unfreeze`],
      change: failIf(status, (_, message) => message['status'] === 'UNFREEZE'),
    },
    {
      name: 'unfreezes-once',
      defect: 'It refuses to unfreeze what is not frozen',
      found: [`${prefix}.status.unfreeze.repeat`],
      change: failIf(status, isTo('UNFREEZE', 'open')),
    },
    {
      name: 'releases-nothing',
      defect: 'It fails at every release',
      found: [`${prefix}.release.accepted`],
      spreads: true,
      change: failIf(release),
    },
    {
      name: 'releases-once',
      defect: 'It answers the release of what it has released with an internal error',
      found: [`${prefix}.release.repeat`],
      spreads: true,
      change: failIf(release, ({ state }) => state === 'released'),
    },
    {
      name: 'releases-without-orders',
      defect: 'It refuses a release with an order',
      found: [`${prefix}.release.order`],
      also: [`${prefix}.optional.empty`],
      change: refuseIf(is(release, ({ orderId }) => orderId !== undefined)),
    },
    {
      name: 'keeps-what-is-frozen',
      defect: 'It refuses to release what is frozen',
      found: [`${prefix}.release.frozen`],
      spreads: true,
      change: failIf(release, ({ state }) => state === 'frozen'),
    },
  ]
}

/** Carries out an activity as if nothing had been released. */
const forgiving = ({ idName }: Lives, activity: string): Change =>
  carryOutOtherwise(activity, (message, shop, parts, right) =>
    find(message, shop, idName)?.state === 'released' ? ok : right.carryOut(message, shop, parts),
  )

function listEnds(lives: Lives): readonly Wrong[] {
  const { prefix, word, idName, refresh, status, release, other } = lives
  return [
    {
      name: 'releases-in-words',
      defect: 'It reports a release, but keeps what it has released',
      found: [`${prefix}.release.done`],
      spreads: true,
      change: carryOutOtherwise(release, (message, shop, parts, right) =>
        find(message, shop, idName) ? ok : right.carryOut(message, shop, parts),
      ),
    },
    {
      name: 'renews-the-released',
      defect: 'It renews what it has released',
      found: [`${prefix}.release.refresh`],
      change: forgiving(lives, refresh),
    },
    {
      name: `${other.short}-of-the-released`,
      defect: `It carries out ${other.activity} for what it has released`,
      found: [`${prefix}.release.${other.short}`],
      change: forgiving(lives, other.activity),
    },
    ...(
      [
        ['refresh', refresh],
        ['status', status],
      ] as const
    ).map(([short, activity]): Wrong => ({
      name: `${short}-of-nothing`,
      defect: `It answers ${activity} of what does not exist with success`,
      found: [`${prefix}.${short}.unknown-${word}`],
      change: carryOutOtherwise(activity, async (message, shop, parts, right) => {
        const reply = await right.carryOut(message, shop, parts)
        return reply['resultCode'] === '000003' && find(message, shop, idName)?.state !== 'released'
          ? ok
          : reply
      }),
    })),
    {
      name: 'fails-on-unknown-releases',
      defect: 'It answers the release of what does not exist with an internal error',
      found: [`${prefix}.release.unknown-${word}`],
      change: carryOutOtherwise(release, async (message, shop, parts, right) => {
        const reply = await right.carryOut(message, shop, parts)
        return reply['resultCode'] === '000003' ? internalError : reply
      }),
    },
  ]
}

function listValues({ prefix, idName, refresh, status }: Lives): readonly Wrong[] {
  return [
    {
      name: 'takes-any-scene',
      defect: 'It treats any scene as a renewal',
      found: [`${prefix}.refresh.scene.unknown`],
      change: mendActivity(refresh, ['scene'], (value) => (value === 'REBATE' ? 'RENEWAL' : value)),
    },
    {
      name: 'takes-any-expiry',
      defect: 'It accepts any text as an expiry',
      found: [`${prefix}.refresh.expire.words`],
      also: [`${prefix}.refresh.expire.impossible`],
      change: mendActivity(refresh, ['expireTime'], (value) =>
        typeof value === 'string' && value !== '' ? '20301231160000' : value,
      ),
    },
    {
      name: 'carries-days-over',
      defect: 'It turns 31 February into a day in March',
      found: [`${prefix}.refresh.expire.impossible`],
      change: mendActivity(refresh, ['expireTime'], (value) =>
        typeof value === 'string' ? value.replace(/^(\d{4})0231/, '$10303') : value,
      ),
    },
    {
      name: 'unfreezes-by-default',
      defect: 'It treats every status except FREEZE as an unfreeze',
      found: [`${prefix}.status.unknown`],
      change: mendActivity(status, ['status'], (value) => (value === 'NORMAL' ? 'UNFREEZE' : value)),
    },
    {
      name: 'acts-on-what-it-refuses',
      defect: 'It refuses an unknown status, but releases what it is about',
      found: [`${prefix}.refusal.no-effect`],
      change: (right) => ({
        messageFault: (message) => (message['status'] === 'NORMAL' ? undefined : right.messageFault(message)),
        carryOut(message, shop, parts) {
          if (message['status'] !== 'NORMAL') return right.carryOut(message, shop, parts)
          const instance = find(message, shop, idName)
          if (instance) instance.state = 'released'
          return { resultCode: '000002', resultMsg: 'There is no such status.' }
        },
      }),
    },
  ]
}

const flags = [
  ['0', 'zero'],
  ['1', 'one'],
] as const

const named = ['productId', 'orderId', 'orderLineId', 'testFlag'] as const

/** Demands optional members, or takes empty ones for wrong. */
const listDemanding = ({ prefix, refresh, status, release }: Lives): readonly Wrong[] => [
  {
    name: 'demands-a-product',
    defect: 'It refuses renewals without a productId like an unknown activity',
    found: [`${prefix}.optional.missing`, `${prefix}.refresh.accepted`],
    spreads: true,
    change: refuseIf(is(refresh, ({ productId }) => productId === undefined)),
  },
  {
    name: 'demands-a-flag',
    defect: 'It refuses every renewal, freeze and release without a testFlag like an unknown activity',
    found: [`${prefix}.optional.missing`],
    spreads: true,
    change: refuseIf(
      ({ activity, testFlag }) =>
        [refresh, status, release].includes(String(activity)) && testFlag === undefined,
    ),
  },
  ...[refresh, release].map((activity): Wrong => ({
    name: `takes-no-empty-texts-in-${activity.toLowerCase()}`,
    defect: `It refuses ${activity} if an optional field is empty`,
    found: [`${prefix}.optional.empty`],
    change: refuseIf(is(activity, (message) => named.some((name) => message[name] === ''))),
  })),
]

/** Refuses an activity with a test flag. */
export const listWrongFlags = (prefix: string, activities: readonly string[]): readonly Wrong[] =>
  flags.flatMap(([flag, name]) =>
    activities.map((activity): Wrong => ({
      name: `knows-no-flag-${name}-in-${activity.toLowerCase()}`,
      defect: `It refuses ${activity} with testFlag ${flag}`,
      found: [`${prefix}.flag.${name}.${activity}`],
      spreads: true,
      change: refuseIf(is(activity, (message) => message['testFlag'] === flag)),
    })),
  )

/** Releases before it verifies the signature. */
const actsFirst = ({ prefix, release }: Lives): Wrong => ({
  name: 'acts-before-it-verifies',
  defect: 'It carries out a release before it refuses the signature',
  found: [`${prefix}.proof.forged.release`],
  also: [`${prefix}.refusal.no-effect`],
  change: (right: Parts) => ({
    handle: async (request, shop, parts) => {
      const message = right.readBody(request.body)
      if (message?.['activity'] === release) await parts.carryOut(message, shop, parts)
      return right.handle(request, shop, parts)
    },
  }),
})

/** Takes more than a quarter of the time limit. */
const slow = ({ prefix, status }: Lives): Wrong => ({
  name: 'takes-its-time',
  defect: 'It takes more than a quarter of the time limit to freeze',
  found: [`${prefix}.time.quick`],
  settings: { limitMs: 800 },
  change: carryOutOtherwise(status, async (message, shop, parts, right) => {
    await pause(250)
    return right.carryOut(message, shop, parts)
  }),
})

/** Sellers with a defect in what happens to what they have given out. */
export const listWrongLives = (lives: Lives): readonly Wrong[] => [
  ...listRenewals(lives),
  ...listStates(lives),
  ...listEnds(lives),
  ...listValues(lives),
  ...listDemanding(lives),
  actsFirst(lives),
  slow(lives),
]
