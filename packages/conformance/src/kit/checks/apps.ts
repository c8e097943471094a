import { oaepHashes } from '@loggia/signing'
import type { OaepHashes } from '@loggia/signing'
import type { Bench } from '../../engine/bench.ts'
import { CannotJudge } from '../../engine/check.ts'
import type { Case } from '../cases.ts'
import { encryptFor, flags } from '../scenes.ts'
import type { Scene } from '../scenes.ts'
import { listRepeats } from './repeats.ts'

const group = 'applicationSync'
const source = 'joint-kit §6.2'
const ofSecret = 'joint-kit §5'

const hashNames: Readonly<Record<OaepHashes, string>> = {
  'sha256-sha256': 'SHA-256 for label and MGF1',
  'sha256-sha1': 'SHA-256 for the label and SHA-1 for MGF1',
  'sha1-sha1': 'SHA-1 for label and MGF1',
}

const requireDeclared =
  (hashes: OaepHashes) =>
  ({ oaep = ['sha256-sha256'] }: Bench): void => {
    if (!oaep.includes(hashes))
      throw new CannotJudge(
        `The run was not told that the server decrypts with ${hashNames[hashes]}: see --oaep.`,
      )
  }

const secretOf = (hashes: OaepHashes): Case => ({
  id: `app.secret.${hashes}`,
  title: `A secret that is encrypted with ${hashNames[hashes]} is decrypted`,
  group,
  source: ofSecret,
  isFresh: true,
  require: requireDeclared(hashes),
  name: `an app whose secret is encrypted with ${hashNames[hashes]}`,
  fix: 'Decrypt with RSA, OAEP and these hashes. Java: set an OAEPParameterSpec, because OAEPWithSHA-256AndMGF1Padding alone takes SHA-1 for MGF1.',
  told: (scene) => [
    scene.enterprise(),
    scene.app(flags.add, { clientSecret: encryptFor(scene.bench, 'a-secret', hashes) }),
  ],
})

const withSecret = (
  secret: (scene: Scene) => string,
  words: Omit<Case, 'group' | 'source' | 'isFresh' | 'told'>,
): Case => ({
  group,
  source: ofSecret,
  isFresh: true,
  ...words,
  told: (scene) => [scene.enterprise(), scene.app(flags.add, { clientSecret: secret(scene) })],
})

/** As long as what the public key encrypts, and not encrypted with it. */
export function createForgedSecret({ bench }: Scene): string {
  const length = Buffer.from(encryptFor(bench, 'a-secret'), 'base64').length
  // Below every modulus, since its first bits are zero.
  return Buffer.from(`00${bench.hex(2 * length - 2)}`, 'hex').toString('base64')
}

const secretCases: readonly Case[] = [
  ...oaepHashes.map(secretOf),
  withSecret((scene) => encryptFor(scene.bench, `密钥 +/= "${'x'.repeat(80)}"`), {
    id: 'app.secret.any-text',
    title: 'A secret may be any text',
    level: 'should',
    name: 'an app whose secret has Chinese, blanks and quotes',
    fix: 'The secret is text in UTF-8: on the debugging page, people type what they like.',
  }),
  withSecret(createForgedSecret, {
    id: 'app.secret.wrong',
    title: 'A secret that cannot be decrypted is refused',
    isWrong: true,
    name: 'an app whose secret cannot be decrypted',
    fix: 'Refuse with 000101 if decryption fails: after a success, the marketplace assumes that people can sign in.',
  }),
  withSecret(() => 'this is not encrypted', {
    id: 'app.secret.plain',
    title: 'A secret that is not encrypted is refused',
    isWrong: true,
    name: 'an app whose secret is not encrypted',
    fix: 'Decrypt always, and refuse with 000101 if that fails: do not take a text as it is.',
  }),
  {
    id: 'app.secret.delete',
    title: 'An app is deleted even if its secret cannot be decrypted',
    level: 'should',
    group,
    source: 'joint-kit §7',
    isFresh: true,
    name: 'the deletion of an app whose secret cannot be decrypted',
    fix: 'Nobody needs the secret to delete an app: after a change of keys, a deletion must not fail because of it.',
    told: (scene) => [
      scene.enterprise(),
      scene.app(flags.delete, { clientSecret: createForgedSecret(scene) }),
    ],
  },
  {
    id: 'app.unknown-member',
    title: 'An unknown field of an app is ignored',
    level: 'should',
    group,
    source,
    isFresh: true,
    name: 'an app with an unknown field',
    fix: 'Ignore unknown fields: new ones may be added.',
    told: (scene) => [scene.enterprise(), scene.app(flags.add, { addedInSomeYear: 'x' })],
  },
]

/** Of the app: what it identifies itself with to the identity provider. */
export const listAppCases = (generation: 'v1' | 'v2'): readonly Case[] => [
  ...listRepeats({
    subject: 'app',
    word: 'an app',
    group,
    isFresh: true,
    before: (scene) => [scene.enterprise()],
    make: (scene) => scene.app,
  }),
  ...(generation === 'v2'
    ? ([
        {
          id: 'app.change',
          title: 'Another client ID and secret of an app are accepted',
          group,
          source,
          isFresh: true,
          name: 'a change of an app',
          fix: 'flag 2 changes clientId and clientSecret of an app that you know: store the new ones.',
          told: (scene) => [
            scene.enterprise(),
            scene.app(),
            scene.app(flags.change, { clientId: `changed-${scene.bench.hex(8)}` }),
          ],
        },
      ] satisfies readonly Case[])
    : []),
  ...secretCases,
]
