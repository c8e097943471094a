import type { Attack } from './attack.ts'
import { answerWith, formatReply } from '../testing/servers.ts'

const here = ['127.0.0.1']

const createNamed = (what: string, resolves: string[], more: Partial<Attack> = {}): Attack => ({
  what: `a name that leads to ${what}`,
  url: 'https://saas.test:PORT/',
  resolves: [resolves],
  outcome: 'address_forbidden',
  ...more,
})
const replied = answerWith(formatReply(200, '{"resultCode":"000000","instanceId":"i-1"}'))
const repliedOnce = answerWith(
  formatReply(200, '{"resultCode":"000000","instanceId":"i-1"}', { Connection: 'close' }),
  (socket) => void socket.end(),
)
/** 127.0.0.1 stands for a public address in these cases: the guard allows it, and nothing else. */
const asPublic = { allow: ['127.0.0.1'], serve: replied, tls: {} }

/** Answers that an attacker who controls a name may give. */
export const names: Attack[] = [
  createNamed('this machine', ['127.0.0.1']),
  createNamed('a private network', ['192.168.7.7']),
  createNamed('the metadata of this machine', ['169.254.169.254']),
  createNamed('IPv6 on this machine', ['::1']),
  createNamed('a private IPv6 network', ['fd12:3456::1']),
  createNamed('a mapped address', ['::ffff:10.0.0.1']),
  createNamed('a compatible address, as resolvers write it', ['::127.0.0.1']),
  createNamed('a translated address', ['64:ff9b::a00:1']),
  createNamed('a link with its zone', ['fe80::1%eth0']),
  createNamed('something that is no address', ['saas.test']),
  createNamed('an address that only old parsers take', ['127.1']),
  createNamed('several private addresses', ['10.0.0.1', 'fd00::1', '127.0.0.1']),
  createNamed('a private address among public ones', ['10.0.0.1', '127.0.0.1', '::1'], {
    ...asPublic,
    outcome: 'replied',
    reaches: here,
  }),
  createNamed('a public address when it is judged, a private one when asked again', [], {
    ...asPublic,
    serve: repliedOnce,
    resolves: [['127.0.0.1'], ['10.0.0.1']],
    outcome: 'address_forbidden',
    reaches: here,
  }),
  createNamed('another address while a connection is kept', [], {
    ...asPublic,
    resolves: [['127.0.0.1'], ['10.0.0.1']],
    outcome: 'replied',
    reaches: here,
  }),
  {
    ...createNamed('a public address without TLS', ['127.0.0.1']),
    url: 'http://saas.test:PORT/',
    allow: ['127.0.0.1'],
    outcome: 'plain_http',
  },
  { what: 'a public literal without TLS', url: 'http://93.184.216.34/', outcome: 'plain_http' },
  {
    what: 'a public literal without TLS at the port of TLS',
    url: 'http://93.184.216.34:443/',
    outcome: 'plain_http',
  },
]

const allowing = (what: string, allow: string[], url: string, more: Partial<Attack>): Attack => ({
  what: `past an entry for ${what}`,
  url,
  allow,
  serve: replied,
  outcome: 'address_forbidden',
  ...more,
})
const lets = { outcome: 'replied', reaches: here } as const

/** What an allowed entry permits, and nothing beyond it. */
export const entries: Attack[] = [
  allowing('the host itself', ['seller.internal'], 'http://seller.internal:PORT/', lets),
  allowing('the host in other letters', ['Seller.Internal'], 'http://SELLER.internal.:PORT/', lets),
  allowing('the address itself', ['127.0.0.1'], 'http://2130706433:PORT/', lets),
  allowing('a range', ['127.0.0.0/30'], 'http://127.0.0.1:PORT/', lets),
  allowing('a range, by a name', ['127.0.0.0/30'], 'https://saas.test:PORT/', { ...lets, tls: {} }),
  allowing('another host', ['seller.internal'], 'https://other.internal:PORT/', {}),
  allowing('a host below it', ['seller.internal'], 'https://a.seller.internal:PORT/', {}),
  allowing('a host that ends like it', ['seller.internal'], 'https://my-seller.internal:PORT/', {}),
  allowing('one port', ['seller.internal:1'], 'https://seller.internal:PORT/', {}),
  allowing('one port of an address', ['127.0.0.1:1'], 'https://127.0.0.1:PORT/', {}),
  allowing('one port of an IPv6 address', ['[::1]:8081'], 'https://[::1:8081]:PORT/', {}),
  allowing('a range beside it', ['127.0.0.4/30'], 'https://127.0.0.1:PORT/', {}),
  allowing('a range of the other family', ['::/0'], 'https://127.0.0.1:PORT/', {}),
  allowing('a host, by its certificate', ['seller.internal'], 'https://seller.internal:PORT/', {
    tls: {},
    outcome: 'certificate_wrong_host',
    reaches: here,
  }),
]
