import { expect, test } from 'vitest'
import { createConfigByHand, readConfig } from './config.ts'

const seller = { slug: 'acme', accessKey: 'a-test-key', name: { zh: '示例', en: 'Acme' }, opening: 'at once' }

test('the settings are read, with a free port on this machine as the default', () => {
  const config = readConfig({ SELLER_DATA: 'data', SELLER_KEYS: JSON.stringify([seller]) })

  expect(config).toEqual({ host: '127.0.0.1', port: 0, dataFolder: 'data', sellers: [seller] })
})

test('every fault is told at once, and no key with it', () => {
  const keys = JSON.stringify([seller, { ...seller, accessKey: 'not-to-be-told', opening: 'never' }])

  const reading = (): unknown => readConfig({ SELLER_PORT: 'x', SELLER_KEYS: keys })

  expect(reading).toThrow(/SELLER_PORT(.|\n)*SELLER_DATA(.|\n)*entry 2/)
  expect(reading).not.toThrow(/not-to-be-told/)
})

test.each([
  ['no list', '{}'],
  ['an empty list', '[]'],
  ['no JSON', 'acme'],
  ['one slug twice', JSON.stringify([seller, seller])],
])('%s is refused', (_, keys) => {
  expect(() => readConfig({ SELLER_DATA: 'data', SELLER_KEYS: keys })).toThrow(/SELLER_KEYS/)
})

test('where to ask what was bought may be given, and then it is whole', () => {
  const market = { origin: 'http://127.0.0.1:8080', accessKeyId: 'AK', secretKey: 'SK' }
  const read = (given: object) =>
    readConfig({ SELLER_DATA: 'data', SELLER_KEYS: JSON.stringify([{ ...seller, market: given }]) })

  expect(read(market).sellers[0]?.market).toEqual(market)
  expect(() => read({ ...market, secretKey: '' })).toThrow(/entry 1/)
  expect(() => read({ ...market, origin: 'http://127.0.0.1:8080/path' })).toThrow(/entry 1/)
  expect(
    createConfigByHand({ SELLER_MARKET: market.origin, SELLER_AK: 'AK', SELLER_SK: 'SK' }, 'a-test-key')
      .sellers[0]?.market,
  ).toEqual(market)
  expect(createConfigByHand({ SELLER_AK: 'AK' }, 'a-test-key').sellers[0]).not.toHaveProperty('market')
})

test.each([
  ['the general interface', 'notificationKey', 'SELLER_NOTIFICATION_KEY'],
  ['the joint kit', 'kitKey', 'SELLER_KIT_KEY'],
] as const)('a key of %s may be given, and then it is one', (_, member, variable) => {
  const read = (key: unknown) =>
    readConfig({ SELLER_DATA: 'data', SELLER_KEYS: JSON.stringify([{ ...seller, [member]: key }]) })

  expect(read('k').sellers[0]?.[member]).toBe('k')
  expect(() => read('')).toThrow(/entry 1/)
  expect(createConfigByHand({ [variable]: ' k ' }, 'a-test-key').sellers[0]?.[member]).toBe('k')
})

test('by hand a key is enough, and what was pasted around it does not count', () => {
  const config = createConfigByHand({}, '  a-test-key\n')

  expect(config).toMatchObject({ port: 8090, sellers: [{ slug: 'my', accessKey: 'a-test-key' }] })
  expect(() => createConfigByHand({}, ' ')).toThrow(/key/)
})
