import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import { defineStep } from '../engine/check.ts'
import type { Check, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { findFirstFault } from '../engine/judging.ts'
import { withArticle } from './refusals.ts'
import type { WrongMessage } from './refusals.ts'
import { judgeRefusedAnyhow } from './verdicts.ts'

/** A mandatory member by its path, and its longest value in characters. */
export type Member = {
  readonly path: string
  readonly max?: number
  /** It says what the request is about; without it nobody can have carried it out. */
  readonly isSubject?: true
}

/** The mandatory members of an activity except `activity` itself. */
export type MemberTable<Activity extends string> = {
  readonly activity: Activity
  /** The activity in ids of checks. */
  readonly short: string
  readonly source: string
  readonly members: readonly Member[]
}

/** How a member may be odd; a query has only texts, so its members have no type. */
export type Oddity = 'empty' | 'type' | 'length'

export type MemberRules<Activity extends string> = {
  readonly prefix: string
  readonly tables: readonly MemberTable<Activity>[]
  readonly oddities: readonly Oddity[]
  /** Members that cannot be empty texts. */
  readonly objects?: readonly string[]
  /** Sends a message of the activity about something that exists, so that only the change is wrong with it. */
  readonly send: (
    bench: Bench,
    name: string,
    activity: Activity,
    change: (message: JsonObject) => JsonObject,
  ) => Promise<Exchange>
}

/** The message with this member replaced by the result of `change`; undefined removes it. */
function changeMember(message: JsonObject, path: string, change: (value: unknown) => unknown): JsonObject {
  const [name = '', ...inner] = path.split('.')
  const { [name]: value, ...others } = message
  const changed =
    inner.length === 0 ? change(value) : changeMember(value as JsonObject, inner.join('.'), change)
  return changed === undefined ? others : { ...message, [name]: changed }
}

/** A way in which a member is wrong; `max` is its longest value. */
type Variant = {
  readonly name: (path: string, max: number) => string
  readonly change: (value: unknown, max: number) => unknown
}

const missing: Variant = { name: (path) => `without ${path}`, change: () => undefined }
const variants: Readonly<Record<Oddity, Variant>> = {
  empty: { name: (path) => `with an empty ${path}`, change: () => '' },
  type: { name: (path) => `with a list as ${path}`, change: (value) => [value] },
  length: {
    name: (path, max) => `with ${max + 1} characters in ${path}`,
    change: (value, max) =>
      String(value)
        .padEnd(max + 1, 'x')
        .slice(0, max + 1),
  },
}

/** An id that no instance can have may also be answered like one that does not exist. */
const codesFor = (path: string): readonly string[] =>
  path === 'instanceId' || path === 'license' ? ['000002', '000003'] : ['000002']

const words = {
  empty: {
    title: 'A required field that is empty counts as missing',
    fix: 'Answer 000002 if a required field is an empty string.',
  },
  type: {
    title: 'A field of the wrong type is refused',
    fix: 'Check the type before you use a field, answer 000002 if it is wrong, and do not convert a list to a string.',
  },
  length: {
    title: 'A value that is too long is refused',
    fix: 'Answer 000002 if a value is longer than the protocol allows: if it is cut to fit a column, it is a different value.',
  },
}

/**
 * Creates one check for each missing member, which is a must if nobody can have carried the request out without it, and
 * one per activity for each oddity. No marketplace sends an odd message, so its refusal is advice.
 */
export function createMemberChecks<Activity extends string>(
  rules: MemberRules<Activity>,
): {
  readonly wrongMessages: readonly WrongMessage[]
  readonly checksOf: (activity: Activity) => readonly Check[]
} {
  const { prefix, tables, oddities, objects = [], send } = rules
  const define = (
    activity: Activity,
    { path, max = 0 }: Member,
    { name, change }: Variant,
  ): Step<Exchange> => {
    const text = `${withArticle(activity)} ${name(path, max)}`
    return defineStep(text, (bench) =>
      send(bench, text, activity, (message) => changeMember(message, path, (value) => change(value, max))),
    )
  }
  const absences = tables.flatMap((table) =>
    table.members.map((member) => ({
      table,
      member,
      group: table.activity,
      sent: define(table.activity, member, missing),
      codes: codesFor(member.path),
    })),
  )
  const odd = tables.flatMap((table) =>
    oddities.map((kind) => ({
      table,
      kind,
      all: table.members
        .filter(({ path, max }) =>
          kind === 'length' ? max !== undefined : !(kind === 'empty' && objects.includes(path)),
        )
        .map((member): WrongMessage => ({
          group: table.activity,
          sent: define(table.activity, member, variants[kind]),
          codes: codesFor(member.path),
        })),
    })),
  )
  const missingCheck = ({ table, member: { path, isSubject }, sent }: (typeof absences)[number]): Check => ({
    id: `${prefix}.${table.short}.missing.${path}`,
    title: `A request without ${path} is refused`,
    level: isSubject === true ? 'must' : 'should',
    group: table.activity,
    source: table.source,
    fix: `${path} is required: answer 000002 if it is absent or null, before anything is done.`,
    judge: async (look) => judgeRefusedAnyhow(await look(sent)),
  })
  const oddCheck = ({ table, kind, all }: (typeof odd)[number]): Check => ({
    id: `${prefix}.${table.short}.${kind}`,
    ...words[kind],
    level: 'should',
    group: table.activity,
    source: table.source,
    judge: async (look) =>
      findFirstFault(await Promise.all(all.map(({ sent }) => look(sent))), (exchange) =>
        judgeRefusedAnyhow(exchange),
      ),
  })
  return {
    wrongMessages: [...absences, ...odd.flatMap(({ all }) => all)],
    checksOf: (activity) => [
      ...absences.filter(({ table }) => table.activity === activity).map(missingCheck),
      ...odd.filter(({ table, all }) => table.activity === activity && all.length > 0).map(oddCheck),
    ],
  }
}
