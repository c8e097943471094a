import { isId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { EarlierRange, MovedService } from './schema.ts'

// R261: a service keeps the address that its product had when it was made, until it is moved.

/**
 * The service whose calls are in a lane: those of its delivery (`sub_…`), or others beside them (`sub_…/kit`). A test
 * account has calls and no service.
 */
export function findServiceOfLane(lane: string | undefined): Id<'sub'> | undefined {
  const [first = ''] = lane?.split('/', 1) ?? []
  return isId(first, 'sub') ? first : undefined
}

/** The services of one product that use an address: those in ranges of ids, except some, and some more. */
export type ServiceGroup = {
  readonly addressId: Id<'adr'>
  readonly ranges: readonly { readonly after: string; readonly upTo: string }[]
  readonly except: readonly Id<'sub'>[]
  readonly more: readonly Id<'sub'>[]
}

const findRange = (ranges: readonly EarlierRange[], serviceId: Id<'sub'>): EarlierRange | undefined =>
  ranges.find(({ upTo }) => serviceId <= upTo)

/** The services of each address but the current one, the oldest address first. */
export function listGroups(
  ranges: readonly EarlierRange[],
  moved: readonly MovedService[],
  current: Id<'adr'>,
): ServiceGroup[] {
  const addresses = new Set([...ranges, ...moved].map(({ addressId }) => addressId))
  addresses.delete(current)
  return [...addresses].map((addressId) => ({
    addressId,
    ranges: ranges.flatMap((range, at) =>
      range.addressId === addressId ? [{ after: ranges[at - 1]?.upTo ?? '', upTo: range.upTo }] : [],
    ),
    except: moved.flatMap((one) =>
      one.addressId !== addressId && findRange(ranges, one.serviceId)?.addressId === addressId
        ? [one.serviceId]
        : [],
    ),
    more: moved.flatMap((one) =>
      one.addressId === addressId && findRange(ranges, one.serviceId)?.addressId !== addressId
        ? [one.serviceId]
        : [],
    ),
  }))
}
