import { omitUndefined } from '@loggia/kernel'
import { families } from '../../dialects/index.ts'
import type { FamilyName } from '../../dialects/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { accessProblems } from '../problems.ts'
import { findServiceOfLane } from '../earlier-addresses.ts'
import { refuseUnbound } from '../rules.ts'
import type { BindingPlace, CallAccess, CallPlace, CallTarget, ChannelAsk } from '../schema.ts'
import * as store from '../store/index.ts'
import { findChannels } from './channels.ts'
import { sealPlace } from './context.ts'
import type { AccessContext } from './context.ts'

const keyOf = ({ channelId, productId = 'prd_', lane = '' }: CallPlace): string =>
  `${channelId} ${productId} ${lane}`

/**
 * The targets and keys of calls, from the binding of their product or else of their channel; the address is that of
 * their service (R261). If nothing is bound, the address is not approved or the key cannot be opened, the reason is given
 * instead.
 */
export async function listAccess(
  context: Pick<AccessContext, 'seal'>,
  db: Db,
  calls: readonly CallPlace[],
): Promise<(call: CallPlace) => CallAccess | Error> {
  const places = [...new Map(calls.map((call) => [keyOf(call), call])).values()]
  const found = await store.listAccess(db, places.map(toServicePlace))
  // Services of one product share its key, which is opened once.
  const seal = openOnce(context.seal)
  const opened = new Map(
    found.flatMap((one, at) => {
      const place = places[at]
      return place && one ? [[keyOf(place), openAccess({ seal }, place, one)]] : []
    }),
  )
  return (call) => opened.get(keyOf(call)) ?? new Error(`There is no channel ${call.channelId}`)
}

const toServicePlace = ({ lane, ...place }: CallPlace) =>
  omitUndefined({ ...place, serviceId: findServiceOfLane(lane) })

type Opener = { readonly seal: Pick<AccessContext['seal'], 'open'> }

function openOnce({ open }: AccessContext['seal']): Opener['seal'] {
  const opened = new Map<string, string>()
  return {
    open(sealed, place) {
      const text = opened.get(place) ?? open(sealed, place)
      opened.set(place, text)
      return text
    },
  }
}

function openAccess(
  { seal }: Opener,
  { productId }: Pick<BindingPlace, 'productId'>,
  { family, bound }: store.FoundAccess,
): CallAccess | Error {
  if (bound?.state !== 'approved') return refuseUnready(family, productId, bound)
  const { keyId, sealed } = bound
  try {
    return { ...toTarget(bound), accessKey: seal.open(sealed, sealPlace(keyId)) }
  } catch (cause) {
    return new Error(`The key ${keyId} does not open`, { cause })
  }
}

const toTarget = ({ speech, url, keyId }: store.Bound): CallTarget => ({ ...speech, url, keyId })

/** The address of a channel that is off may await approval; its existing calls then wait for the approval too. */
function refuseUnready(
  family: FamilyName,
  productId: BindingPlace['productId'],
  bound: store.Bound | undefined,
): Error {
  if (families[family].of === 'product')
    return refuseUnbound(family, omitUndefined({ productId, addressState: bound?.state }))
  return bound
    ? accessProblems.channel_address_not_approved({ state: bound.state })
    : new Error(`Nothing is bound in the channel of ${family}`)
}

async function findPlace(db: Db, ask: ChannelAsk): Promise<BindingPlace | undefined> {
  const channel = (await findChannels(db, [ask]))(ask)
  const { productId } = ask
  return channel && omitUndefined({ channelId: channel.channelId, productId })
}

/** The binding of this product or channel, whether its address is approved or not. */
export async function findBound(db: Db, ask: ChannelAsk): Promise<store.Bound | undefined> {
  const place = await findPlace(db, ask)
  return place && (await store.listAccess(db, [place]))[0]?.bound
}

/** The same, and it stays the binding until the transaction ends. */
export async function lockBound(tx: Tx, ask: ChannelAsk): Promise<store.Bound | undefined> {
  const place = await findPlace(tx, ask)
  if (!place) return undefined
  await store.lockBinding(tx, place)
  return (await store.listAccess(tx, [place]))[0]?.bound
}

/** Today's target, whether its address is approved or not, and the access, or the reason why calls cannot be made. */
export async function findAccess(
  context: Pick<AccessContext, 'seal'>,
  db: Db,
  ask: ChannelAsk,
): Promise<{ readonly target?: CallTarget; readonly access: CallAccess | Error }> {
  const bound = await findBound(db, ask)
  const { family, productId } = ask
  const access = openAccess(context, omitUndefined({ productId }), omitUndefined({ family, bound }))
  return omitUndefined({ target: bound ? toTarget(bound) : undefined, access })
}

/** The access of a call, with its key. Throws `access.product_not_bound` without an approved address. */
export async function getAccess(
  context: Pick<AccessContext, 'seal'>,
  db: Db,
  ask: ChannelAsk,
): Promise<CallAccess> {
  const { access } = await findAccess(context, db, ask)
  if (access instanceof Error) throw access
  return access
}
