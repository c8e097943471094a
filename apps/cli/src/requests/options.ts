import { Option } from 'commander'
import type { Command } from 'commander'
import type { FieldKeyBits } from '@loggia/signing'
import { CannotRun, readInput } from '../io.ts'
import type { Io } from '../io.ts'
import { keyBitsOption } from '../options.ts'
import { activitiesOf, allActivities, makeRequest } from './make-request.ts'
import type { Protocol, Unsigned } from './make-request.ts'
import { readMembers } from './members.ts'

/** How a person says what request they mean. */
export type RequestOptions = {
  activity?: string
  body?: string
  asIs?: boolean
  keyBits?: FieldKeyBits
}

/** The arguments and options that make a request, named alike at every command. */
export function addRequestOptions(command: Command, protocol?: Protocol): Command {
  const activities = protocol ? activitiesOf[protocol] : allActivities
  command
    .argument('[members...]', 'members of the request, as name=value; name= takes one of the sample away')
    .addOption(
      new Option(
        '-a, --activity <name>',
        'the activity; what it needs and is not given comes from a sample',
      ).choices(activities),
    )
  if (protocol !== 'saas-v1')
    command.option('-b, --body <file>', 'a body instead of members, byte for byte; - for standard input')
  if (protocol === undefined || protocol === 'saas-v1')
    command.addOption(
      keyBitsOption(
        '--key-bits <bits>',
        'seal mobilePhone and email, given in clear, with an AES key of this size',
      ),
    )
  return command.option('--as-is', 'take the members as they are: no sample, no check against the tables')
}

const ivLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Sixteen letters or digits. */
export const randomIv = (io: Io): string =>
  Array.from(io.randomBytes(16), (byte) => ivLetters[byte % ivLetters.length]).join('')

export const randomId = (io: Io): string => Buffer.from(io.randomBytes(16)).toString('hex')

/** What is to be signed: a body from a file or standard input, or a request made of members. */
export async function readRequest(
  io: Io,
  words: readonly string[],
  options: RequestOptions & { protocol: Protocol; accessKey: string },
): Promise<Unsigned | { body: Buffer }> {
  const { protocol, accessKey, keyBits: bits, body, activity } = options
  if (protocol === 'saas-v1' && body !== undefined)
    throw new CannotRun('A request of saas-v1 has no body; give its members')
  const isBare = words.length === 0 && activity === undefined
  if (body !== undefined || (isBare && protocol !== 'saas-v1')) return { body: await readInput(io, body) }
  return makeRequest({
    protocol,
    activity: activity ?? activitiesOf[protocol][0] ?? '',
    members: readMembers(words),
    asIs: options.asIs ?? false,
    fresh: { nowMs: io.nowMs(), randomId: () => randomId(io) },
    seal: bits && { accessKey, bits, iv: () => randomIv(io) },
  })
}
