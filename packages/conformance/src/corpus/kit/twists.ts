import type { WrongSeller } from '../seller.ts'
import { activities, departmentsIn, isKnown, keyOf, neededIn, ok, openBy, thingOf, usersIn } from './desk.ts'
import type { Book, Desk, Message } from './desk.ts'
import type { Twist } from './v2.ts'

/** A wrong seller of the kit, described by what it does otherwise with messages; ids without their beginning. */
export type Twisted = Omit<WrongSeller, 'make'> & {
  readonly twist: Twist
  /** Only in this generation. */
  readonly only?: 'v1' | 'v2'
}

/** Refuses messages that a correct seller accepts. */
const refuses =
  (isRefused: (message: Message, book: Book) => boolean): Twist =>
  () => ({ isRefused })
/** Refuses messages of one interface. */
const refusesIn = (activity: string, isRefused: (message: Message, book: Book) => boolean): Twist =>
  refuses((message, book) => message['activity'] === activity && isRefused(message, book))

const isText = (value: unknown): value is string => typeof value === 'string'
const lengthOf = (value: unknown): number => (isText(value) ? value.length : 0)
const isReleased = ({ instanceId }: Message): boolean => String(instanceId).startsWith('no-such-instance')
const hasRare = (value: unknown): boolean => isText(value) && /[\u{10000}-\u{10ffff}]/u.test(value)
const firstUser = (message: Message): Message => usersIn(message)[0] ?? {}

const subjects = [
  ['enterprise', 'tenantSync', 'a company'],
  ['app', 'applicationSync', 'an app'],
  ['department', 'singleOrgSync', 'a department'],
  ['people', 'authSync', 'people'],
] as const

/** Sellers that cannot cope with repeats. */
const repeats: readonly Twisted[] = subjects.flatMap(([subject, activity, word]): readonly Twisted[] => [
  {
    name: `${subject}-added-once`,
    defect: `It refuses to add ${word} again`,
    found: [`${subject}.repeat`],
    spreads: true,
    twist: refusesIn(activity, (message, book) => message['flag'] === 1 && isKnown(message, book)),
  },
  {
    name: `${subject}-never-deleted`,
    defect: `It refuses to delete ${word}`,
    found: [`${subject}.delete`],
    also: subject === 'enterprise' ? ['order.end'] : [],
    twist: refusesIn(activity, (message, book) => message['flag'] === 0 && isKnown(message, book)),
  },
  {
    name: `${subject}-deleted-once`,
    defect: `It refuses to delete ${word} again`,
    found: [`${subject}.delete.repeat`],
    twist: refusesIn(activity, (message, { gone }) => message['flag'] === 0 && gone.has(thingOf(message))),
  },
  {
    name: `${subject}-unknown`,
    defect: `It refuses to delete ${word} that it does not know`,
    found: [`${subject}.delete.unknown`],
    also: { enterprise: [], app: ['app.secret.delete'], department: [], people: ['order.after-end'] }[
      subject
    ],
    twist: refusesIn(
      activity,
      (message, book) =>
        message['flag'] === 0 &&
        message['instanceId'] === '' &&
        !isKnown(message, book) &&
        !book.gone.has(thingOf(message)),
    ),
  },
  {
    name: `${subject}-of-a-released-instance`,
    defect: `It looks for the instance before it deletes ${word}`,
    found: [`${subject}.delete.released`],
    twist: refusesIn(activity, (message) => message['flag'] === 0 && isReleased(message)),
  },
  {
    name: `${subject}-never-back`,
    defect: `It refuses to add ${word} that it has deleted`,
    found: [`${subject}.add.again`],
    twist: refusesIn(activity, (message, { gone }) => message['flag'] === 1 && gone.has(thingOf(message))),
  },
])

const unknownTo =
  (names: readonly string[]) =>
  (message: Message): boolean =>
    Object.entries(message).some(([name, value]) => value !== null && !names.includes(name))
const common = ['activity', 'instanceId', 'orderId', 'testFlag', 'timeStamp', 'currentSyncTime', 'flag']

const enterprises: readonly Twisted[] = [
  {
    name: 'changes-no-company',
    defect: 'It refuses flag 2 for a company',
    found: ['enterprise.change'],
    only: 'v2',
    twist: refusesIn('tenantSync', ({ flag }) => flag === 2),
  },
  {
    name: 'has-short-names',
    defect: 'It stores only 200 characters of the name of a company',
    found: ['enterprise.longest'],
    twist: refusesIn('tenantSync', ({ name }) => lengthOf(name) > 200 && lengthOf(name) <= 255),
  },
  {
    name: 'stores-three-bytes',
    defect: 'It cannot store characters of four bytes in the name of a company',
    found: ['enterprise.supplementary'],
    also: ['proof.supplementary'],
    twist: refusesIn('tenantSync', ({ name }) => hasRare(name)),
  },
  {
    name: 'knows-all-of-a-company',
    defect: 'It refuses an unknown field of a company',
    found: ['enterprise.unknown-member'],
    also: ['proof.order.case', 'proof.unknown-parameter', 'proof.blank'],
    twist: refusesIn('tenantSync', unknownTo([...common, 'tenantId', 'tenantCode', 'name', 'domainName'])),
  },
]

/** Decrypts the secrets that fit, and others in another way. */
const opens =
  (other: (sealed: string, right: Desk['openSecret']) => string | undefined): Twist =>
  ({ openSecret }) => ({ openSecret: (sealed) => other(sealed, openSecret) })

const apps: readonly Twisted[] = [
  {
    name: 'adds-no-app',
    defect: 'It refuses every app',
    found: ['app.add'],
    spreads: true,
    twist: refusesIn('applicationSync', ({ flag }) => flag === 1),
  },
  {
    name: 'changes-no-app',
    defect: 'It refuses flag 2 for an app',
    found: ['app.change'],
    only: 'v2',
    twist: refusesIn('applicationSync', ({ flag }) => flag === 2),
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
    twist: refusesIn('applicationSync', unknownTo([...common, ...neededIn('applicationSync')])),
  },
]

const parentOf = (message: Message): string => String(message['parentCode'] ?? '')
const storedIn = (message: Message, { organisations }: Book, code: unknown) =>
  organisations.get(keyOf(message))?.departments.get(String(code))

const fullLists: readonly Twisted[] = [
  {
    name: 'takes-no-full-list',
    defect: 'It refuses every full list of departments',
    found: ['departments.add'],
    spreads: true,
    twist: refusesIn('allOrgSync', () => true),
  },
  {
    name: 'refuses-lists-it-knows',
    defect: 'It refuses a full list of departments that it knows already',
    found: ['departments.repeat'],
    also: ['departments.moved'],
    twist: refusesIn('allOrgSync', isKnown),
  },
  {
    name: 'moves-none-of-a-list',
    defect: 'It refuses a full list in which a department has another parent',
    found: ['departments.moved'],
    twist: refusesIn('allOrgSync', (message, book) =>
      departmentsIn(message).some((one) => {
        const before = storedIn(message, book, one['orgCode'])
        return before !== undefined && before.parent !== parentOf(one)
      }),
    ),
  },
  {
    name: 'wants-parents-first',
    defect: 'It refuses a full list in which a department comes before its parent',
    found: ['departments.order'],
    twist: refusesIn('allOrgSync', (message) => {
      const list = departmentsIn(message)
      return list.some(
        (one, at) => parentOf(one) !== '' && list.slice(at).some(({ orgCode }) => orgCode === parentOf(one)),
      )
    }),
  },
  {
    name: 'has-few-departments',
    defect: 'It refuses more than 100 departments',
    found: ['departments.many'],
    twist: refusesIn('allOrgSync', (message) => departmentsIn(message).length > 100),
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
    twist: refusesIn('allOrgSync', (message) =>
      departmentsIn(message).some(({ orgName }) => orgName === undefined),
    ),
  },
  {
    name: 'knows-name-alone',
    defect: 'It refuses a department without a name',
    found: ['departments.other-name'],
    only: 'v1',
    twist: refusesIn('allOrgSync', (message) =>
      departmentsIn(message).some(({ name }) => name === undefined),
    ),
  },
  {
    name: 'knows-no-flag-of-a-list',
    defect: 'It refuses a full list with a flag',
    found: ['departments.flag'],
    twist: refusesIn('allOrgSync', ({ flag }) => flag !== undefined),
  },
]

const singles: readonly Twisted[] = [
  {
    name: 'renames-no-department',
    defect: 'It refuses another name of a department',
    found: ['department.rename'],
    twist: refusesIn('singleOrgSync', (message, book) => {
      const before = storedIn(message, book, message['orgCode'])
      return message['flag'] === 2 && before !== undefined && before.name !== message['orgName']
    }),
  },
  {
    name: 'moves-no-department',
    defect: 'It refuses another parent of a department',
    found: ['department.move'],
    twist: refusesIn('singleOrgSync', (message, book) => {
      const before = storedIn(message, book, message['orgCode'])
      return message['flag'] === 2 && before !== undefined && before.parent !== parentOf(message)
    }),
  },
  {
    name: 'changes-no-unknown-department',
    defect: 'It refuses a change of a department that it does not know',
    found: ['department.change.unknown'],
    twist: refusesIn('singleOrgSync', (message, book) => message['flag'] === 2 && !isKnown(message, book)),
  },
  {
    name: 'wants-a-parent-or-none',
    defect: 'It refuses an empty parentCode',
    found: ['department.top.empty'],
    twist: refusesIn('singleOrgSync', ({ parentCode }) => parentCode === ''),
  },
  {
    name: 'wants-a-parent',
    defect: 'It requires parentCode',
    found: ['department.top.absent'],
    twist: refusesIn('singleOrgSync', ({ parentCode }) => parentCode === undefined),
  },
  {
    name: 'has-short-department-names',
    defect: 'It stores only 100 characters of the name of a department',
    found: ['department.longest'],
    twist: refusesIn('singleOrgSync', ({ orgName }) => lengthOf(orgName) > 100 && lengthOf(orgName) <= 128),
  },
  {
    name: 'knows-all-of-a-department',
    defect: 'It refuses an unknown field of a department',
    found: ['department.unknown-member'],
    twist: refusesIn('singleOrgSync', unknownTo([...common, ...neededIn('singleOrgSync'), 'parentCode'])),
  },
]

const flat = ['employeeType', 'workPlace', 'entryDate']
const known = [
  'userName name orgCode position employeeCode role enable mobile email',
  'employeeType workPlace entryDate extension',
].flatMap((names) => names.split(' '))
const isFlat = (user: Message): boolean => flat.some((name) => user[name] !== undefined)
const isNested = ({ extension }: Message): boolean => extension !== undefined
const storedUser = (message: Message, { organisations }: Book): Message | undefined =>
  organisations.get(keyOf(message))?.people.get(String(firstUser(message)['userName']))

/** Refuses additions of one person of whom this is true. */
const refusesOne = (isOdd: (user: Message) => boolean): Twist =>
  refusesIn(
    'authSync',
    (message) => message['flag'] === 1 && usersIn(message).length === 1 && isOdd(firstUser(message)),
  )
/** Refuses changes of a person. */
const refusesChange = (isOdd: (user: Message, before: Message | undefined) => boolean): Twist =>
  refusesIn(
    'authSync',
    (message, book) => message['flag'] === 2 && isOdd(firstUser(message), storedUser(message, book)),
  )

const people: readonly Twisted[] = [
  {
    name: 'has-small-batches',
    defect: 'It refuses more than 100 people at once',
    found: ['people.five-hundred'],
    twist: refusesIn('authSync', (message) => usersIn(message).length > 100),
  },
  {
    name: 'wants-mobile-numbers-abroad',
    defect: 'It refuses a mobile number without a country code',
    found: ['people.optional'],
    twist: refusesOne(({ mobile }) => mobile === '13800138000'),
  },
  {
    name: 'has-no-admins',
    defect: 'It refuses the role admin',
    found: ['people.admin'],
    twist: refusesOne(({ role }) => role === 'admin'),
  },
  {
    name: 'adds-enabled-people-only',
    defect: 'It refuses to add a disabled person',
    found: ['people.disabled'],
    twist: refusesOne(({ enable }) => enable === 'false'),
  },
  {
    name: 'has-short-user-names',
    defect: 'It stores only 50 characters of a user name',
    found: ['people.longest'],
    twist: refusesOne(({ userName }) => lengthOf(userName) > 50),
  },
  {
    name: 'has-latin-user-names',
    defect: 'It refuses a user name in Chinese',
    found: ['people.chinese'],
    twist: refusesOne(({ userName }) => isText(userName) && /[\u4e00-\u9fff]/.test(userName)),
  },
  {
    name: 'stores-three-bytes-of-people',
    defect: 'It cannot store characters of four bytes in the name of a person',
    found: ['people.supplementary'],
    twist: refusesOne(({ name }) => hasRare(name)),
  },
  {
    name: 'knows-all-of-people',
    defect: 'It refuses an unknown field of a person',
    found: ['people.unknown-member'],
    twist: refusesOne((user) => Object.keys(user).some((name) => !known.includes(name))),
  },
  {
    name: 'renames-nobody',
    defect: 'It refuses another name of a person',
    found: ['people.change'],
    twist: refusesChange((user, before) => before !== undefined && user['name'] !== before['name']),
  },
  {
    name: 'moves-nobody',
    defect: 'It refuses another department of a person',
    found: ['people.move'],
    twist: refusesChange((user, before) => before !== undefined && user['orgCode'] !== before['orgCode']),
  },
  {
    name: 'disables-nobody',
    defect: 'It refuses to disable a person',
    found: ['people.disable'],
    twist: refusesChange((user, before) => user['enable'] === 'false' && before?.['enable'] === 'true'),
  },
  {
    name: 'enables-nobody',
    defect: 'It refuses to enable a person again',
    found: ['people.enable'],
    twist: refusesChange((user, before) => user['enable'] === 'true' && before?.['enable'] === 'false'),
  },
  {
    name: 'changes-nobody-unknown',
    defect: 'It refuses a change of a person whom it does not know',
    found: ['people.change.unknown'],
    twist: refusesChange((_, before) => before === undefined),
  },
  ...(['v1', 'v2'] as const).map((only): Twisted => ({
    name: 'refuses-employment',
    defect: 'It refuses a kind of employment',
    found: ['people.employment'],
    only,
    twist: refusesOne(only === 'v2' ? isFlat : isNested),
  })),
  ...(['v1', 'v2'] as const).map((only): Twisted => ({
    name: 'refuses-employment-in-another-form',
    defect: 'It refuses a kind of employment in the form of the other generation',
    found: ['people.other-employment'],
    only,
    twist: refusesOne(only === 'v2' ? isNested : isFlat),
  })),
  {
    name: 'withdraws-nothing',
    defect: 'It refuses flag 3',
    found: ['people.withdraw'],
    only: 'v2',
    twist: refusesIn('authSync', (message, book) => message['flag'] === 3 && isKnown(message, book)),
  },
  {
    name: 'withdraws-once',
    defect: 'It refuses to withdraw what is withdrawn',
    found: ['people.withdraw.repeat'],
    only: 'v2',
    twist: refusesIn(
      'authSync',
      (message, book) => message['flag'] === 3 && !isReleased(message) && !isKnown(message, book),
    ),
  },
  {
    name: 'withdraws-of-instances-it-knows',
    defect: 'It looks for the instance before it withdraws',
    found: ['people.withdraw.released'],
    only: 'v2',
    twist: refusesIn('authSync', (message) => message['flag'] === 3 && isReleased(message)),
  },
]

const orders: readonly Twisted[] = [
  {
    name: 'keeps-used-companies',
    defect: 'It refuses to delete a company that has departments',
    found: ['order.end'],
    twist: refusesIn(
      'tenantSync',
      (message, { organisations }) =>
        message['flag'] === 0 && (organisations.get(keyOf(message))?.departments.size ?? 0) > 0,
    ),
  },
  {
    name: 'looks-for-companies',
    defect: 'It refuses to delete people of a company that it does not know',
    found: ['order.after-end'],
    also: ['people.delete.released'],
    twist: refusesIn(
      'authSync',
      (message, { organisations }) => message['flag'] === 0 && !organisations.has(keyOf(message)),
    ),
  },
  {
    name: 'remembers-ended-companies',
    defect: 'It refuses people of a company that was deleted before',
    found: ['order.again'],
    also: ['order.after-end'],
    twist: refusesIn('authSync', (message, { gone }) =>
      gone.has(
        thingOf({ instanceId: message['instanceId'], tenantId: message['tenantId'], activity: 'tenantSync' }),
      ),
    ),
  },
  {
    name: 'has-user-names-once',
    defect: 'It refuses a user name that somebody of another company has',
    found: ['order.same-user-name'],
    twist: refusesIn(
      'authSync',
      (message, { organisations }) =>
        message['flag'] === 1 &&
        [...organisations].some(
          ([key, { people: all }]) =>
            key !== keyOf(message) && usersIn(message).some(({ userName }) => all.has(String(userName))),
        ),
    ),
  },
  {
    name: 'serves-tests-alone',
    defect: 'It refuses people with testFlag 0',
    found: ['order.real'],
    twist: refusesIn('authSync', ({ testFlag, flag }) => testFlag === 0 && flag === 1),
  },
]

const lenient: readonly Twisted[] = [
  {
    name: 'takes-any-flag',
    defect: 'It takes an unknown flag for an addition',
    found: ['flag.unknown'],
    twist: (right) => ({
      isRight: (name, value, activity) =>
        (name === 'flag' && value === 9) || right.isRight(name, value, activity),
    }),
  },
  {
    name: 'takes-any-role',
    defect: 'It takes an unknown role for a user',
    found: ['people.role.unknown'],
    twist: (right) => ({ isPerson: (person) => person['role'] === 'owner' || right.isPerson(person) }),
  },
  {
    name: 'takes-people-without-names',
    defect: 'It takes a person without a userName',
    found: ['people.missing.userName'],
    twist: (right) => ({
      isPerson: (person) => right.isPerson({ ...person, userName: person['userName'] ?? 'nobody' }),
    }),
  },
  {
    name: 'takes-no-people',
    defect: 'It takes a call without people',
    found: ['people.missing.userList'],
    twist: (right) => ({ readList: (value) => (value === undefined ? [] : right.readList(value)) }),
  },
  {
    name: 'answers-any-path',
    defect: 'It takes an unknown interface for a company',
    found: ['path.unknown'],
    twist: (right) => ({ activityOf: (path) => right.activityOf(path) ?? 'tenantSync' }),
  },
]

const shortOf: Readonly<Record<string, string>> = {
  tenantSync: 'enterprise',
  applicationSync: 'app',
  authSync: 'people',
  singleOrgSync: 'department',
  allOrgSync: 'departments',
}

/** Takes a member of an interface also if this is true of it. */
const takes =
  (activity: string, isTaken: (name: string, value: unknown) => boolean): Twist =>
  (right) => ({
    isRight: (name, value, asked) =>
      (asked === activity && isTaken(name, value)) || right.isRight(name, value, asked),
    carryOut: (message, book, desk) =>
      message['activity'] === activity && neededIn(activity).some((name) => isTaken(name, message[name]))
        ? ok
        : right.carryOut(message, book, desk),
  })

/** Sellers that read the members of an interface too leniently. */
const readers: readonly Twisted[] = activities.flatMap((activity): readonly Twisted[] => {
  const short = shortOf[activity] ?? activity
  const odd = (
    kind: string,
    defect: string,
    isTaken: (name: string, value: unknown) => boolean,
  ): Twisted => ({
    name: `${short}-${kind}`,
    defect: `It takes ${activity} with ${defect}`,
    found: [`${short}.${kind}`],
    twist: takes(activity, isTaken),
  })
  return [
    ...neededIn(activity).map((name): Twisted => ({
      name: `${short}-without-${name}`,
      defect: `It takes ${activity} without ${name}`,
      found: [`${short}.missing.${name}`],
      twist: takes(activity, (asked, value) => asked === name && value === undefined),
    })),
    odd('empty', 'empty fields', (_, value) => value === ''),
    odd('type', 'lists as fields', (_, value) => Array.isArray(value)),
    odd(
      'length',
      'fields that are too long',
      (name, value) =>
        isText(value) && name !== 'clientSecret' && value.length > 64 && isOverlong(name, value),
    ),
  ]
})

function isOverlong(name: string, value: string): boolean {
  const most: Readonly<Record<string, number>> = { name: 255, domainName: 255, orgName: 128 }
  return value.length > (most[name] ?? 64)
}

/** Sellers of the kit with one defect each, in both generations. */
export const twisted: readonly Twisted[] = [
  ...repeats,
  ...enterprises,
  ...apps,
  ...fullLists,
  ...singles,
  ...people,
  ...orders,
  ...lenient,
  ...readers,
]
