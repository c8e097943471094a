import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Look, Step } from '../../engine/check.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { findFirstFault, judgeAccepted, writeSentence } from '../../engine/judging.ts'
import { createOrder, createUnknownId } from '../../purchases/ids.ts'
import { withArticle } from '../../replies/refusals.ts'
import { isOffered } from '../../replies/offered.ts'
import { isDone } from '../../replies/verdicts.ts'
import { sendMessage } from '../instances.ts'
import { readMessage } from '../send.ts'
import { deeds } from './messages.ts'
import type { Deed, LifeRules } from './messages.ts'

const group = 'Optional fields'

/** The optional members of each deed, with values that change nothing. */
const optional: Readonly<Record<Deed, (bench: Bench) => JsonObject>> = {
  refresh: () => ({ productId: 'OFFI461867333479178240', testFlag: '0' }),
  status: () => ({ testFlag: '0' }),
  release: (bench) => ({ ...createOrder(bench), testFlag: '0' }),
}

/** The plain request of a deed, and the same with every optional member. */
type Forms<Activity> = {
  readonly activity: Activity
  readonly plain: Step<Exchange>
  readonly whole: Step<Exchange>
  /** A plain request about something that does not exist, which a server that has the activity tells apart. */
  readonly ofNothing: Step<Exchange>
}

const formsOf = <Activity extends string>(
  { activities, word, create }: LifeRules<Activity>,
  plain: Readonly<Record<Deed, Step<Exchange>>>,
): readonly Forms<Activity>[] =>
  deeds.map((deed) => {
    const activity = activities[deed]
    const name = `${withArticle(activity)} with every optional field`
    const whole = defineStep(name, async (bench) => {
      const message = readMessage(await bench.look(plain[deed]))
      return sendMessage(bench, name, { ...message, ...optional[deed](bench) })
    })
    const ofNothing = defineStep(`${withArticle(activity)} about nothing`, (bench) =>
      sendMessage(
        bench,
        `${withArticle(activity)} about nothing that exists`,
        create(bench, activity, createUnknownId(bench, word)),
        { meant: 'refuse' },
      ),
    )
    return { activity, plain: plain[deed], whole, ofNothing }
  })

/** Whether a server has an activity, and the checks of its optional members. */
export type Optional<Activity> = {
  /**
   * Whether an activity is answered in another way than one that cannot exist. Other forms of it are tried before it
   * counts as missing, because a server that demands optional members refuses the plain one with the same code.
   */
  readonly isOffered: (look: Look, activity: Activity) => Promise<boolean>
  readonly checks: readonly Check[]
}

type Given = {
  readonly plain: Readonly<Record<Deed, Step<Exchange>>>
  readonly unknown: Step<Exchange>
}

/** Distinguishes activities that a server does not have from those whose optional members it demands. */
export function createOptional<Activity extends string>(
  rules: LifeRules<Activity>,
  { plain, unknown }: Given,
): Optional<Activity> {
  const { prefix, sources } = rules
  const forms = formsOf(rules, plain)
  const told = { group, source: sources.refresh }
  return {
    isOffered: async (look, wanted) => {
      const own = forms.find(({ activity }) => activity === wanted)
      if (own === undefined) return false
      return isOffered(look, { plain: own.plain, others: [own.whole, own.ofNothing], unknown })
    },
    checks: [
      {
        ...told,
        id: `${prefix}.optional.missing`,
        title: 'Every optional field may be missing',
        level: 'must',
        fix: 'Require only the mandatory fields of each activity: the marketplace omits testFlag from real calls, and productId and the order unless something is changed or refunded.',
        judge: async (look) => judgeMissing(await Promise.all(forms.map((one) => sendBoth(look, one)))),
      },
      {
        ...told,
        id: `${prefix}.optional.empty`,
        title: 'An optional field that is empty counts as missing',
        level: 'should',
        fix: 'Treat "" like a missing field where a field is optional: some senders write every field of the table.',
        judge: judgesEmpty(plain),
      },
    ],
  }
}

type Sent = { readonly asked: Exchange; readonly whole?: Exchange }

async function sendBoth(look: Look, { plain, whole }: Pick<Forms<string>, 'plain' | 'whole'>): Promise<Sent> {
  const asked = await look(plain)
  return isDone(asked) || !asked.reply ? { asked } : { asked, whole: await look(whole) }
}

function judgeMissing(all: readonly Sent[]): ReturnType<typeof judgeAccepted> {
  const fault = findFirstFault(all, ({ asked, whole }) =>
    whole && isDone(whole)
      ? {
          why: writeSentence(
            asked,
            `was answered ${describeAnswer(asked)}, and with every optional field ${describeAnswer(whole)}; it must be carried out without them`,
          ),
          exchanges: [asked, whole],
        }
      : undefined,
  )
  if (fault === undefined && all.every(({ whole }) => whole))
    throw new CannotJudge('No request was carried out with all optional fields either.')
  return fault
}

/** Repeats what was carried out, with optional members that are empty. */
function judgesEmpty({ refresh, release }: Given['plain']): Check['judge'] {
  const repeat = (first: Step<Exchange>, empty: JsonObject): Step<Exchange | undefined> => {
    const name = `${first.name} with an empty ${Object.keys(empty).join(' and ')}`
    return defineStep(name, async (bench) => {
      const before = await bench.look(first)
      return isDone(before) ? sendMessage(bench, name, { ...readMessage(before), ...empty }) : undefined
    })
  }
  const renewed = repeat(refresh, { productId: '' })
  const released = repeat(release, { orderId: '', orderLineId: '' })
  return async (look) => {
    const [renewal, end] = [await look(renewed), await look(released)]
    if (!renewal && !end) throw new CannotJudge('Neither a renewal nor a release was carried out.')
    return (renewal && judgeAccepted(renewal, '000000')) ?? (end && judgeAccepted(end, '000000', '000003'))
  }
}
