import type { KitActivity } from '@loggia/protocol/kit'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import { defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { hasCode, toFault } from '../../engine/judging.ts'
import { createMemberChecks } from '../../replies/members.ts'
import type { Member, MemberTable } from '../../replies/members.ts'
import { createMeaningCheck, createRefusalCheck, defineRefusals } from '../../replies/refusals.ts'
import type { Refusal } from '../../replies/refusals.ts'
import { judgeRefusedAnyhow, requireReply } from '../../replies/verdicts.ts'
import type { Played } from '../cases.ts'
import type { Kit } from '../kit.ts'
import { createScene, flags } from '../scenes.ts'
import type { Binding, Scene, Told } from '../scenes.ts'

const id = (path: string): Member => ({ path, max: 64 })
const subject = (path: string): Member => ({ ...id(path), isSubject: true })
const flag: Member = { path: 'flag' }

/** The mandatory members of each interface, without those of debugging calls, which may be empty. */
const tables: readonly MemberTable<KitActivity>[] = [
  {
    activity: 'tenantSync',
    short: 'enterprise',
    source: 'joint-kit §6.1',
    members: [
      subject('tenantId'),
      id('tenantCode'),
      { path: 'name', max: 255 },
      { path: 'domainName', max: 255 },
      flag,
    ],
  },
  {
    activity: 'applicationSync',
    short: 'app',
    source: 'joint-kit §6.2',
    members: [
      subject('tenantId'),
      subject('appId'),
      subject('clientId'),
      { path: 'clientSecret', isSubject: true },
      flag,
    ],
  },
  {
    activity: 'authSync',
    short: 'people',
    source: 'joint-kit §6.3',
    members: [subject('tenantId'), id('appId'), flag],
  },
  {
    activity: 'singleOrgSync',
    short: 'department',
    source: 'joint-kit §6.4',
    members: [subject('tenantId'), subject('orgCode'), { path: 'orgName', max: 128 }, flag],
  },
  {
    activity: 'allOrgSync',
    short: 'departments',
    source: 'joint-kit §6.5',
    members: [subject('tenantId')],
  },
]

const right: Readonly<Record<KitActivity, (scene: Scene) => Told>> = {
  tenantSync: (scene) => scene.enterprise(),
  applicationSync: (scene) => scene.app(),
  authSync: (scene) => scene.people(flags.add, [scene.user()]),
  singleOrgSync: (scene) => scene.department(flags.add, { orgCode: scene.code() }),
  allOrgSync: (scene) => scene.departments(),
}

const values = 'Values that do not exist'
/** An interface that the kit does not have. */
export const unknownInterface = 'memberSync'

/** Sends a message that is right but for one thing. */
type SendWrong = (
  bench: Bench,
  name: string,
  activity: KitActivity,
  change: (message: JsonObject) => JsonObject,
) => Promise<Exchange>

const listRefusals = ({ prefix }: Kit, send: SendWrong): readonly Refusal[] => [
  {
    id: `${prefix}.flag.unknown`,
    title: 'An unknown flag is refused',
    group: values,
    source: 'joint-kit §6',
    fix: 'Answer 000002 to a flag that you do not know; do not take it for an addition.',
    name: 'a department with flag 9',
    make: (bench, name) => send(bench, name, 'singleOrgSync', (message) => ({ ...message, flag: 9 })),
  },
  {
    id: `${prefix}.people.role.unknown`,
    title: 'An unknown role is refused',
    level: 'should',
    group: values,
    source: 'joint-kit §6.3',
    fix: 'role is user or admin: answer 000002 to any other, and give nobody rights by chance.',
    name: 'a person with the role owner',
    make: (bench, name) => send(bench, name, 'authSync', (message) => withUser(message, { role: 'owner' })),
  },
  {
    id: `${prefix}.people.missing.userName`,
    title: 'A person without a userName is refused',
    group: 'authSync',
    source: 'joint-kit §6.3',
    fix: 'userName is required for each person: answer 000002 if it is absent.',
    name: 'a person without a userName',
    make: (bench, name) =>
      send(bench, name, 'authSync', (message) => withUser(message, { userName: undefined })),
  },
  {
    id: `${prefix}.people.missing.userList`,
    title: 'A call without userList is refused',
    group: 'authSync',
    source: 'joint-kit §6.3',
    fix: 'userList is required: answer 000002 if it is absent.',
    name: 'an authSync without userList',
    make: (bench, name) => send(bench, name, 'authSync', ({ userList: _users, ...message }) => message),
  },
]

function withUser(message: JsonObject, more: JsonObject): JsonObject {
  const [first, ...others] = message['userList'] as readonly JsonObject[]
  return { ...message, userList: [{ ...first, ...more }, ...others] }
}

/** Whether wrong calls are refused, and with which code. */
export function createRefusalChecks(
  kit: Kit,
  binding: Binding,
  { secrets }: { readonly secrets: readonly Played[] },
): readonly Check[] {
  const { prefix } = kit
  const send: SendWrong = async (bench, name, activity, change) => {
    const of = await bench.look(binding.organisation)
    const { message } = right[activity](createScene(bench, of))
    return kit.send(bench, { name, activity, meant: 'refuse', message: change(message) })
  }
  const members = createMemberChecks<KitActivity>({
    prefix,
    tables,
    // A number is read as text in both generations, so that only a list has a wrong type.
    oddities: ['empty', 'type', 'length'],
    send,
  })
  const wanted = defineRefusals(listRefusals(kit, send))
  const ofSecrets = secrets.map(({ group, sent }) => ({ group, sent, codes: ['000101'] }))
  return [
    ...tables.flatMap(({ activity }) => members.checksOf(activity)),
    ...wanted.map(createRefusalCheck),
    createUnknownPathCheck(kit, binding),
    createGetCheck(kit, binding),
    createMeaningCheck(
      { id: `${prefix}.refusal.meaning`, group: 'Refusals', source: 'joint-kit §3' },
      [...members.wrongMessages, ...wanted, ...ofSecrets],
      async () => undefined,
    ),
  ]
}

function createUnknownPathCheck(kit: Kit, binding: Binding): Check {
  const sent = defineStep('a call of an unknown interface', async (bench) => {
    const of = await bench.look(binding.organisation)
    return kit.send(bench, {
      ...createScene(bench, of).enterprise(),
      name: `a call of the interface ${unknownInterface}`,
      meant: 'refuse',
      path: unknownInterface,
    })
  })
  return {
    id: `${kit.prefix}.path.unknown`,
    title: 'A call of an interface that does not exist is refused',
    group: values,
    level: 'must',
    source: 'joint-kit §1',
    fix: 'Answer 404 or a refusal to a path that you do not know; do not take it for a known interface.',
    judge: async (look) => judgeRefusedAnyhow(await look(sent)),
  }
}

function createGetCheck(kit: Kit, binding: Binding): Check {
  const asked = defineStep('a GET', async (bench) => {
    const of = await bench.look(binding.organisation)
    return kit.get(bench, { ...createScene(bench, of).enterprise(), name: 'a GET', meant: 'either' })
  })
  return {
    id: `${kit.prefix}.method.get`,
    title: 'A GET is not carried out',
    level: 'should',
    group: 'Unreadable messages',
    source: 'joint-kit §1',
    fix: 'Accept only POST, and answer any other method with 405 or a refusal: URLs are logged and prefetched.',
    judge: async (look) => {
      const exchange = await look(asked)
      requireReply(exchange)
      return hasCode(exchange, ['000000', '000004'])
        ? toFault(exchange, 'was carried out; only POST requests may be')
        : undefined
    },
  }
}
