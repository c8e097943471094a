import { constants, createHash, privateDecrypt } from 'node:crypto'
import { corpusPrivateKey } from './keys.ts'

/** A message as it was received, with the name of its interface as `activity`. */
export type Message = Readonly<Record<string, unknown>>

/** What a seller of the corpus knows of a company. */
export type Organisation = {
  readonly apps: Map<string, Message>
  readonly departments: Map<string, { readonly name: string; readonly parent: string }>
  readonly people: Map<string, Message>
}
/** What it knows of all of them, and the keys of what it has deleted. */
export type Book = {
  readonly companies: Map<string, Organisation>
  readonly gone: Set<string>
}

/** What a seller does with a proved message, in both generations; a wrong seller has one of these replaced. */
export type Desk = {
  /** The interface of a path; undefined if there is none. */
  readonly activityOf: (path: string) => string | undefined
  readonly openSecret: (sealed: string) => string | undefined
  /** Whether a member has a value of its table. */
  readonly isRight: (name: string, value: unknown, activity: string) => boolean
  readonly readList: (value: unknown) => readonly Message[] | undefined
  /** Whether a person is described rightly. */
  readonly isPerson: (person: Message) => boolean
  /** Refuses what a correct seller accepts. */
  readonly isRefused: (message: Message, book: Book) => boolean
  readonly carryOut: (message: Message, book: Book, desk: Desk) => Message
}

export const ok: Message = { resultCode: '000000', resultMsg: '成功' }
const refuse = (resultCode: string): Message => ({ resultCode, resultMsg: 'This is not right.' })

const longest: Readonly<Record<string, number>> = {
  tenantId: 64,
  tenantCode: 64,
  name: 255,
  domainName: 255,
  appId: 64,
  clientId: 64,
  orgCode: 64,
  orgName: 128,
  clientSecret: 10_000,
}
const needed: Readonly<Record<string, readonly string[]>> = {
  tenantSync: ['tenantId', 'tenantCode', 'name', 'domainName', 'flag'],
  applicationSync: ['tenantId', 'appId', 'clientId', 'clientSecret', 'flag'],
  authSync: ['tenantId', 'appId', 'flag'],
  singleOrgSync: ['tenantId', 'orgCode', 'orgName', 'flag'],
  allOrgSync: ['tenantId'],
}
export const activities = Object.keys(needed)

/** The mandatory members of an interface that are no lists. */
export const listNeeded = (activity: string): readonly string[] => needed[activity] ?? []

function isRight(name: string, value: unknown, activity: string): boolean {
  if (name === 'flag') return [0, 1, 2, ...(activity === 'authSync' ? [3] : [])].includes(value as number)
  return typeof value === 'string' && value.trim() !== '' && value.length <= (longest[name] ?? 64)
}

function readList(value: unknown): readonly Message[] | undefined {
  try {
    const list: unknown = typeof value === 'string' ? JSON.parse(value) : value
    return Array.isArray(list) ? (list as Message[]) : undefined
  } catch {
    return undefined
  }
}

const isPerson = ({ userName, role, enable }: Message): boolean =>
  typeof userName === 'string' &&
  userName !== '' &&
  (role === 'user' || role === 'admin') &&
  (enable === 'true' || enable === 'false')

/** The people of a message. */
export const readUsers = (message: Message): readonly Message[] => readList(message['userList']) ?? []
/** The departments of a full list. */
export const readDepartments = (message: Message): readonly Message[] =>
  readList(message['orgInfoList'] ?? message['orgInfo']) ?? []

/** The key of a company. */
export const formatKey = ({ instanceId, tenantId }: Message): string =>
  JSON.stringify([instanceId ?? '', tenantId])
/** The key of what a message adds or deletes. */
export const formatThing = (message: Message): string =>
  JSON.stringify([
    formatKey(message),
    message['activity'],
    message['appId'] ?? message['orgCode'] ?? '',
    readUsers(message)[0]?.['userName'] ?? '',
  ])

/** Whether what a message is about is there. */
export function isKnown(message: Message, { companies }: Book): boolean {
  const found = companies.get(formatKey(message))
  if (!found) return false
  switch (message['activity']) {
    case 'applicationSync':
      return found.apps.has(String(message['appId']))
    case 'authSync':
      return readUsers(message).every(({ userName }) => found.people.has(String(userName)))
    case 'singleOrgSync':
      return found.departments.has(String(message['orgCode']))
    case 'allOrgSync':
      return readDepartments(message).every(({ orgCode }) => found.departments.has(String(orgCode)))
    default:
      return true
  }
}

function findOrAdd({ companies }: Book, message: Message): Organisation {
  const key = formatKey(message)
  const found = companies.get(key) ?? { apps: new Map(), departments: new Map(), people: new Map() }
  companies.set(key, found)
  return found
}

/** A member that is a text; otherwise an empty one. */
export const readText = (value: unknown): string => (typeof value === 'string' ? value : '')

const toDepartment = (department: Message) => ({
  name: readText(department['orgName'] ?? department['name']),
  parent: readText(department['parentCode']),
})

/** What a message changes. */
function keep(message: Message, book: Book): void {
  const isGone = message['flag'] === 0 || message['flag'] === 3
  if (message['activity'] === 'tenantSync' && isGone) {
    book.companies.delete(formatKey(message))
    return
  }
  const found = isGone ? book.companies.get(formatKey(message)) : findOrAdd(book, message)
  if (!found) return
  const put = <T>(map: Map<string, T>, key: unknown, value: T): void =>
    void (isGone ? map.delete(String(key)) : map.set(String(key), value))
  switch (message['activity']) {
    case 'applicationSync':
      return put(found.apps, message['appId'], message)
    case 'authSync':
      for (const one of readUsers(message)) put(found.people, one['userName'], one)
      return
    case 'singleOrgSync':
      return put(found.departments, message['orgCode'], toDepartment(message))
    case 'allOrgSync':
      for (const one of readDepartments(message))
        found.departments.set(String(one['orgCode']), toDepartment(one))
  }
}

function isRightMessage(message: Message, desk: Desk): boolean {
  const activity = String(message['activity'])
  if (!listNeeded(activity).every((name) => desk.isRight(name, message[name], activity))) return false
  if (activity === 'authSync') return desk.readList(message['userList'])?.every(desk.isPerson) === true
  return (
    activity !== 'allOrgSync' || desk.readList(message['orgInfoList'] ?? message['orgInfo']) !== undefined
  )
}

/** Carries out a message. */
export function carryOut(message: Message, book: Book, desk: Desk): Message {
  if (!isRightMessage(message, desk)) return refuse('000002')
  if (desk.isRefused(message, book)) return refuse('000005')
  const needsSecret = message['activity'] === 'applicationSync' && message['flag'] !== 0
  if (needsSecret && desk.openSecret(String(message['clientSecret'])) === undefined) return refuse('000101')
  if (message['flag'] === 0 && isKnown(message, book)) book.gone.add(formatThing(message))
  keep(message, book)
  return ok
}

type Hash = 'sha256' | 'sha1'

/** Decrypts with one hash for label and mask. */
function openWithOne(bytes: Buffer, oaepHash: Hash): string | undefined {
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  try {
    return privateDecrypt({ key: corpusPrivateKey, padding, oaepHash }, bytes).toString('utf8')
  } catch {
    return undefined
  }
}

function mask(seed: Buffer, length: number, hash: Hash): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 20) }, (_, at) =>
    createHash(hash)
      .update(seed)
      .update(Buffer.of(0, 0, 0, at))
      .digest(),
  )
  return Buffer.concat(blocks).subarray(0, length)
}
const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)))

/** Decrypts with SHA-256 for the label and SHA-1 for the mask, as Java does by default. */
function openAsJava(bytes: Buffer): string | undefined {
  try {
    const padded = privateDecrypt({ key: corpusPrivateKey, padding: constants.RSA_NO_PADDING }, bytes)
    const block = padded.subarray(33)
    const seed = xor(padded.subarray(1, 33), mask(block, 32, 'sha1'))
    const text = xor(block, mask(seed, block.length, 'sha1'))
    const start = text.indexOf(1, 32)
    const label = createHash('sha256').digest()
    return text.subarray(0, 32).equals(label) && start > 0
      ? text.subarray(start + 1).toString('utf8')
      : undefined
  } catch {
    return undefined
  }
}

/** The ways of decrypting, by their hashes. */
export const openers = {
  'sha256-sha256': (bytes: Buffer) => openWithOne(bytes, 'sha256'),
  'sha256-sha1': openAsJava,
  'sha1-sha1': (bytes: Buffer) => openWithOne(bytes, 'sha1'),
} as const

/** Decrypts by these ways, whichever fits. */
export const openBy =
  (ways: readonly (keyof typeof openers)[]) =>
  (sealed: string): string | undefined => {
    const bytes = Buffer.from(sealed, 'base64')
    for (const way of ways) {
      const opened = openers[way](bytes)
      if (opened !== undefined) return opened
    }
    return undefined
  }

/** The desk of a correct seller of this generation. */
export const createDesk = (root: string): Desk => ({
  activityOf: (path) => {
    const [, name] = new RegExp(`${root}([A-Za-z]+)$`).exec(path) ?? []
    return activities.find((one) => one === name)
  },
  openSecret: openBy(['sha256-sha256', 'sha256-sha1', 'sha1-sha1']),
  isRight,
  readList,
  isPerson,
  isRefused: () => false,
  carryOut,
})

/** A book in which nothing is written. */
export const createBook = (): Book => ({ companies: new Map(), gone: new Set() })
