import { formatKey, formatThing, isKnown, listNeeded, openBy, readDepartments, readText } from './desk.ts'
import type { Book, Desk, Message } from './desk.ts'
import { refuseIn, isText, countLetters, isReleased, hasRare } from './twist.ts'
import type { Twisted } from './twist.ts'
import type { Twist } from './v2.ts'

const subjects = [
  ['enterprise', 'tenantSync', 'a company'],
  ['app', 'applicationSync', 'an app'],
  ['department', 'singleOrgSync', 'a department'],
  ['people', 'authSync', 'people'],
] as const

/** Sellers that cannot cope with repeats. */
export const repeats: readonly Twisted[] = subjects.flatMap(
  ([subject, activity, word]): readonly Twisted[] => [
    {
      name: `${subject}-added-once`,
      defect: `It refuses to add ${word} again`,
      found: [`${subject}.repeat`],
      spreads: true,
      twist: refuseIn(activity, (message, book) => message['flag'] === 1 && isKnown(message, book)),
    },
    {
      name: `${subject}-never-deleted`,
      defect: `It refuses to delete ${word}`,
      found: [`${subject}.delete`],
      also: subject === 'enterprise' ? ['order.end'] : [],
      twist: refuseIn(activity, (message, book) => message['flag'] === 0 && isKnown(message, book)),
    },
    {
      name: `${subject}-deleted-once`,
      defect: `It refuses to delete ${word} again`,
      found: [`${subject}.delete.repeat`],
      twist: refuseIn(
        activity,
        (message, { gone }) => message['flag'] === 0 && gone.has(formatThing(message)),
      ),
    },
    {
      name: `${subject}-unknown`,
      defect: `It refuses to delete ${word} that it does not know`,
      found: [`${subject}.delete.unknown`],
      also: { enterprise: [], app: ['app.secret.delete'], department: [], people: ['order.after-end'] }[
        subject
      ],
      twist: refuseIn(
        activity,
        (message, book) =>
          message['flag'] === 0 &&
          message['instanceId'] === '' &&
          !isKnown(message, book) &&
          !book.gone.has(formatThing(message)),
      ),
    },
    {
      name: `${subject}-of-a-released-instance`,
      defect: `It looks for the instance before it deletes ${word}`,
      found: [`${subject}.delete.released`],
      twist: refuseIn(activity, (message) => message['flag'] === 0 && isReleased(message)),
    },
    {
      name: `${subject}-never-back`,
      defect: `It refuses to add ${word} that it has deleted`,
      found: [`${subject}.add.again`],
      twist: refuseIn(
        activity,
        (message, { gone }) => message['flag'] === 1 && gone.has(formatThing(message)),
      ),
    },
  ],
)

const unknownTo =
  (names: readonly string[]) =>
  (message: Message): boolean =>
    Object.entries(message).some(([name, value]) => value !== null && !names.includes(name))
const common = ['activity', 'instanceId', 'orderId', 'testFlag', 'timeStamp', 'currentSyncTime', 'flag']

export const enterprises: readonly Twisted[] = [
  {
    name: 'changes-no-company',
    defect: 'It refuses flag 2 for a company',
    found: ['enterprise.change'],
    only: 'v2',
    twist: refuseIn('tenantSync', ({ flag }) => flag === 2),
  },
  {
    name: 'has-short-names',
    defect: 'It stores only 200 characters of the name of a company',
    found: ['enterprise.longest'],
    twist: refuseIn('tenantSync', ({ name }) => countLetters(name) > 200 && countLetters(name) <= 255),
  },
  {
    name: 'stores-three-bytes',
    defect: 'It cannot store characters of four bytes in the name of a company',
    found: ['enterprise.supplementary'],
    also: ['proof.supplementary'],
    twist: refuseIn('tenantSync', ({ name }) => hasRare(name)),
  },
  {
    name: 'knows-all-of-an-company',
    defect: 'It refuses an unknown field of a company',
    found: ['enterprise.unknown-member'],
    also: ['proof.order.case', 'proof.unknown-parameter', 'proof.blank'],
    twist: refuseIn('tenantSync', unknownTo([...common, 'tenantId', 'tenantCode', 'name', 'domainName'])),
  },
]

/** Decrypts the secrets that fit, and others in another way. */
const opens =
  (other: (sealed: string, right: Desk['openSecret']) => string | undefined): Twist =>
  ({ openSecret }) => ({ openSecret: (sealed) => other(sealed, openSecret) })

export const apps: readonly Twisted[] = [
  {
    name: 'adds-no-app',
    defect: 'It refuses every app',
    found: ['app.add'],
    spreads: true,
    twist: refuseIn('applicationSync', ({ flag }) => flag === 1),
  },
  {
    name: 'changes-no-app',
    defect: 'It refuses flag 2 for an app',
    found: ['app.change'],
    only: 'v2',
    twist: refuseIn('applicationSync', ({ flag }) => flag === 2),
  },
  {
    name: 'decrypts-with-sha1-alone',
    defect: 'It decrypts secrets with SHA-1 for both hashes only',
    found: ['app.secret.sha256-sha256', 'app.secret.sha256-sha1'],
    spreads: true,
    twist: () => ({ openSecret: openBy(['sha1-sha1']) }),
  },
  {
    name: 'decrypts-as-java-alone',
    defect: 'It decrypts secrets with the defaults of Java only',
    found: ['app.secret.sha1-sha1'],
    spreads: true,
    twist: () => ({ openSecret: openBy(['sha256-sha1']) }),
  },
  {
    name: 'wants-plain-secrets',
    defect: 'It refuses a secret with quotes in it',
    found: ['app.secret.any-text'],
    twist: opens((sealed, open) => {
      const secret = open(sealed)
      return secret?.includes('"') ? undefined : secret
    }),
  },
  {
    name: 'stores-secrets-unread',
    defect: 'It answers success although it cannot decrypt a secret',
    found: ['app.secret.wrong'],
    twist: opens((sealed, open) => open(sealed) ?? (sealed.length > 500 ? 'unread' : undefined)),
  },
  {
    name: 'takes-plain-secrets',
    defect: 'It takes a secret that is not encrypted as it is',
    found: ['app.secret.plain'],
    twist: opens((sealed, open) => open(sealed) ?? (sealed.includes(' ') ? sealed : undefined)),
  },
  {
    name: 'decrypts-what-it-deletes',
    defect: 'It refuses to delete an app whose secret it cannot decrypt',
    found: ['app.secret.delete'],
    twist: ({ openSecret }) => ({
      isRefused: (message) =>
        message['activity'] === 'applicationSync' &&
        message['flag'] === 0 &&
        openSecret(String(message['clientSecret'])) === undefined,
    }),
  },
  {
    name: 'knows-all-of-an-app',
    defect: 'It refuses an unknown field of an app',
    found: ['app.unknown-member'],
    twist: refuseIn('applicationSync', unknownTo([...common, ...listNeeded('applicationSync')])),
  },
]

const parentOf = (message: Message): string => readText(message['parentCode'])
const storedIn = (message: Message, { companies }: Book, code: unknown) =>
  companies.get(formatKey(message))?.departments.get(String(code))

export const fullLists: readonly Twisted[] = [
  {
    name: 'takes-no-full-list',
    defect: 'It refuses every full list of departments',
    found: ['departments.add'],
    spreads: true,
    twist: refuseIn('allOrgSync', () => true),
  },
  {
    name: 'refuses-lists-it-knows',
    defect: 'It refuses a full list of departments that it knows already',
    found: ['departments.repeat'],
    also: ['departments.moved'],
    twist: refuseIn('allOrgSync', isKnown),
  },
  {
    name: 'moves-none-of-a-list',
    defect: 'It refuses a full list in which a department has another parent',
    found: ['departments.moved'],
    twist: refuseIn('allOrgSync', (message, book) =>
      readDepartments(message).some((one) => {
        const before = storedIn(message, book, one['orgCode'])
        return before !== undefined && before.parent !== parentOf(one)
      }),
    ),
  },
  {
    name: 'wants-parents-first',
    defect: 'It refuses a full list in which a department comes before its parent',
    found: ['departments.order'],
    twist: refuseIn('allOrgSync', (message) => {
      const list = readDepartments(message)
      return list.some(
        (one, at) => parentOf(one) !== '' && list.slice(at).some(({ orgCode }) => orgCode === parentOf(one)),
      )
    }),
  },
  {
    name: 'has-few-departments',
    defect: 'It refuses more than 100 departments',
    found: ['departments.many'],
    twist: refuseIn('allOrgSync', (message) => readDepartments(message).length > 100),
  },
  {
    name: 'reads-one-form-of-lists',
    defect: 'It reads a list only in the form of its generation',
    found: ['departments.other-form', 'people.other-form'],
    only: 'v2',
    twist: (right) => ({ readList: (value) => (isText(value) ? undefined : right.readList(value)) }),
  },
  {
    name: 'reads-one-form-of-lists',
    defect: 'It reads a list only in the form of its generation',
    found: ['departments.other-form', 'people.other-form'],
    only: 'v1',
    twist: (right) => ({ readList: (value) => (isText(value) ? right.readList(value) : undefined) }),
  },
  {
    name: 'knows-orgname-alone',
    defect: 'It refuses a department without an orgName',
    found: ['departments.other-name'],
    only: 'v2',
    twist: refuseIn('allOrgSync', (message) =>
      readDepartments(message).some(({ orgName }) => orgName === undefined),
    ),
  },
  {
    name: 'knows-name-alone',
    defect: 'It refuses a department without a name',
    found: ['departments.other-name'],
    only: 'v1',
    twist: refuseIn('allOrgSync', (message) =>
      readDepartments(message).some(({ name }) => name === undefined),
    ),
  },
  {
    name: 'knows-no-flag-of-a-list',
    defect: 'It refuses a full list with a flag',
    found: ['departments.flag'],
    twist: refuseIn('allOrgSync', ({ flag }) => flag !== undefined),
  },
]

export const singles: readonly Twisted[] = [
  {
    name: 'renames-no-department',
    defect: 'It refuses another name of a department',
    found: ['department.rename'],
    twist: refuseIn('singleOrgSync', (message, book) => {
      const before = storedIn(message, book, message['orgCode'])
      return message['flag'] === 2 && before !== undefined && before.name !== message['orgName']
    }),
  },
  {
    name: 'moves-no-department',
    defect: 'It refuses another parent of a department',
    found: ['department.move'],
    twist: refuseIn('singleOrgSync', (message, book) => {
      const before = storedIn(message, book, message['orgCode'])
      return message['flag'] === 2 && before !== undefined && before.parent !== parentOf(message)
    }),
  },
  {
    name: 'changes-no-unknown-department',
    defect: 'It refuses a change of a department that it does not know',
    found: ['department.change.unknown'],
    twist: refuseIn('singleOrgSync', (message, book) => message['flag'] === 2 && !isKnown(message, book)),
  },
  {
    name: 'wants-a-parent-or-none',
    defect: 'It refuses an empty parentCode',
    found: ['department.top.empty'],
    twist: refuseIn('singleOrgSync', ({ parentCode }) => parentCode === ''),
  },
  {
    name: 'wants-a-parent',
    defect: 'It requires parentCode',
    found: ['department.top.absent'],
    twist: refuseIn('singleOrgSync', ({ parentCode }) => parentCode === undefined),
  },
  {
    name: 'has-short-department-names',
    defect: 'It stores only 100 characters of the name of a department',
    found: ['department.longest'],
    twist: refuseIn(
      'singleOrgSync',
      ({ orgName }) => countLetters(orgName) > 100 && countLetters(orgName) <= 128,
    ),
  },
  {
    name: 'knows-all-of-a-department',
    defect: 'It refuses an unknown field of a department',
    found: ['department.unknown-member'],
    twist: refuseIn('singleOrgSync', unknownTo([...common, ...listNeeded('singleOrgSync'), 'parentCode'])),
  },
]
