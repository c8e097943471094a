import { InvalidArgumentError, Option } from 'commander'
import { omitUndefined } from '@loggia/kernel'
import {
  appRoles,
  batchDecisions,
  deliveryActs,
  faultNames,
  jointActs,
  kitProtocols,
  licenseActs,
  mostListed,
  oaepHashes,
  periods,
  productKeys,
  protocols,
  sizes,
} from '@loggia/emulator/schema'
import type {
  Acted,
  ActedJointly,
  ActedSignIn,
  Advanced,
  EmulatorJoint,
  EmulatorState,
  Exchange,
} from '@loggia/emulator/schema'
import { createKeyBitsOption } from '../options.ts'
import type { Question } from './ask.ts'
import {
  areAllAccepted,
  formatActed,
  formatActedJointly,
  formatBytes,
  formatCompany,
  formatExchanges,
  formatListed,
  formatSignIn,
  formatState,
} from './lines.ts'

/** The lines that show a reply to a person, and whether it is a yes. */
type Shown = { readonly lines: readonly string[]; readonly yes: boolean }
export type Given = Readonly<Record<string, unknown>>
/** An event that the command can trigger. */
export type Event = {
  readonly name: string
  readonly description: string
  readonly example: string
  readonly argument?: readonly [name: string, description: string]
  readonly options?: readonly (() => Option)[]
  /** The event opens an instance, so `--wait` is possible. */
  readonly opens?: true
  /** The event needs a key; this is the name of the key. */
  readonly keyed?: string
  question(argument: string, options: Given): Question
  show(reply: unknown): Shown
}

export const readCount = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Enter a whole number.')
  return Number(text)
}
const createCountOption = (flags: string, description: string) => () =>
  new Option(flags, description).argParser(readCount)
const chosen = (flags: string, description: string, choices: readonly string[]) => () =>
  new Option(flags, description).choices(choices)

const service = () => new Option('--service <id>', 'the ID of the service (default: the one bought last)')
const product = chosen('--product <name>', 'the product to buy (default: seats)', productKeys)
const period = chosen(
  '--period <period>',
  'the period (default: the product’s first, or the current one)',
  periods,
)
const periodCount = createCountOption('--period-count <n>', 'the number of periods (default: 1)')
const quantity = createCountOption('--quantity <n>', 'the quantity (default: 1, or the current one)')
const size = chosen('--size <size>', 'the size (default: small, or the current one)', sizes)
/** Parses `name=value`, which may be repeated; the value may contain equals signs. */
function readNamed(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (name === '') throw new InvalidArgumentError('Enter name=value.')
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`${name} is given twice.`)
  return { ...before, [name]: value }
}
const param = () =>
  new Option(
    '--param <name=value>',
    'the buyer’s value for a purchase parameter, such as those of the product asks; may be repeated',
  ).argParser(readNamed)
const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text]
const length = (unit: string) => createCountOption(`--${unit} <n>`, `move by this number of ${unit}`)

const showActed = (reply: unknown): Shown => {
  const done = reply as Acted
  return { lines: formatActed(done), yes: areAllAccepted(done) }
}
const plain = (lines: readonly string[]): Shown => ({ lines, yes: true })

const post =
  (path: string, more: Given = {}): Event['question'] =>
  (_argument, options) => ({ method: 'POST', path, body: { ...options, ...more } })

/** The control API takes the values of a product's parameters in one member. */
const postPurchase =
  (more: Given = {}): Event['question'] =>
  (argument, { param: params, ...options }) =>
    post('/buy', omitUndefined({ params, ...more }))(argument, options)

const changing = [service, period, periodCount, quantity, size]
const buying = [product, period, periodCount, quantity, size, param]
export const events: readonly Event[] = [
  {
    name: 'buy',
    description: 'Buy and pay for a service; the seller’s server is called to activate it.',
    example: 'buy --product seats --quantity 5 --period year',
    options: buying,
    opens: true,
    question: postPurchase(),
    show: showActed,
  },
  {
    name: 'trial',
    description: 'Start a free trial.',
    example: 'trial --quantity 5',
    options: [product, period, quantity, size, param],
    opens: true,
    question: postPurchase({ trial: true }),
    show: showActed,
  },
  {
    name: 'renew',
    description: 'Renew a service, optionally with a different quantity or size.',
    example: 'renew --period-count 2',
    options: changing,
    question: post('/renew'),
    show: showActed,
  },
  {
    name: 'convert',
    description: 'Convert a trial to a paid term.',
    example: 'convert --period year',
    options: changing,
    question: post('/convert'),
    show: showActed,
  },
  {
    name: 'upgrade',
    description: 'Change the quantity or the size of a service during its term.',
    example: 'upgrade --quantity 10',
    options: [service, quantity, size],
    question: post('/upgrade'),
    show: showActed,
  },
  {
    name: 'return-renewal',
    description: 'Cancel and refund the newest renewal, if its term has not started.',
    example: 'return-renewal',
    options: [service],
    question: post('/return-renewal'),
    show: showActed,
  },
  {
    name: 'refund',
    description: 'Cancel and refund a service within five days.',
    example: 'refund',
    options: [service],
    question: post('/refund'),
    show: showActed,
  },
  {
    name: 'supervise',
    description:
      'Act on a delivery that its buyer accepts: deliver as the seller, accept, reject or appeal as the buyer, decide as an operator.',
    example: 'supervise accept',
    argument: ['act', `one of ${deliveryActs.join(', ')}`],
    options: [service, () => new Option('--reason <text>', 'the reason of a rejection, appeal or decision')],
    question: (act, options) => post('/supervise', { act })('', options),
    show: showActed,
  },
  {
    name: 'license',
    description:
      'Act on the license of a service: show it or apply for a device as the buyer, activate or query its code as the software.',
    example: 'license activate',
    argument: ['act', `one of ${licenseActs.join(', ')}`],
    options: [service, () => new Option('--device <text>', 'apply: the fingerprint or identification code')],
    question: (act, options) => post('/license', { act })('', options),
    show: showActed,
  },
  {
    name: 'freeze',
    description: 'Move the clock to the moment when a service is frozen.',
    example: 'freeze',
    options: [service],
    question: post('/freeze'),
    show: showActed,
  },
  {
    name: 'release',
    description: 'Move the clock to the moment when a service is released.',
    example: 'release',
    options: [service],
    question: post('/release'),
    show: showActed,
  },
  {
    name: 'joint',
    description:
      'Act on the product joint as its seller or its buyer; the server of the joint kit is told of the company.',
    example: 'joint assign --person su.wan --person zhou.yu',
    argument: ['act', `one of ${jointActs.join(', ')}`],
    options: [
      service,
      () =>
        new Option(
          '--person <name>',
          'the user name of somebody who is meant; may be repeated (default: everybody)',
        ).argParser(collect),
      () => new Option('--department <code>', 'the code of the department'),
      () => new Option('--to <code>', 'the code of the department to add or move to (default: the top one)'),
      () => new Option('--name <name>', 'the name of a department or a person'),
      chosen('--role <role>', 'the role of an assignment (default: user)', appRoles),
      () =>
        new Option(
          '--public-key <key>',
          'the RSA public key of the credential (default: a new one, whose private key company shows)',
        ),
      () =>
        new Option(
          '--callback <url>',
          'the callback address of the credential, for apply, connect and change-key (default: http://127.0.0.1/callback, at which nobody can sign in)',
        ),
      chosen('--oaep <hashes>', 'the hashes of OAEP (default: sha256-sha256)', oaepHashes),
      chosen('--decision <name>', 'what to do about what failed (default: repeat)', batchDecisions),
    ],
    question: (act, { person: people, ...options }) => ({
      method: 'POST',
      path: '/joint',
      body: omitUndefined({ act, people, ...options }),
    }),
    show(reply) {
      const done = reply as ActedJointly
      return { lines: formatActedJointly(done), yes: areAllAccepted(done) }
    },
  },
  {
    name: 'sign-in',
    description: 'Sign somebody of the company in to your app, as their browser would.',
    example: 'sign-in http://127.0.0.1:3000/sign-in --person su.wan',
    argument: ['start', 'the address at which your app starts a sign-in'],
    options: [
      () =>
        new Option('--person <name>', 'the user name (default: nobody; the marketplace refuses the sign-in)'),
    ],
    question: (start, options) => ({ method: 'POST', path: '/sign-in', body: { start, ...options } }),
    show(reply) {
      const done = reply as ActedSignIn
      return { lines: formatSignIn(done), yes: done.status < 400 }
    },
  },
  {
    name: 'company',
    description:
      'Show the company, its departments and people, and what the server of the joint kit was told.',
    example: 'company',
    question: () => ({ method: 'GET', path: '/joint' }),
    show: (reply) => plain(formatCompany(reply as EmulatorJoint)),
  },
  {
    name: 'advance',
    description: 'Move the clock forward; everything due in between happens at its own time.',
    example: 'advance --days 30',
    options: [
      length('months'),
      length('days'),
      length('hours'),
      length('minutes'),
      () => new Option('--to <time>', 'move to this time, in ISO 8601'),
      () => new Option('--to-next', 'move to the next event'),
    ],
    question: post('/advance'),
    show(reply) {
      const done = reply as Advanced
      return {
        lines: [`now      ${done.now}`, ...formatExchanges(done.exchanges, done.exchangesDropped)],
        yes: areAllAccepted(done),
      }
    },
  },
  {
    name: 'fault',
    description: 'Make the next matching calls go wrong.',
    example: 'fault duplicate --activity newInstance',
    argument: ['fault', `one of ${faultNames.join(', ')}; none removes the waiting faults`],
    options: [
      () => new Option('-a, --activity <name>', 'only calls of this activity, such as newInstance'),
      createCountOption('--times <n>', 'the number of calls (default: 1)'),
      createCountOption('--delay-ms <ms>', 'for a delay: how long (default: 1000)'),
      () => new Option('--at-once', 'for a duplicate: send both at the same moment'),
    ],
    question: (fault, options) =>
      fault === 'none'
        ? { method: 'DELETE', path: '/faults' }
        : { method: 'POST', path: '/faults', body: { fault, ...options } },
    show(reply) {
      const { fault, activity = 'any call' } = reply as { fault?: string; activity?: string }
      return plain([fault === undefined ? 'no faults waiting' : `${fault} waits for ${activity}`])
    },
  },
  {
    name: 'reset',
    description: 'Reset everything: services, clock, faults and exchanges.',
    example: 'reset',
    question: post('/reset'),
    show: (reply) => plain(formatState(reply as EmulatorState)),
  },
  {
    name: 'seller',
    description: 'Set the server that is called from now on.',
    example: 'seller http://127.0.0.1:3000/saas --key-bits 128 --protocol saas-v1',
    argument: ['url', 'its endpoint'],
    keyed: 'its access key (default: the fixed one)',
    options: [
      chosen('-p, --protocol <name>', 'its protocol (default: saas-v2)', protocols),
      () =>
        createKeyBitsOption(
          '--key-bits <bits>',
          'V1.0 only: the AES key size for phone and email (default: 256)',
        ),
    ],
    question: (url, options) => ({ method: 'POST', path: '/seller', body: { url, ...options } }),
    show(reply) {
      const { url, protocol, key } = reply as EmulatorState['seller']
      return plain([`calls    ${url}  ${protocol}  key ${key}`])
    },
  },
  {
    name: 'licenses',
    description: 'Set the server that is called for products with a license from now on.',
    example: 'licenses http://127.0.0.1:8092/license',
    argument: ['url', 'its endpoint'],
    keyed: 'its access key (default: the fixed one)',
    options: [
      () =>
        new Option(
          '--code-key <key>',
          'its access key of the calls about authorisation codes (default: the fixed one)',
        ),
    ],
    question: (url, options) => ({ method: 'POST', path: '/licenses', body: { url, ...options } }),
    show(reply) {
      const { url, key, codeKey } = reply as EmulatorState['licenses']
      return plain([`licenses ${url}  key ${key}  codes ${codeKey}`])
    },
  },
  {
    name: 'kit',
    description: 'Set the server that is told of the company from now on.',
    example: 'kit http://127.0.0.1:3000/saas --protocol kit-v1',
    argument: ['url', 'its endpoint'],
    keyed: 'its access key (default: the fixed one)',
    options: [chosen('-p, --protocol <name>', 'its protocol (default: kit-v2)', kitProtocols)],
    question: (url, options) => ({ method: 'POST', path: '/kit', body: { url, ...options } }),
    show(reply) {
      const { url, protocol, key } = reply as EmulatorState['kit']
      return plain([`people   ${url}  ${protocol}  key ${key}`])
    },
  },
  {
    name: 'notify',
    description: 'Set the server that is notified of each paid order from now on.',
    example: 'notify http://127.0.0.1:3000/orders',
    argument: ['url', 'its endpoint'],
    keyed: 'its access key (default: the fixed one)',
    question: (url, options) => ({ method: 'POST', path: '/notify', body: { url, ...options } }),
    show(reply) {
      const { url, key } = reply as { url: string; key: string }
      return plain([`orders   ${url}  key ${key}`])
    },
  },
  {
    name: 'state',
    description: 'Show the time, the server that is called, the services and the waiting faults.',
    example: 'state',
    question: () => ({ method: 'GET', path: '/state' }),
    show: (reply) => plain(formatState(reply as EmulatorState)),
  },
  {
    name: 'list',
    description: 'List the exchanges so far, oldest first.',
    example: 'list --activity newInstance',
    options: [
      () => new Option('-a, --activity <name>', 'only those of this activity'),
      createCountOption('--after <id>', 'only those after this number'),
    ],
    question: (_argument, options) => ({
      method: 'GET',
      path: `/exchanges${queryOf({ ...options, limit: mostListed })}`,
    }),
    show: (reply) => plain(formatListed(reply as { exchanges: Exchange[]; dropped: number })),
  },
  {
    name: 'exchange',
    description: 'Show one exchange with its bytes.',
    example: 'exchange 1',
    argument: ['id', 'its number'],
    question: (id) => ({ method: 'GET', path: `/exchanges/${encodeURIComponent(id)}` }),
    show: (reply) => plain(formatBytes(reply as Exchange)),
  },
]

function queryOf(options: Given): string {
  const query = new URLSearchParams(Object.entries(options).map(([name, value]) => [name, String(value)]))
  return query.size === 0 ? '' : `?${query.toString()}`
}
