import type { Attack } from './attack.ts'

const literal = (host: string): Attack => ({
  what: `the literal ${host}`,
  url: `https://${host}:PORT/`,
  asks: 0,
  outcome: 'address_forbidden',
})
const createSpelled = (what: string, url: string): Attack => ({
  what,
  url,
  asks: 0,
  outcome: 'address_forbidden',
})
const createMalformed = (url: string): Attack => ({ what: `no address: ${url}`, url, outcome: 'no_url' })

/** All spellings of an address that mean this machine. */
export const spellings: Attack[] = [
  ...['127.0.0.1', '127.8.9.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0X7F.0.0.1', '0x7f.1'].map(
    literal,
  ),
  ...['017700000001', '0177.0.0.1', '0177.0.0.01', '0', '0.0.0.0', '127.0.0.1.', '0x7f000001.'].map(literal),
  ...['127.0.0.%31', '%31%32%37.0.0.1', '１２７.０.０.１', '①②⑦.⓪.⓪.①', '127。0．0｡1', '127.0.0\u00AD.1'].map(
    literal,
  ),
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'A.b.LocalHost.',
    'loc%61lhost',
    'ｌｏｃａｌｈｏｓｔ',
  ].map(literal),
  createSpelled('a public name as its user', 'https://public.test@127.0.0.1:PORT/'),
  createSpelled('a public name as its user and port', 'https://public.test:443@127.0.0.1:PORT/'),
  createSpelled('two ats', 'https://public.test@public.test@127.0.0.1:PORT/'),
  createSpelled('a public name in its fragment', 'https://127.0.0.1:PORT#@public.test/'),
  createSpelled('a public name in its query', 'https://127.0.0.1:PORT?@public.test/'),
  createSpelled('a backslash for the slash', 'https:\\\\127.0.0.1:PORT\\@public.test/'),
  createSpelled('no slashes', 'https:127.0.0.1:PORT'),
  createSpelled('a line break within', 'https://127.0\n.0.1:PORT/'),
  createSpelled('white space around', ' \thttps://127.0.0.1:PORT/ '),
  createSpelled('no TLS and this machine', 'http://127.0.0.1:PORT/'),
  createSpelled('another scheme', 'ftp://127.0.0.1:PORT/'),
  createSpelled('a file', 'file:///etc/hostname'),
  createSpelled('a scheme that sends what it is told', 'gopher://127.0.0.1:PORT/_x'),
]

/** Addresses that are not public, or do not belong to a single server. */
export const ranges: Attack[] = [
  ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '100.127.255.255'].map(
    literal,
  ),
  ...[
    '169.254.169.254',
    '2852039166',
    '0xA9FEA9FE',
    '169.254.170.2',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
  ].map(literal),
  ...[
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
  ].map(literal),
  ...[
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
  ].map(literal),
  ...[
    '[::ffff:127.0.0.1]',
    '[::FFFF:7F00:1]',
    '[::ffff:169.254.169.254]',
    '[::127.0.0.1]',
    '[::a00:1]',
    '[::ffff:0:10.0.0.1]',
  ].map(literal),
  ...[
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
  ].map(literal),
  ...[
    '[2001:0:7f00:1::]',
    '[2001::f5ff:fffe]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[100::1]',
    '[5f00::1]',
    '[4000::1]',
  ].map(literal),
]

export const unwritable: Attack[] = [
  'https://[fe80::1%25eth0]/',
  'https://[fe80::1%eth0]/',
  'https://[::1',
  'https://127.0.0.256/',
  'https://1.2.3.4.5/',
  'https://0x100000000/',
  'https://127.0.0.1:99999/',
  'https://127.0.0.1:-1/',
  'https://a b.test/',
  'https://%00.test/',
  '//127.0.0.1/',
  '127.0.0.1/saas',
].map(createMalformed)
