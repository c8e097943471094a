import { activities, formatKey, formatThing, listNeeded, ok, readUsers } from './desk.ts'
import { refuseIn, isText } from './twist.ts'
import type { Twisted } from './twist.ts'
import { people } from './twists-people.ts'
import { apps, enterprises, fullLists, repeats, singles } from './twists-things.ts'
import type { Twist } from './v2.ts'

const orders: readonly Twisted[] = [
  {
    name: 'keeps-used-companies',
    defect: 'It refuses to delete a company that has departments',
    found: ['order.end'],
    twist: refuseIn(
      'tenantSync',
      (message, { companies }) =>
        message['flag'] === 0 && (companies.get(formatKey(message))?.departments.size ?? 0) > 0,
    ),
  },
  {
    name: 'looks-for-companies',
    defect: 'It refuses to delete people of a company that it does not know',
    found: ['order.after-end'],
    also: ['people.delete.released'],
    twist: refuseIn(
      'authSync',
      (message, { companies }) => message['flag'] === 0 && !companies.has(formatKey(message)),
    ),
  },
  {
    name: 'remembers-ended-companies',
    defect: 'It refuses people of a company that was deleted before',
    found: ['order.again'],
    also: ['order.after-end'],
    twist: refuseIn('authSync', (message, { gone }) =>
      gone.has(
        formatThing({
          instanceId: message['instanceId'],
          tenantId: message['tenantId'],
          activity: 'tenantSync',
        }),
      ),
    ),
  },
  {
    name: 'has-user-names-once',
    defect: 'It refuses a user name that somebody of another company has',
    found: ['order.same-user-name'],
    twist: refuseIn(
      'authSync',
      (message, { companies }) =>
        message['flag'] === 1 &&
        [...companies].some(
          ([key, { people: all }]) =>
            key !== formatKey(message) &&
            readUsers(message).some(({ userName }) => all.has(String(userName))),
        ),
    ),
  },
  {
    name: 'serves-tests-alone',
    defect: 'It refuses people with testFlag 0',
    found: ['order.real'],
    twist: refuseIn('authSync', ({ testFlag, flag }) => testFlag === 0 && flag === 1),
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
      message['activity'] === activity && listNeeded(activity).some((name) => isTaken(name, message[name]))
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
    ...listNeeded(activity).map((name): Twisted => ({
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
