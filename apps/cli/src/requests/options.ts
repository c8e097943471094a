import { Option } from 'commander'
import type { Command } from 'commander'
import { messagesByProtocol } from '@loggia/protocol/messages'
import type { UnsignedRequest } from '@loggia/protocol/messages'
import { protocolTraits, protocols } from '@loggia/protocol/protocols'
import type { Protocol } from '@loggia/protocol/protocols'
import { sealField } from '@loggia/signing'
import type { FieldKeyBits, OaepHashes } from '@loggia/signing'
import { addSecretOptions, encryptSecretOf } from './secret-options.ts'
import { CannotRun, readInput } from '../io.ts'
import type { Io } from '../io.ts'
import { createKeyBitsOption } from '../options.ts'
import { makeRequest } from './make-request.ts'
import { readMembers } from './members.ts'

/** The options that describe a request. */
export type RequestOptions = {
  activity?: string
  body?: string
  asIs?: boolean
  keyBits?: FieldKeyBits
  publicKey?: string
  oaep?: OaepHashes
}

export const hasBody = (protocol: Protocol): boolean => protocolTraits[protocol].membersIn === 'body'

const isKit = (protocol: Protocol): boolean => protocolTraits[protocol].family === 'kit'

/** Adds the arguments and options for a request of one of these protocols, with the same names for every command. */
export function addRequestOptions(command: Command, of: readonly Protocol[] = protocols): Command {
  const activities = new Set(of.flatMap((protocol) => messagesByProtocol[protocol].activities))
  const sealed = new Set(of.flatMap((protocol) => protocolTraits[protocol].sealedMembers))
  command
    .argument('[fields...]', 'fields of the request, as name=value; name= removes a field of the sample')
    .addOption(
      new Option(
        '-a, --activity <name>',
        'the activity; required fields that you omit are taken from a sample',
      ).choices([...activities]),
    )
  if (of.some(hasBody))
    command.option(
      '-b, --body <file>',
      'a file with the exact body to send instead of fields; - for standard input',
    )
  if (sealed.size > 0)
    command.addOption(
      createKeyBitsOption(
        '--key-bits <bits>',
        `encrypt ${[...sealed].join(' and ')} (given in plain text) with an AES key of this size`,
      ),
    )
  if (of.some(isKit)) addSecretOptions(command)
  return command.option(
    '--as-is',
    'send the fields exactly as given, without a sample and without checks against the protocol',
  )
}

const ivLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A random initialisation vector: sixteen letters or digits. */
export const drawIv = (io: Io): string =>
  Array.from(io.randomBytes(16), (byte) => ivLetters[byte % ivLetters.length]).join('')

export const drawId = (io: Io): string => Buffer.from(io.randomBytes(16)).toString('hex')

/** Reads what is to be signed: a body from a file or standard input, or a request made of members. */
export async function readRequest(
  io: Io,
  words: readonly string[],
  options: RequestOptions & { protocol: Protocol; accessKey: string },
): Promise<UnsignedRequest | { body: Buffer }> {
  const { protocol, accessKey, keyBits: bits, body, activity } = options
  if (!hasBody(protocol) && body !== undefined)
    throw new CannotRun(`A request of ${protocol} has no body; give its fields as name=value`)
  const isBare = words.length === 0 && activity === undefined
  if (body !== undefined || (isBare && hasBody(protocol))) return { body: await readInput(io, body) }
  return makeRequest({
    protocol,
    activity: activity ?? messagesByProtocol[protocol].activities[0] ?? '',
    members: await encryptSecretOf(io, readMembers(words), options),
    asIs: options.asIs ?? false,
    fresh: { nowMs: io.nowMs(), randomId: () => drawId(io) },
    seal: bits && ((plaintext) => sealField({ accessKey, bits, iv: drawIv(io), plaintext })),
  })
}
