import { formatKey, isKnown, readUsers } from './desk.ts'
import type { Book, Message } from './desk.ts'
import { refuseIn, isText, countLetters, isReleased, hasRare, readFirstUser } from './twist.ts'
import type { Twisted } from './twist.ts'
import type { Twist } from './v2.ts'

const flat = ['employeeType', 'workPlace', 'entryDate']
const known = [
  'userName name orgCode position employeeCode role enable mobile email',
  'employeeType workPlace entryDate extension',
].flatMap((names) => names.split(' '))
const isFlat = (user: Message): boolean => flat.some((name) => user[name] !== undefined)
const isNested = ({ extension }: Message): boolean => extension !== undefined
const storedUser = (message: Message, { companies }: Book): Message | undefined =>
  companies.get(formatKey(message))?.people.get(String(readFirstUser(message)['userName']))

/** Refuses additions of one person of whom this is true. */
const refusesOne = (isOdd: (user: Message) => boolean): Twist =>
  refuseIn(
    'authSync',
    (message) => message['flag'] === 1 && readUsers(message).length === 1 && isOdd(readFirstUser(message)),
  )
/** Refuses changes of a person. */
const refusesChange = (isOdd: (user: Message, before: Message | undefined) => boolean): Twist =>
  refuseIn(
    'authSync',
    (message, book) => message['flag'] === 2 && isOdd(readFirstUser(message), storedUser(message, book)),
  )

export const people: readonly Twisted[] = [
  {
    name: 'has-small-batches',
    defect: 'It refuses more than 100 people at once',
    found: ['people.five-hundred'],
    twist: refuseIn('authSync', (message) => readUsers(message).length > 100),
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
    twist: refusesOne(({ userName }) => countLetters(userName) > 50),
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
    twist: refuseIn('authSync', (message, book) => message['flag'] === 3 && isKnown(message, book)),
  },
  {
    name: 'withdraws-once',
    defect: 'It refuses to withdraw what is withdrawn',
    found: ['people.withdraw.repeat'],
    only: 'v2',
    twist: refuseIn(
      'authSync',
      (message, book) => message['flag'] === 3 && !isReleased(message) && !isKnown(message, book),
    ),
  },
  {
    name: 'withdraws-of-instances-it-knows',
    defect: 'It looks for the instance before it withdraws',
    found: ['people.withdraw.released'],
    only: 'v2',
    twist: refuseIn('authSync', (message) => message['flag'] === 3 && isReleased(message)),
  },
]
