import { describe, expect, test } from 'vitest'
import { computeMaxParameterBytes, parameterNamePattern, readBuyerValue } from './buyer-parameters.ts'
import type { BuyerValueKind } from './buyer-parameters.ts'

const read = (kind: BuyerValueKind, typed: string, required = true) => {
  const result = readBuyerValue({ ...kind, required }, typed)
  return result.ok ? result.value : result.fault.code
}
const text = (maxLength: number): BuyerValueKind => ({ kind: 'text', maxLength })
const size: BuyerValueKind = { kind: 'choice', options: [{ value: 'small' }, { value: '大 "型"' }] }

describe('what a buyer gives is taken as it is sent', () => {
  test.each<[string, BuyerValueKind, string, string]>([
    ['a text without the blanks around it', text(5), '  何青 ', '何青'],
    ['a text as long as it may be', text(5), '12345', '12345'],
    ['an id number with its zeros', text(18), '001100', '001100'],
    [
      'a mail address',
      { kind: 'email' },
      'He.Qing+ops@mail.qinghe.example',
      'He.Qing+ops@mail.qinghe.example',
    ],
    ['a domain name', { kind: 'domain' }, 'mail.qinghe.example', 'mail.qinghe.example'],
    ['a domain name of another script', { kind: 'domain' }, '测试.example.com', '测试.example.com'],
    ['an address of version 4', { kind: 'ip' }, '203.0.113.9', '203.0.113.9'],
    ['an address of version 6', { kind: 'ip' }, '2001:db8::7', '2001:db8::7'],
    ['one that ends as version 4', { kind: 'ip' }, '::ffff:203.0.113.9', '::ffff:203.0.113.9'],
    ['a number without what says nothing', { kind: 'number', min: -5, max: 500 }, '+0070', '70'],
    ['no negative nothing', { kind: 'number', min: -5, max: 5 }, '-0', '0'],
    ['one of several', size, '大 "型"', '大 "型"'],
  ])('%s', (_what, kind, typed, value) => {
    expect(read(kind, typed)).toBe(value)
  })

  test('nothing is given for what need not be', () => {
    expect(read(text(5), ' \t', false)).toBeUndefined()
    expect(read(text(5), ' \t')).toBe('missing')
  })
})

test.each<[string, BuyerValueKind, string, string]>([
  ['a text that is too long', text(5), '123456', 'too_long'],
  ['two lines', text(50), 'one\ntwo', 'not_one_line'],
  ['a control character', text(50), 'a\u0007b', 'not_one_line'],
  ['half of a character', text(50), 'a\ud83d', 'not_one_line'],
  ['a mail address without a domain', { kind: 'email' }, 'he@', 'not_email'],
  ['a mail address with blanks', { kind: 'email' }, 'he qing@qinghe.example', 'not_email'],
  ['a mail address that is too long', { kind: 'email' }, `he@${'a.'.repeat(126)}example`, 'not_email'],
  ['one that begins with a dot', { kind: 'email' }, '.he@qinghe.example', 'not_email'],
  ['a domain name without a dot', { kind: 'domain' }, 'localhost', 'not_domain'],
  ['a whole URL', { kind: 'domain' }, 'https://qinghe.example', 'not_domain'],
  ['a label that ends with a hyphen', { kind: 'domain' }, 'qing-.example', 'not_domain'],
  ['an IP address', { kind: 'domain' }, '203.0.113.9', 'not_domain'],
  ['a domain name that is too long', { kind: 'domain' }, `${'青.'.repeat(70)}example`, 'not_domain'],
  ['a domain name', { kind: 'ip' }, 'qinghe.example', 'not_ip'],
  ['an address with leading zeros', { kind: 'ip' }, '203.0.113.09', 'not_ip'],
  ['an address with a port', { kind: 'ip' }, '203.0.113.9:80', 'not_ip'],
  ['too many groups', { kind: 'ip' }, '1:2:3:4:5:6:7:8:9', 'not_ip'],
  ['a fraction', { kind: 'number', min: 1, max: 9 }, '1.5', 'not_whole'],
  ['a number beyond its range', { kind: 'number', min: 1, max: 9 }, '10', 'not_whole'],
  ['more digits than count', { kind: 'number', min: 0, max: 1 }, '0'.repeat(20), 'not_whole'],
  ['what is not offered', size, 'Small', 'not_offered'],
])('%s is refused', (_what, kind, typed, code) => {
  expect(read(kind, typed)).toBe(code)
})

test('a name is letters, digits and marks that mean nothing to JSON', () => {
  for (const name of ['emailDomainName', 'ip', 'id_num', 'a.b-c1', 'a'.repeat(40)])
    expect([name, parameterNamePattern.test(name)]).toEqual([name, true])
  for (const name of ['', '1st', '邮箱', 'a b', 'a"', 'a\n', 'a'.repeat(41)])
    expect([name, parameterNamePattern.test(name)]).toEqual([name, false])
})

test('the room that parameters take is that of their longest JSON', () => {
  expect(computeMaxParameterBytes([])).toBe(0)
  expect(computeMaxParameterBytes([{ name: 'idNum', ...text(1) }])).toBe(
    '[{"name":"idNum","value":"123"}]'.length,
  )
  expect(computeMaxParameterBytes([{ name: 'n', kind: 'number', min: -100, max: 99 }])).toBe(
    '[{"name":"n","value":"-100"}]'.length,
  )
})
