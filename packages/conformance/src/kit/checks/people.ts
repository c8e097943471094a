import type { JsonObject } from '@loggia/protocol/wire'
import type { Case } from '../cases.ts'
import { writeList } from '../kit.ts'
import { createReleased, flags } from '../scenes.ts'
import type { Scene } from '../scenes.ts'
import { listRepeats } from './repeats.ts'

type Generation = 'v1' | 'v2'
const group = 'authSync'
const source = 'joint-kit §6.3'
const rare = 'Store text as UTF-8 with four bytes: in MySQL, as utf8mb4.'

type Words = Pick<Case, 'id' | 'title' | 'name' | 'fix'> & Partial<Pick<Case, 'level' | 'source'>>
/** One addition of these people. */
const added = (words: Words, users: (scene: Scene) => readonly JsonObject[]): Case => ({
  group,
  source,
  ...words,
  told: (scene) => [scene.people(flags.add, users(scene))],
})
/** A change of a person who was added. */
const changed = (words: Words, change: JsonObject, before: JsonObject = {}): Case => ({
  group,
  source,
  ...words,
  told: (scene) => {
    const user = scene.user(before)
    return [scene.people(flags.add, [user]), scene.people(flags.change, [{ ...user, ...change }])]
  },
})

const optional: JsonObject = {
  position: '系统管理员',
  employeeCode: 'E0001',
  mobile: '13800138000',
  email: 'zhangsan@example.com',
}

const additions: readonly Case[] = [
  added(
    {
      id: 'people.five-hundred',
      title: 'A call with 500 people is accepted',
      name: 'a call with 500 people',
      fix: 'Raise the limit of bodies to some megabytes, and store people with few statements: a call has up to 500.',
    },
    (scene) => Array.from({ length: 500 }, () => scene.user(optional)),
  ),
  added(
    {
      id: 'people.optional',
      title: 'All optional fields of a person are accepted',
      name: 'a person with all optional fields',
      fix: 'The table lists position, employeeCode, mobile, email and others: store or ignore them.',
    },
    (scene) => [scene.user(optional)],
  ),
  added(
    {
      id: 'people.admin',
      title: 'A person with the role admin is accepted',
      name: 'a person with the role admin',
      fix: 'role is user or admin: give an admin the rights of an administrator of your app.',
    },
    (scene) => [scene.user({ role: 'admin' })],
  ),
  added(
    {
      id: 'people.disabled',
      title: 'A person who is disabled is accepted',
      name: 'a person who is disabled when they are added',
      fix: 'enable is the text true or false. Store a disabled person, and let them not use the app.',
    },
    (scene) => [scene.user({ enable: 'false' })],
  ),
  added(
    {
      id: 'people.longest',
      title: 'The longest values of a person are accepted',
      name: 'a person with the longest values',
      fix: 'Use the lengths of the protocol for your columns and checks, in characters.',
    },
    (scene) => [
      scene.user({
        userName: `u${scene.bench.hex(63)}`,
        name: '张'.repeat(64),
        position: '管'.repeat(64),
        employeeCode: 'E'.repeat(64),
        email: `${'e'.repeat(116)}@example.com`,
        mobile: '1'.repeat(32),
      }),
    ],
  ),
  added(
    {
      id: 'people.chinese',
      title: 'People with Chinese names and positions are accepted',
      name: 'a person with a Chinese user name',
      fix: 'Read and store text as UTF-8.',
    },
    (scene) => [scene.user({ userName: `张三${scene.bench.hex(8)}`, position: '高级工程师' })],
  ),
  added(
    {
      id: 'people.supplementary',
      title: 'A name with emoji and rare characters is accepted',
      level: 'should',
      name: 'a person with an emoji in their name',
      fix: rare,
    },
    (scene) => [scene.user({ name: '𠮷田🎉' })],
  ),
  added(
    {
      id: 'people.unknown-member',
      title: 'An unknown field of a person is ignored',
      level: 'should',
      name: 'a person with an unknown field',
      fix: 'Ignore unknown fields: new ones may be added.',
    },
    (scene) => [scene.user({ addedInSomeYear: 'x' })],
  ),
]

const changes: readonly Case[] = [
  changed(
    {
      id: 'people.change',
      title: 'Another name of a person is accepted',
      name: 'another name of a person',
      fix: 'flag 2 changes people whom you know: store the new values.',
    },
    { name: '张三丰', position: '顾问' },
  ),
  changed(
    {
      id: 'people.move',
      title: 'Another department of a person is accepted',
      name: 'another department of a person',
      fix: 'flag 2 may name another orgCode: the person has moved.',
    },
    { orgCode: '10001' },
  ),
  changed(
    {
      id: 'people.disable',
      title: 'Disabling a person is accepted',
      name: 'a person who is disabled',
      fix: 'flag 2 with enable false disables a person: they may not use the app until enable is true again.',
    },
    { enable: 'false' },
  ),
  changed(
    {
      id: 'people.enable',
      title: 'Enabling a person again is accepted',
      name: 'a person who is enabled again',
      fix: 'flag 2 with enable true enables a person who was disabled.',
    },
    { enable: 'true' },
    { enable: 'false' },
  ),
  {
    id: 'people.change.unknown',
    title: 'A change of a person whom the server never knew is accepted',
    level: 'should',
    group,
    source: 'joint-kit §7',
    name: 'a change of a person whom the server never knew',
    fix: 'Store the person as if they had been added: an earlier call may have failed, and nobody sends it again.',
    told: (scene) => [scene.people(flags.change, [scene.user()])],
  },
]

const employment = (generation: Generation): JsonObject =>
  generation === 'v2'
    ? { employeeType: 1, workPlace: '深圳', entryDate: '2022-11-09' }
    : { extension: { employeeType: '1', workPlace: '深圳', entryDate: '2022-11-9' } }

/** Whether people are read as both generations, and their examples, write them. */
const formsOf = (generation: Generation): readonly Case[] => [
  added(
    {
      id: 'people.employment',
      title:
        generation === 'v2'
          ? 'Kind of employment, work place and entry date are accepted'
          : 'Kind of employment, work place and entry date in extension are accepted',
      name: 'a person with a kind of employment',
      fix:
        generation === 'v2'
          ? 'employeeType is a number from 1 to 4; it may be ignored.'
          : 'The example of V1 has employeeType as text, workPlace and entryDate in the object extension: store or ignore it.',
    },
    (scene) => [scene.user(employment(generation))],
  ),
  added(
    {
      id: 'people.other-employment',
      title: 'Kind of employment in the form of the other generation is accepted',
      level: 'should',
      source: 'joint-kit §6.3',
      name: 'a person with a kind of employment as the other generation has it',
      fix: 'Read employeeType, workPlace and entryDate beside the other fields and in extension; employeeType as number and as text.',
    },
    (scene) => [scene.user(employment(generation === 'v2' ? 'v1' : 'v2'))],
  ),
  {
    id: 'people.other-form',
    title: generation === 'v2' ? 'People as JSON text are read' : 'People that are not JSON text are read',
    level: 'should',
    group,
    source: 'joint-kit §1',
    name: generation === 'v2' ? 'people as JSON text' : 'people as a list',
    fix: 'Read userList as a list and as JSON text: the generations differ.',
    told: (scene) => {
      const { activity, message } = scene.people(flags.add, [scene.user()])
      const wire = (body: JsonObject): JsonObject => ({
        ...body,
        userList:
          generation === 'v2'
            ? writeList('v1', body['userList'])
            : (JSON.parse(String(body['userList'])) as unknown),
      })
      return [{ activity, message, wire }]
    },
  },
]

const withdrawn = (scene: Scene) => {
  const user = scene.user()
  return (flag: number, more?: JsonObject) => scene.people(flag, [user], more)
}
const withdrawals: readonly Case[] = [
  {
    id: 'people.withdraw',
    title: 'Withdrawing the authorisation of a person is accepted',
    group,
    source,
    name: 'a withdrawn authorisation',
    fix: 'flag 3 withdraws: the person is still in the company, but may not use the app any more.',
    told: (scene) => {
      const tell = withdrawn(scene)
      return [tell(flags.add), tell(flags.withdraw)]
    },
  },
  {
    id: 'people.withdraw.repeat',
    title: 'Withdrawing it again is a success',
    group,
    source: 'joint-kit §7',
    name: 'an authorisation that is withdrawn again',
    fix: 'Withdrawing what is withdrawn is a success: answer 000000.',
    told: (scene) => {
      const tell = withdrawn(scene)
      return [tell(flags.add), tell(flags.withdraw), tell(flags.withdraw)]
    },
  },
  {
    id: 'people.withdraw.released',
    title: 'Withdrawing it after the instance was released is a success',
    group,
    source: 'joint-kit §7',
    name: 'a withdrawn authorisation of a released instance',
    fix: 'Do not look for the instance before you withdraw: it may have been released already.',
    told: (scene) => [withdrawn(scene)(flags.withdraw, createReleased(scene))],
  },
]

/** Of people who may use the app. */
export const listPeopleCases = (generation: Generation): readonly Case[] => [
  ...listRepeats({
    subject: 'people',
    word: 'a person',
    group,
    make: (scene) => {
      const user = scene.user()
      return (flag, more) => scene.people(flag, [user], more)
    },
  }),
  ...additions,
  ...changes,
  ...formsOf(generation),
  ...(generation === 'v2' ? withdrawals : []),
]
