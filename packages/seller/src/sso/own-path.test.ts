import { expect, test } from 'vitest'
import { toOwnPath } from './own-path.ts'

test.each([
  ['/', '/'],
  ['/a/b?c=d#e', '/a/b?c=d#e'],
  ['/值班?name=林', '/%E5%80%BC%E7%8F%AD?name=%E6%9E%97'],
  ['/a//b', '/a//b'],
  ['/go?to=https://evil.example', '/go?to=https://evil.example'],
])('%s is a path of this server', (given, path) => {
  expect(toOwnPath(given)).toBe(path)
})

test.each([
  undefined,
  null,
  '',
  'a',
  '?a=b',
  'https://evil.example/',
  '//evil.example',
  '//evil.example/a',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  ' /a',
  '//user@own.invalid:81/',
  `/${'x'.repeat(500)}`,
])('%j leads to the root', (given) => {
  expect(toOwnPath(given)).toBe('/')
})
