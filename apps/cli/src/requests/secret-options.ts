import { Option } from 'commander'
import type { Command } from 'commander'
import { encryptSecret, oaepHashes, readPublicKey } from '@loggia/signing'
import type { OaepHashes } from '@loggia/signing'
import type { KeyObject } from 'node:crypto'
import { CannotRun, readSecret } from '../io.ts'
import type { Io } from '../io.ts'

/** The options with which the secret of an app is encrypted. */
export type SecretOptions = { readonly publicKey?: string; readonly oaep?: OaepHashes }

const hashesText = 'the hashes of label and MGF1'

/** Adds the options with which the secret of an app is encrypted. */
export const addSecretOptions = (command: Command): Command =>
  command
    .option(
      '--public-key <file>',
      'joint kit: encrypt clientSecret (given in plain text) with this public key of the app credential, PEM or its Base64 alone',
    )
    .addOption(
      new Option('--oaep <hashes>', `with --public-key: ${hashesText} (default: ${oaepHashes[0]})`).choices(
        oaepHashes,
      ),
    )

/** Reads a public key from a file. */
export async function readPublicKeyOf(io: Io, file: string): Promise<KeyObject> {
  const read = readPublicKey(await readSecret(io, file))
  if (read.ok) return read.key
  throw new CannotRun(
    `${file} has no public key that can be used (${read.reason.code}): give RSA with at least 3,072 bits, as PEM or its Base64 alone`,
  )
}

/** The members of a request with `clientSecret` encrypted, if a public key was given. */
export async function encryptSecretOf(
  io: Io,
  members: ReadonlyMap<string, string>,
  { publicKey: file, oaep = oaepHashes[0] }: SecretOptions,
): Promise<ReadonlyMap<string, string>> {
  if (file === undefined) return members
  const publicKey = await readPublicKeyOf(io, file)
  try {
    const sealed = encryptSecret({
      publicKey,
      secret: members.get('clientSecret') ?? 'a-secret',
      hashes: oaep,
    })
    return new Map([...members, ['clientSecret', sealed]])
  } catch (cause) {
    if (cause instanceof RangeError) throw new CannotRun(cause.message, { cause })
    throw cause
  }
}
