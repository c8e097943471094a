import { mostListed } from '@loggia/emulator/schema'
import type {
  Acted,
  ActedJointly,
  ActedSignIn,
  Emulator,
  EmulatorJoint,
  EmulatorState,
  Exchange,
  Told,
  WireMessage,
} from '@loggia/emulator/schema'

/** `POST newInstance  confirmed  34 ms  …`: one exchange on a line. */
export function formatExchange(exchange: Exchange): string {
  const { id, at, request, activity, outcome, durationMs, fault, verdict } = exchange
  const [method = ''] = request.line.split(' ')
  const what = `${method} ${activity}`
  const under = fault ? ` [${fault}]` : ''
  return [
    at.replace(/\.\d+Z$/, 'Z'),
    `#${id}`.padEnd(4),
    what.padEnd(25),
    outcome.padEnd(11),
    `${durationMs} ms`.padStart(7),
    `${verdict.sentence}${under}`,
  ].join('  ')
}

export const isAccepted = ({ outcome }: Exchange): boolean => outcome === 'confirmed' || outcome === 'pending'

/** Whether the seller accepted every exchange. */
export const areAllAccepted = ({ exchanges }: { readonly exchanges: readonly Exchange[] }): boolean =>
  exchanges.every(isAccepted)

type Service = Acted['service']
const serviceLine = ({ id, state, product, quantity, endsAt, instanceReference }: Service): string =>
  [
    id,
    state.padEnd(9),
    `${product.name.en} × ${quantity}`,
    endsAt === undefined ? 'no end' : `until ${endsAt}`,
    ...(instanceReference === undefined ? [] : [`instance ${instanceReference}`]),
  ].join('  ')

/** `license  online  issued × 2`, its devices, and what an act has shown. */
const licenseLines = ({
  way,
  state,
  quantity,
  text,
  devices,
  answer,
}: NonNullable<Acted['license']>): string[] => [
  `license  ${way}  ${state} × ${quantity}`,
  ...devices.map(
    (one) => `device   ${[one.state.padEnd(9), one.device, one.text].filter(Boolean).join('  ')}`,
  ),
  ...(text === undefined ? [] : [`text     ${text}`]),
  ...(answer
    ? [`answer   ${[answer.code, answer.status, answer.expireTime].filter(Boolean).join('  ')}`]
    : []),
]

export const formatActed = ({
  order,
  service,
  delivery,
  license,
  exchanges,
  exchangesDropped,
}: Acted): string[] => [
  ...(order
    ? [
        `order    ${order.number}  ${order.kind}  ${order.state}  ${order.total.amount} ${order.total.currency}`,
      ]
    : []),
  `service  ${serviceLine(service)}`,
  ...(delivery ? [`delivery ${delivery.stage}`] : []),
  ...(license ? licenseLines(license) : []),
  ...formatExchanges(exchanges, exchangesDropped),
]

const toldLine = ({ confirmed, waiting, leftOut, failed }: Told): string =>
  [
    `${confirmed} confirmed`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out`] : []),
  ].join(', ')

/** The credential, what the seller was told, and what may be decided. */
const formatTold = ({ company, credential, app }: EmulatorJoint): string[] => [
  `company  ${company.name}  tenantId ${company.tenantId}${company.dissolved ? '  dissolved' : ''}`,
  ...(credential ? [`app      ${credential.appId}  version ${credential.version}`] : []),
  ...(app
    ? [
        `service  ${app.service}  ${app.state}`,
        `told     departments: ${toldLine(app.departments)}; people: ${toldLine(app.people)}`,
        ...(app.asks
          ? [
              `failed   ${app.asks.subject}: loggia trigger joint decide --decision ${app.asks.decisions.join('|')}`,
            ]
          : []),
      ]
    : []),
]

/** The departments and people of the company, and what the seller was told of them. */
export const formatCompany = (joint: EmulatorJoint): string[] => [
  ...formatTold(joint),
  ...joint.company.departments.map(
    ({ code, name, parent }) => `dept     ${code}  ${name}${parent === undefined ? '' : `  below ${parent}`}`,
  ),
  ...joint.company.people.map(
    ({ userName, name, department = '', state }) =>
      `person   ${userName.padEnd(11)}  ${state.padEnd(8)}  ${department.padEnd(12)}  ${name}`,
  ),
  ...(joint.credential?.privateKey === undefined ? [] : ['', joint.credential.privateKey.trimEnd()]),
]

export const formatActedJointly = ({ exchanges, exchangesDropped, ...joint }: ActedJointly): string[] => [
  ...formatTold(joint),
  ...formatExchanges(exchanges, exchangesDropped),
]

/** Where the browser of somebody who signed in ended. */
export const formatSignIn = (signedIn: ActedSignIn): string[] => [
  `ended    ${signedIn.url}  HTTP ${signedIn.status}`,
  ...Object.entries(signedIn.cookies).map(([name, value]) => `cookie   ${name}=${value}`),
  ...formatExchanges(signedIn.exchanges, signedIn.exchangesDropped),
]

/** The exchanges, the number of older ones that were dropped, and how to see the bytes. */
export const formatExchanges = (exchanges: readonly Exchange[], dropped = 0): string[] => [
  ...(dropped > 0 ? [`dropped  ${dropped} older exchanges, which are no longer kept`] : []),
  ...(exchanges.length === 0
    ? ['no calls']
    : [...exchanges.map(formatExchange), `bytes    loggia trigger exchange ${exchanges.at(-1)?.id}`]),
]

/** A list of exchanges and, if it was cut, how to see the next ones. */
export const formatListed = (of: {
  readonly exchanges: readonly Exchange[]
  readonly dropped: number
}): string[] => [
  ...formatExchanges(of.exchanges, of.dropped),
  ...(of.exchanges.length < mostListed
    ? []
    : [`more     loggia trigger list --after ${of.exchanges.at(-1)?.id}`]),
]

export function formatState({
  now,
  time,
  seller,
  licenses,
  kit,
  notify,
  balance,
  services,
  faults,
}: EmulatorState): string[] {
  return [
    `now      ${now}  ${time === 'held' ? 'time is held' : 'time runs'}`,
    `calls    ${seller.standIn ? 'the built-in server' : seller.url}  ${seller.protocol}  key ${seller.key}`,
    ...(licenses.standIn ? [] : [`licenses ${licenses.url}  key ${licenses.key}`]),
    ...(kit.standIn ? [] : [`people   ${kit.url}  ${kit.protocol}  key ${kit.key}`]),
    ...(notify ? [`orders   ${notify.url}  key ${notify.key}`] : []),
    `balance  ${balance.amount} ${balance.currency}`,
    ...(services.length === 0 ? ['services none'] : services.map((one) => `service  ${serviceLine(one)}`)),
    ...faults.map(
      ({ fault, activity = 'any call', left }) => `fault    ${fault} waits for ${activity}, ${left} left`,
    ),
  ]
}

const messageLines = ({ line, headers, body }: WireMessage): string[] => [
  line,
  ...headers.map(([name, value]) => `${name}: ${value}`),
  '',
  body,
]

/** The bytes of both sides, and what a fault added. */
export function formatBytes(exchange: Exchange): string[] {
  const { request, reply, asides = [] } = exchange
  return [
    formatExchange(exchange),
    '',
    ...messageLines(request),
    '',
    ...(reply ? messageLines(reply) : ['(no response)']),
    ...asides.flatMap((aside) => [
      '',
      `-- ${aside.what}`,
      ...(aside.request ? [...messageLines(aside.request), ''] : []),
      ...(aside.reply ? messageLines(aside.reply) : []),
    ]),
  ]
}

export type Opened = {
  readonly emulator: Pick<Emulator, 'url' | 'accounts' | 'fromTemplate'>
  readonly state: EmulatorState
  readonly seconds: number
  readonly hasPages: boolean
}

/**
 * The text for the person who started the emulator: addresses, accounts, the server that is called, and what to try.
 */
export function formatGreeting({ emulator, state, seconds, hasPages }: Opened): string[] {
  const { url, accounts, fromTemplate } = emulator
  const { seller, licenses, notify } = state
  const width = Math.max(...accounts.map(({ email }) => email.length))
  return [
    `The marketplace runs at ${url} (ready in ${seconds.toFixed(1)} s)`,
    ...(fromTemplate ? [] : ['  The first start created a database template; the next starts are faster.']),
    ...(hasPages ? [] : ['  The web pages are not built; npm run loggia -- emulate builds them.']),
    ...accounts.map(
      ({ email, role }, i) => `  ${i === 0 ? 'sign in as' : '          '}  ${email.padEnd(width)}  ${role}`,
    ),
    `  password    ${accounts[0]?.password ?? ''} (for all accounts)`,
    seller.standIn
      ? '  calls       a built-in server; to call yours: loggia trigger seller URL --key KEY'
      : `  calls       ${seller.url} (${seller.protocol})`,
    `  access key  ${seller.key}`,
    ...(licenses.standIn ? [] : [`  licenses    ${licenses.url}`]),
    ...(notify ? [`  orders      ${notify.url}`] : []),
    `  API key     ${seller.apiKey.accessKeyId} / ${seller.apiKey.secretKey}`,
    '  try         loggia trigger buy',
    '  stop        Ctrl-C',
    '',
  ]
}
