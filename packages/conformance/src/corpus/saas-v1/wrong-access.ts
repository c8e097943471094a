import { createCipheriv } from 'node:crypto'
import { deriveFieldKey, sealField } from '@loggia/signing'
import { corpusKey } from '../seller.ts'
import { sealWith } from './right.ts'
import type { Reply } from './right.ts'
import { createWrongSellers, toIdsInEach } from './wrong.ts'
import type { Wrong } from './wrong.ts'

const places = ['new', 'query']
const both = (id: string): [string, ...string[]] => toIdsInEach(places, id)

/** Returns wrong access data in newInstance and queryInstance. */
const tells =
  (change: (appInfo: Reply, seal: (text: string) => string) => Reply): Wrong['change'] =>
  (right) => ({
    appInfoOf: (instance, parts) => change(right.appInfoOf(instance, parts), parts.seal),
  })

/** AES with an IV that has other characters than letters and digits. */
function sealOddly(text: string): string {
  const iv = '#'.repeat(8) + String(text.length).padStart(8, '0')
  const cipher = createCipheriv('aes-256-cbc', deriveFieldKey(corpusKey, 256), iv)
  return iv + Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

/** AES with the bytes of the access key as its key, padded with zeros. */
function sealByPadding(text: string): string {
  const key = Buffer.concat([Buffer.from(corpusKey), Buffer.alloc(32)]).subarray(0, 32)
  const iv = 'AbCdEfGhIjKlMnO' + String(text.length % 10)
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return iv + Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

const sealed: [string, ...string[]] = [...both('user-name.sealed'), ...toIdsInEach(places, 'password.sealed')]

const wrongs: readonly Wrong[] = [
  {
    name: 'tells-no-access',
    defect: 'It returns no access data',
    found: both('app-info'),
    change: (right) => ({
      appInfoOf: (instance, parts) => right.appInfoOf(instance, parts) && (undefined as never),
    }),
  },
  {
    name: 'tells-no-address',
    defect: 'It omits frontEndUrl',
    found: both('front-end-url.present'),
    change: tells(({ frontEndUrl: _url, ...appInfo }) => appInfo),
  },
  {
    name: 'tells-long-addresses',
    defect: 'It returns a frontEndUrl of more than 512 characters',
    found: both('front-end-url.length'),
    change: tells((appInfo) => ({ ...appInfo, frontEndUrl: `https://app.example/${'x'.repeat(500)}` })),
  },
  {
    name: 'tells-a-bare-host',
    defect: 'It returns a frontEndUrl without https',
    found: both('front-end-url.form'),
    change: tells((appInfo) => ({ ...appInfo, frontEndUrl: 'app.example/start' })),
  },
  {
    name: 'tells-long-admin-addresses',
    defect: 'It returns an adminUrl of more than 512 characters',
    found: both('admin-url.length'),
    change: tells((appInfo) => ({ ...appInfo, adminUrl: `https://app.example/${'x'.repeat(500)}` })),
  },
  {
    name: 'tells-long-user-names',
    defect: 'It encrypts a user name of a hundred characters',
    found: both('user-name.length'),
    change: tells((appInfo, seal) => ({ ...appInfo, userName: seal('u'.repeat(100)) })),
  },
  {
    name: 'tells-long-passwords',
    defect: 'It encrypts a password of a hundred characters',
    found: both('password.length'),
    change: tells((appInfo, seal) => ({ ...appInfo, password: seal('p'.repeat(100)) })),
  },
  {
    name: 'tells-long-memos',
    defect: 'It returns a memo of more than 1024 characters',
    found: both('memo.length'),
    change: tells((appInfo) => ({ ...appInfo, memo: 'm'.repeat(1025) })),
  },
  {
    name: 'writes-chinese-as-it-is',
    defect: 'It writes Chinese in memo without escapes',
    found: both('memo.escaped'),
    change: () => ({ write: (reply) => JSON.stringify(reply) }),
  },
  {
    name: 'has-a-third-cipher',
    defect: 'It returns encryptType 3',
    found: both('encrypt-type'),
    change: () => ({ encryptType: '3' }),
  },
  {
    name: 'numbers-its-cipher',
    defect: 'It returns encryptType as a number',
    found: both('encrypt-type.text'),
    change: () => ({ encryptType: 1 }),
  },
  {
    name: 'seals-with-fewer-bits',
    defect: 'It encrypts with 128 bits, but declares 256',
    found: sealed,
    change: () => ({ seal: sealWith(128) }),
  },
  {
    name: 'seals-by-padding',
    defect: 'It encrypts with the bytes of the access key, filled up with zeros',
    found: sealed,
    change: () => ({ seal: sealByPadding }),
  },
  {
    name: 'seals-nothing',
    defect: 'It returns the account and password in plain text',
    found: sealed,
    also: both('sealed.iv'),
    change: () => ({ seal: (text) => text }),
  },
  {
    name: 'has-odd-ivs',
    defect: 'Its IVs contain characters other than letters and digits',
    found: both('sealed.iv'),
    change: () => ({ seal: sealOddly }),
  },
  {
    name: 'has-one-iv',
    defect: 'It encrypts everything with the same IV',
    found: both('sealed.fresh-iv'),
    change: () => ({
      seal: (plaintext) => sealField({ accessKey: corpusKey, bits: 256, iv: 'AbCdEfGhIjKlMnOp', plaintext }),
    }),
  },
]

export const wrongAccess = createWrongSellers(wrongs)
