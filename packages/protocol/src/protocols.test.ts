import { describe, expect, test } from 'vitest'
import { messagesByProtocol } from './messages-by-protocol.ts'
import {
  defaultProtocol,
  productProtocols,
  proofTraits,
  protocolTraits,
  protocols,
  saasProtocols,
} from './protocols.ts'

test('products choose among the protocols that say so, the usual one first', () => {
  expect(productProtocols).toEqual([
    'saas-v2',
    'saas-v1',
    'license-online',
    'license-code',
    'license-v1',
    'kit-v2',
    'kit-v1',
    'scim-v2',
  ])
  expect(saasProtocols).toEqual(['saas-v2', 'saas-v1'])
  expect(saasProtocols[0]).toBe(defaultProtocol)
})

describe.each(protocols)('%s', (protocol) => {
  const { membersIn, sealedMembers } = protocolTraits[protocol]
  const { activities, requestsToSend, samples, writeRequest } = messagesByProtocol[protocol]
  const fresh = { nowMs: 1_680_508_066_618, randomId: () => '07'.repeat(16) }

  test('each activity has a table and a sample that keeps to it', () => {
    expect(Object.keys(requestsToSend)).toEqual(activities)
    for (const activity of activities) {
      const isOfInstance = 'instanceId' in (requestsToSend[activity]?.shape ?? {})
      const members = {
        activity,
        ...samples[activity]?.(fresh),
        ...(isOfInstance && { instanceId: 'an-instance' }),
      }

      const written = writeRequest(members, { isChecked: true })

      expect(Object.keys(written)).toEqual([membersIn === 'body' ? 'body' : 'parameters'])
    }
  })

  test('what no table has is refused, and written where nothing is checked', () => {
    const members = { activity: activities[0] ?? '', orderNumber: '1' }

    expect(() => writeRequest(members, { isChecked: true })).toThrow(/orderNumber/)
    expect(JSON.stringify(writeRequest(members, { isChecked: false }))).toContain('orderNumber')
  })

  test('members are sealed where its requests have sealed ones, and nowhere else', () => {
    const members = { activity: activities[0] ?? '', mobilePhone: '13800138000' }

    const written = writeRequest(members, { isChecked: false, seal: (plaintext) => `sealed ${plaintext}` })

    expect(JSON.stringify(written).includes('sealed 1380')).toBe(sealedMembers.includes('mobilePhone'))
  })

  test('a reply is read as one that is proven alone where it has to be signed', () => {
    const body = Buffer.from('{"resultCode":"000000","resultMsg":"success."}')
    const received = { status: 200, headers: { 'content-type': ['application/json'] }, body }
    const unsigned = { ok: false, reason: { code: 'header_missing' } } as const

    const read = messagesByProtocol[protocol].readReply('noSuchActivity', {
      ...received,
      verifyBodySign: () => unsigned,
    })

    expect(read.ok).toBe(!proofTraits[protocol].signsReplies)
  })
})
