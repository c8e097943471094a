import { expect, test } from 'vitest'
import { protocols as protocolNames, protocolTraits } from '@loggia/protocol/protocols'
import { getProtocol } from '../testing/wire/protocols.ts'
import type { TestMessage } from '../testing/wire/protocols.ts'
import { protocols, signedProtocols } from './protocols.ts'

test('every protocol of the marketplace is spoken', () => {
  expect(protocols.map(({ protocol }) => protocol)).toEqual(protocolNames)
})

test.each(signedProtocols)(
  '$protocol is signed with keys of the class that it has',
  ({ protocol, keyClass }) => {
    expect(protocolTraits[protocol].requestProof).toBe('signed_query')
    expect(keyClass).toBe(protocolTraits[protocol].keyClass)
  },
)

/** The joint kit is tested with a marketplace of its own. */
const testedTogether = protocolNames.filter((name) => protocolTraits[name].family !== 'kit')

test.each(testedTogether)(
  'the marketplace of tests signs %s with a key of the class that it has',
  (protocol) => {
    expect(getProtocol({ protocol } as TestMessage)).toMatchObject({
      protocol,
      keyClass: protocolTraits[protocol].keyClass,
    })
  },
)
