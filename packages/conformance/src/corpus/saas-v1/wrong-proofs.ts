import { createHash } from 'node:crypto'
import { corpusKey } from '../seller.ts'
import { compareAscending, computeHmac, readMessage, openValue, sortPairsBy } from './right.ts'
import type { Parameter, Parts } from './right.ts'
import { createWrongSellers, toIds } from './wrong.ts'
import type { Wrong } from './wrong.ts'

type Change = Wrong['change']

/** Accepts a request also if this condition holds. */
const alsoTakes =
  (isTaken: (message: Readonly<Record<string, string>>) => boolean): Change =>
  (right) => ({
    proofFault: (parameters, parts) =>
      isTaken(readMessage(parameters)) ? undefined : right.proofFault(parameters, parts),
  })

/** Accepts another token in addition to the right one. */
const alsoAccepts =
  (other: (timeStamp: string, pairs: string, parameters: readonly Parameter[]) => string): Change =>
  (right) => ({
    tokensOf: (parameters, timeStamp, parts) => [
      ...right.tokensOf(parameters, timeStamp, parts),
      other(timeStamp, parts.pairsOf(parameters), parameters),
    ],
  })

/** Reads a parameter differently. */
const reads =
  (read: (parameter: Parameter) => Partial<Parameter>): Change =>
  (right) => ({
    readQuery: (target) => right.readQuery(target).map((one) => ({ ...one, ...read(one) })),
  })

const text = (parameters: readonly Parameter[]): string =>
  parameters
    .filter(({ name }) => name !== 'authToken')
    .map(({ name, value }) => `${name}=${value}`)
    .join('&')

const lax: readonly Wrong[] = [
  {
    name: 'takes-no-token',
    defect: 'It accepts requests without authToken',
    found: ['v1.proof.missing.auth-token'],
    change: alsoTakes(({ authToken }) => authToken === undefined),
  },
  {
    name: 'takes-an-empty-token',
    defect: 'It accepts requests with an empty authToken',
    found: ['v1.proof.empty.auth-token'],
    change: alsoTakes(({ authToken }) => authToken === ''),
  },
  {
    name: 'takes-no-time-stamp',
    defect: 'It accepts requests without a timeStamp',
    found: ['v1.proof.missing.time-stamp'],
    change: () => ({
      proofFault(parameters, parts) {
        const { authToken = '', timeStamp = '' } = readMessage(parameters)
        const [expected = ''] = parts.tokensOf(parameters, timeStamp, parts)
        return expected === authToken ? undefined : '000001'
      },
    }),
  },
  {
    name: 'verifies-nothing',
    defect: 'It checks that there is a token, but not its value',
    found: [
      'v1.proof.wrong-key',
      'v1.proof.altered.value',
      'v1.proof.altered.time-stamp',
      'v1.proof.altered.dropped',
      'v1.proof.altered.token',
    ],
    also: [
      'v1.proof.altered.added',
      'v1.proof.forged.release',
      ...toIds('v1.proof.near', 'encoded key-alone stamp-first unsorted descending plain-hash sha1'),
      ...toIds('v1.proof.near', 'hex lower-case unpadded beginning'),
    ],
    change: () => ({ sameToken: () => true }),
  },
  {
    name: 'accepts-encoded-values',
    defect: 'It accepts a token over the values as they are encoded, as well as the correct one',
    found: ['v1.proof.near.encoded'],
    change: alsoAccepts((timeStamp, _, parameters) =>
      computeHmac(
        corpusKey + timeStamp,
        sortPairsBy(compareAscending)(parameters.map((one) => ({ ...one, value: one.raw }))),
      ),
    ),
  },
  {
    name: 'accepts-the-key-alone',
    defect: 'It accepts a token made without the timeStamp in its key',
    found: ['v1.proof.near.key-alone'],
    change: alsoAccepts((_, pairs) => computeHmac(corpusKey, pairs)),
  },
  {
    name: 'accepts-the-stamp-first',
    defect: 'It accepts a token made with the timeStamp before the key',
    found: ['v1.proof.near.stamp-first'],
    change: alsoAccepts((timeStamp, pairs) => computeHmac(timeStamp + corpusKey, pairs)),
  },
  {
    name: 'accepts-unsorted',
    defect: 'It accepts a token over unsorted parameters',
    found: ['v1.proof.near.unsorted'],
    change: alsoAccepts((timeStamp, _, parameters) => computeHmac(corpusKey + timeStamp, text(parameters))),
  },
  {
    name: 'accepts-descending',
    defect: 'It accepts a token over parameters in descending order',
    found: ['v1.proof.near.descending'],
    change: alsoAccepts((timeStamp, pairs) =>
      computeHmac(corpusKey + timeStamp, pairs.split('&').toReversed().join('&')),
    ),
  },
  {
    name: 'accepts-a-plain-hash',
    defect: 'It accepts a plain SHA-256 that includes the key',
    found: ['v1.proof.near.plain-hash'],
    change: alsoAccepts((timeStamp, pairs) =>
      createHash('sha256')
        .update(corpusKey + timeStamp + pairs)
        .digest('base64'),
    ),
  },
  {
    name: 'accepts-sha1',
    defect: 'It accepts a token made with HMAC-SHA1',
    found: ['v1.proof.near.sha1'],
    change: alsoAccepts((timeStamp, pairs) => computeHmac(corpusKey + timeStamp, pairs, 'sha1')),
  },
  {
    name: 'accepts-hex',
    defect: 'It accepts a token in hexadecimal digits',
    found: ['v1.proof.near.hex'],
    change: alsoAccepts((timeStamp, pairs) =>
      Buffer.from(computeHmac(corpusKey + timeStamp, pairs), 'base64').toString('hex'),
    ),
  },
  {
    name: 'compares-without-case',
    defect: 'It compares tokens case-insensitively',
    found: ['v1.proof.near.lower-case'],
    change: () => ({ sameToken: (expected, got) => expected.toLowerCase() === got.toLowerCase() }),
  },
  {
    name: 'compares-without-padding',
    defect: 'It compares tokens without their padding',
    found: ['v1.proof.near.unpadded'],
    change: () => ({ sameToken: (expected, got) => expected.replace('=', '') === got.replace('=', '') }),
  },
  {
    name: 'compares-the-beginning',
    defect: 'It compares only as many characters of the token as were sent',
    found: ['v1.proof.near.beginning'],
    also: ['v1.proof.near.unpadded'],
    change: () => ({ sameToken: (expected, got) => expected.startsWith(got) }),
  },
  {
    name: 'refuses-proofs-with-another-code',
    defect: 'It refuses a wrong token with 000005',
    found: ['v1.proof.refusal-code'],
    change: (right) => ({
      proofFault: (parameters, parts) =>
        right.proofFault(parameters, parts) === undefined ? undefined : '000005',
    }),
  },
]

/** Checks the token only after the request was carried out. */
const actsFirst: Wrong = {
  name: 'acts-before-it-verifies',
  defect: 'It releases an instance before it refuses the token',
  found: ['v1.proof.forged.release'],
  change: (right) => ({
    handle: async (request, shop, parts) => {
      const message = readMessage(parts.readQuery(request.target))
      if (message['activity'] === 'releaseInstance') await right.carryOut(message, shop, parts)
      return right.handle(request, shop, parts)
    },
  }),
}

const known = new Set(
  [
    'activity timeStamp authToken customerId customerName userId userName email mobilePhone businessId orderId',
    'skuCode productId testFlag trialFlag expireTime chargingMode saasExtendParams amount diskSize bandWidth',
    'periodType periodNumber provisionType orderAmount instanceId trialToFormal instanceStatus',
  ].flatMap((names) => names.split(' ')),
)
const blanks = toIds('v1.proof.encoder', 'percent java component lower-case')

/** Verifies only the parameters before the token. */
const beforeToken: Change = (right) => ({
  readQuery(target) {
    const all = right.readQuery(target)
    const at = all.findIndex(({ name }) => name === 'authToken')
    return at < 0 ? all : all.slice(0, at + 1)
  },
})

const lastValues = (right: Parts): Partial<Parts> => ({
  pairsOf: (parameters) => right.pairsOf(parameters.toReversed()),
})

const strict: readonly Wrong[] = [
  {
    name: 'wants-the-token-last',
    defect: 'It signs only the part of the query before authToken',
    found: ['v1.proof.order.reversed'],
    change: beforeToken,
  },
  {
    name: 'sorts-without-case',
    defect: 'It sorts names case-insensitively',
    found: ['v1.proof.order.case'],
    change: () => ({ pairsOf: sortPairsBy((a, b) => compareAscending(a.toLowerCase(), b.toLowerCase())) }),
  },
  {
    name: 'turns-blanks-into-plus',
    defect: 'It turns every space in the customer name into a plus sign',
    found: blanks,
    also: ['v1.proof.plus', 'v1.proof.percent'],
    change: reads(({ name, value }) =>
      name === 'customerName' ? { value: value.replaceAll(' ', '+') } : {},
    ),
  },
  {
    name: 'knows-no-plus-for-a-blank',
    defect: 'It decodes escapes, but keeps plus signs',
    found: ['v1.proof.encoder.java'],
    change: reads(({ raw }) => ({ value: decodeURIComponent(raw) })),
  },
  {
    name: 'knows-no-lower-case-escapes',
    defect: 'It decodes only escapes in upper case',
    found: ['v1.proof.encoder.lower-case'],
    change: reads(({ raw, value }) => (/%([0-9A-F][a-f]|[a-f])/.test(raw) ? { value: raw } : { value })),
  },
  {
    name: 'decodes-names-twice',
    defect: 'It decodes the customer name twice',
    found: ['v1.proof.plus', 'v1.proof.percent'],
    also: blanks,
    change: reads(({ name, value }) =>
      name === 'customerName' ? { value: new URLSearchParams(`v=${value}`).get('v') ?? '' } : {},
    ),
  },
  {
    name: 'reads-user-names-as-latin-1',
    defect: 'It decodes the user name as Latin-1',
    found: ['v1.proof.chinese'],
    also: ['v1.new.all'],
    change: reads(({ name, value }) =>
      name === 'userName' ? { value: Buffer.from(value).toString('latin1') } : {},
    ),
  },
  {
    name: 'knows-sixteen-bits',
    defect: 'It replaces characters outside the 16-bit range with question marks',
    found: ['v1.proof.supplementary'],
    change: reads(({ value }) => ({ value: value.replace(/[\u{10000}-\u{10ffff}]/gu, '?') })),
  },
  {
    name: 'signs-what-it-knows',
    defect: 'It verifies only the known parameters and ignores others',
    found: ['v1.proof.unknown-parameter', 'v1.proof.altered.added'],
    also: ['v1.proof.order.case', 'v1.proof.empty-value', 'v1.proof.repeated-name'],
    change: (right) => ({
      pairsOf: (parameters) => right.pairsOf(parameters.filter(({ name }) => known.has(name))),
    }),
  },
  {
    name: 'signs-decoded-extensions',
    defect: 'It decodes saasExtendParams before it verifies',
    found: ['v1.proof.extend-params'],
    also: ['v1.new.all', 'v1.new.extend-params.chinese', 'v1.new.extend-params.longest'],
    change: reads(({ name, value }) =>
      name === 'saasExtendParams' ? { value: Buffer.from(value, 'base64').toString('utf8') } : {},
    ),
  },
  {
    name: 'signs-opened-fields',
    defect: 'It decrypts phone and email before it verifies',
    found: ['v1.proof.sealed'],
    change: reads(({ name, value }) =>
      name === 'email' || name === 'mobilePhone' ? { value: openValue(value) ?? value } : {},
    ),
  },
  {
    name: 'drops-empty-values',
    defect: 'It omits parameters without a value when it verifies',
    found: ['v1.proof.empty-value'],
    change: (right) => ({
      pairsOf: (parameters) => right.pairsOf(parameters.filter(({ value }) => value !== '')),
    }),
  },
  {
    name: 'takes-the-last-value',
    defect: 'It uses the last value of a repeated name',
    found: ['v1.proof.repeated-name'],
    change: lastValues,
  },
]

/** Defects of a receiver that accepts what it must refuse, or refuses what it must accept. */
export const tokenDefects: readonly Wrong[] = [...lax, ...strict]

export const wrongProofs = createWrongSellers([...tokenDefects, actsFirst])
