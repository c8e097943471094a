import { expect, test } from 'vitest'

import { isSaasV2ResultCode, findResultCodeMeaning, resultCodes, toSignatureRefusalCode } from './codes.ts'

test('the protocol defines six common codes and eight of newInstance, each of six digits', () => {
  const codes = Object.keys(resultCodes).toSorted()

  expect(codes).toEqual([
    '000000',
    '000001',
    '000002',
    '000003',
    '000004',
    '000005',
    '000100',
    '000101',
    '000102',
    '000103',
    '000104',
    '000105',
    '000106',
    '000107',
  ])
})

test('an unknown code has no meaning, nor has the name of something every object has', () => {
  expect(findResultCodeMeaning('000106', 'en-US')).toBe('the product is sold out')
  expect(findResultCodeMeaning('000106', 'zh-CN')).toBe('商品已售罄')
  expect(findResultCodeMeaning('000999', 'en-US')).toBeUndefined()
  expect(isSaasV2ResultCode('toString')).toBe(false)
})

test.each([
  [{ code: 'missing_parameter', parameter: 'signature' }, '000001'],
  [{ code: 'missing_parameter', parameter: 'timestamp' }, '000002'],
  [{ code: 'missing_parameter', parameter: 'nonce' }, '000002'],
  [{ code: 'timestamp_in_seconds' }, '000002'],
  [{ code: 'stale' }, '000002'],
  [{ code: 'nonce_seen' }, '000002'],
  [{ code: 'signature_malformed' }, '000001'],
  [{ code: 'signature_differs' }, '000001'],
])('a seller answers %j with %s', (reason, code) => {
  expect(toSignatureRefusalCode(reason)).toBe(code)
})
