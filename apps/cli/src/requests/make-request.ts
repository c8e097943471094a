import { messagesByProtocol } from '@loggia/protocol/messages'
import type { FreshValues, TextOptions, UnsignedRequest } from '@loggia/protocol/messages'
import type { Protocol } from '@loggia/protocol/protocols'
import { CannotRun } from '../io.ts'
import { mergeIntoSample } from './members.ts'

export type Making = {
  readonly protocol: Protocol
  readonly activity: string
  readonly members: ReadonlyMap<string, string>
  /** The members are taken as they are: no sample is merged, and the tables are not checked. */
  readonly asIs: boolean
  readonly fresh: FreshValues
  readonly seal?: TextOptions['seal']
}

/**
 * Makes the request of one activity. Throws {@link CannotRun} with every difference from the tables of the protocol.
 */
export function makeRequest({ protocol, activity, members, asIs, fresh, seal }: Making): UnsignedRequest {
  const { activities, samples, writeRequest } = messagesByProtocol[protocol]
  if (!asIs && !activities.includes(activity))
    throw new CannotRun(`${protocol} has no activity ${activity}. Available: ${activities.join(', ')}`)
  const whole = asIs ? members : mergeIntoSample(samples[activity]?.(fresh) ?? {}, members)
  try {
    return writeRequest({ activity, ...Object.fromEntries(whole) }, { isChecked: !asIs, seal })
  } catch (cause) {
    if (cause instanceof TypeError)
      throw new CannotRun(`${cause.message}\nTo send it anyway, use --as-is.`, { cause })
    if (cause instanceof RangeError) throw new CannotRun(cause.message, { cause })
    throw cause
  }
}
