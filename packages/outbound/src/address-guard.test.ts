import { describe, expect, test } from 'vitest'
import { createAddressGuard } from './address-guard.ts'

describe('without exceptions', () => {
  const guard = createAddressGuard([])

  test.each([
    '127.0.0.1',
    '127.8.9.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.51.100.7',
    '203.0.113.9',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '2001:db8::1',
    '2002:7f00:1::',
    '::7f00:1',
    '2001::1',
    '::93.184.216.34',
    '4000::1',
    'fe80::1%eth0',
    '168.63.129.16',
    '127.1',
    '0x7f000001',
    '010.0.0.1',
    'not-an-address',
    '',
  ])('%s may not be called', (address) => {
    expect(guard.mayConnect('saas.example', 443, address)).toBe(false)
  })

  test.each(['93.184.216.34', '1.1.1.1', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:93.184.216.34'])(
    '%s may be called',
    (address) => {
      expect(guard.mayConnect('saas.example', 443, address)).toBe(true)
    },
  )

  test('no host may be called without TLS', () => {
    expect(guard.mayUsePlainHttp('saas.example', 80)).toBe(false)
  })
})

test('a range allows its addresses, in either family’s spelling, with or without TLS', () => {
  const guard = createAddressGuard(['10.0.0.0/8', 'fd00::/8'])

  expect(guard.mayConnect('saas.internal', 443, '10.9.9.9')).toBe(true)
  expect(guard.mayConnect('saas.internal', 443, '::ffff:10.9.9.9')).toBe(true)
  expect(guard.mayConnect('saas.internal', 443, 'fd00::5')).toBe(true)
  expect(guard.mayConnect('saas.internal', 443, '192.168.0.1')).toBe(false)
  expect(guard.mayUsePlainHttp('10.9.9.9', 8080)).toBe(true)
  expect(guard.mayUsePlainHttp('[fd00::5]', 8080)).toBe(true)
})

test('a host with a port allows that port only, a host alone every port', () => {
  const guard = createAddressGuard(['Seller.internal:8443', 'any.internal', '[::1]:8081'])

  expect(guard.mayConnect('seller.internal', 8443, '10.0.0.1')).toBe(true)
  expect(guard.mayConnect('seller.internal', 443, '10.0.0.1')).toBe(false)
  expect(guard.mayConnect('any.internal', 1, '10.0.0.1')).toBe(true)
  expect(guard.mayUsePlainHttp('any.internal', 80)).toBe(true)
  expect(guard.mayUsePlainHttp('[::1]', 8081)).toBe(true)
  expect(guard.mayUsePlainHttp('[::1]', 8082)).toBe(false)
})

test('an entry of a host and a port is no address of its own', () => {
  const guard = createAddressGuard(['[::1]:8081', '10.0.0.7:8081'])

  expect(guard.mayConnect('[::1:8081]', 443, '::1:8081')).toBe(false)
  expect(guard.mayConnect('saas.internal', 8081, '10.0.0.7')).toBe(false)
  expect(guard.mayConnect('10.0.0.7', 8081, '10.0.0.7')).toBe(true)
  expect(guard.mayConnect('10.0.0.7', 8082, '10.0.0.7')).toBe(false)
})

test('a host is one host however it is spelled', () => {
  const guard = createAddressGuard(['[FD00:0:0::5]:8081', 'Seller.internal', 'fd00:0::9'])

  expect(guard.mayConnect('[fd00::5]', 8081, 'fd00::5')).toBe(true)
  expect(guard.mayConnect('seller.internal.', 443, '10.0.0.1')).toBe(true)
  expect(guard.mayUsePlainHttp('[fd00::9]', 80)).toBe(true)
})

test('what an entry allows ends at its edge', () => {
  const guard = createAddressGuard(['10.0.0.8/30', 'fd00::/127', 'seller.internal'])
  const allowed = (address: string) => guard.mayConnect('saas.internal', 443, address)

  expect(['10.0.0.8', '10.0.0.11', 'fd00::1'].filter(allowed)).toEqual(['10.0.0.8', '10.0.0.11', 'fd00::1'])
  expect(['10.0.0.7', '10.0.0.12', 'fd00::2', '::1'].filter(allowed)).toEqual([])
  expect(guard.mayConnect('not.seller.internal', 443, '10.0.0.1')).toBe(false)
  expect(guard.mayUsePlainHttp('saas.internal', 80)).toBe(false)
})

describe('a machine whose every address is allowed', () => {
  const guard = createAddressGuard(['127.0.0.0/8', '::1/128', 'localhost', '0.0.0.0/32'], 8080)

  test.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', '0.0.0.0'])(
    'is not called on the server’s own port at %s',
    (address) => {
      expect(guard.mayConnect('localhost', 8080, address)).toBe(false)
      expect(guard.mayUsePlainHttp(address, 8080)).toBe(false)
    },
  )

  test('is called on all others', () => {
    expect(guard.mayConnect('localhost', 8081, '127.0.0.1')).toBe(true)
    expect(guard.mayUsePlainHttp('127.0.0.1', 8081)).toBe(true)
    expect(guard.mayConnect('shop.example', 8080, '93.184.216.34')).toBe(true)
  })
})
