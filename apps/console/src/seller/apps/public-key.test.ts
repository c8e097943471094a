import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { findKeyBits, findKeyFault } from './public-key.ts'

const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits })
const toPem = (key: KeyObject, type: 'spki' | 'pkcs1' = 'spki'): string =>
  key.export({ format: 'pem', type }).toString()
const right = rsa(3072)
const short = rsa(2048)

test.each([
  ['PEM', toPem(right.publicKey)],
  [
    'PEM with Windows line ends and spaces around it',
    `  ${toPem(right.publicKey).replaceAll('\n', '\r\n')}\n`,
  ],
  ['Base64 alone', right.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')],
])('R267: a key of 3072 bits is right as %s', (_, text) => {
  expect([findKeyFault(text), findKeyBits(text)]).toEqual([undefined, 3072])
})

test('R267: a key that is too short is named with its length', () => {
  expect(findKeyFault(toPem(short.publicKey))).toEqual({ kind: 'short', bits: 2048 })
})

test.each([
  ['missing', ' \n'],
  ['private', right.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
  ['private', right.privateKey.export({ format: 'pem', type: 'pkcs1' }).toString()],
  ['certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
  ['ssh', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ'],
  ['malformed', toPem(right.publicKey, 'pkcs1')],
  ['malformed', 'not a key'],
  ['malformed', toPem(right.publicKey).replace('MIIB', 'AAAA')],
  ['malformed', toPem(right.publicKey).slice(0, 200)],
  ['other', toPem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)],
] as const)('a %s key is told as that', (kind, text) => {
  expect(findKeyFault(text)).toEqual({ kind })
})
