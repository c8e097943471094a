import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Judgement, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { writeSentence } from '../../engine/judging.ts'
import { createOrder } from '../../purchases/ids.ts'
import { withArticle } from '../../replies/refusals.ts'
import { isDone, judgeRefusedAnyhow, requireReply } from '../../replies/verdicts.ts'
import { sendMessage } from '../instances.ts'
import { createAsking, defineRepetition, requireCarriedOut, retry } from './messages.ts'
import type { LifeRules, Plain } from './messages.ts'

/** The steps of freezing and ending that other checks need, and the messages that must be carried out. */
export type Endings = {
  readonly frozen: Step<Exchange>
  readonly unfrozen: Step<Exchange>
  readonly release: Step<Exchange>
  readonly plain: readonly Plain[]
  /** A right message of any activity after the release, and after its repeat. */
  readonly afterRelease: (activity: string) => Step<Exchange>
}

/** Freezing, once and again, in every state in which it may come. */
function createFreezing<Activity extends string>(
  rules: LifeRules<Activity>,
): Pick<Endings, 'frozen' | 'unfrozen' | 'plain'> {
  const { activities, subjects, word } = rules
  const ask = createAsking(rules)
  const about = subjects['to freeze']
  const frozen = ask('a freeze', activities.status, { about })
  const frozenAgain = defineRepetition('a second freeze', frozen)
  const renewed = defineStep(`a ${activities.refresh} of a frozen ${word}`, async (bench) => {
    requireCarriedOut(await bench.look(frozenAgain))
    const id = await bench.look(about)
    const name = `a ${activities.refresh} of a frozen ${word}`
    return sendMessage(bench, name, rules.create(bench, activities.refresh, id))
  })
  /** After the step that needs it frozen. */
  const unfrozen = defineStep('an unfreeze', async (bench) => {
    await Promise.allSettled([bench.look(renewed)])
    requireCarriedOut(await bench.look(frozen))
    const message = rules.create(bench, activities.status, await bench.look(about))
    return sendMessage(bench, 'an unfreeze', { ...message, status: 'UNFREEZE' })
  })
  const plain: readonly Plain[] = [
    {
      id: 'status.freeze',
      title: 'A freeze is carried out',
      of: 'status',
      fix: `Lock the ${word} and keep its data, then answer 000000.`,
      sent: frozen,
    },
    {
      id: 'status.freeze.repeat',
      title: 'A repeat of a freeze succeeds',
      of: 'status',
      fix: retry,
      sent: frozenAgain,
    },
    {
      id: 'status.unfreeze',
      title: 'An unfreeze is carried out',
      of: 'status',
      fix: `Unlock the ${word} and answer 000000.`,
      sent: unfrozen,
    },
    {
      id: 'status.unfreeze.repeat',
      title: 'A repeat of an unfreeze succeeds',
      of: 'status',
      fix: retry,
      sent: defineRepetition('a second unfreeze', unfrozen),
    },
    {
      id: 'refresh.frozen',
      title: `A frozen ${word} can be renewed`,
      of: 'refresh',
      fix: `A frozen ${word} cannot be used, but can be renewed: accept ${activities.refresh} in every state except released.`,
      sent: renewed,
    },
  ]
  return { frozen, unfrozen, plain }
}

/** Freezing and ending, once and again, in every state in which they may come. */
export function createEndings<Activity extends string>(rules: LifeRules<Activity>): Endings {
  const { activities, subjects, word } = rules
  const ask = createAsking(rules)
  const { frozen, unfrozen, plain } = createFreezing(rules)
  const release = ask(`a ${activities.release}`, activities.release, { about: subjects['to release'] })
  const again = defineRepetition('a second release', release)
  const frozenBefore = ask('a freeze before a release', activities.status, {
    about: subjects['to release while it is frozen'],
  })
  const releasedFrozen = defineStep(`the release of a frozen ${word}`, async (bench) => {
    requireCarriedOut(await bench.look(frozenBefore))
    const id = await bench.look(subjects['to release while it is frozen'])
    return sendMessage(bench, `the release of a frozen ${word}`, rules.create(bench, activities.release, id))
  })
  return {
    frozen,
    unfrozen,
    release,
    afterRelease: (activity) => {
      const name = `${withArticle(activity)} after the release`
      return defineStep(name, async (bench) => {
        requireCarriedOut(await bench.look(release))
        await Promise.allSettled([bench.look(again)])
        const message = rules.create(bench, activity as Activity, await bench.look(subjects['to release']))
        return sendMessage(bench, name, message, { meant: 'refuse' })
      })
    },
    plain: [
      ...plain,
      {
        id: 'release.accepted',
        title: 'A release is carried out',
        of: 'release',
        fix: `Take the ${word} out of service and answer 000000. Otherwise what was refunded is still used.`,
        sent: release,
      },
      {
        id: 'release.repeat',
        title: 'A repeat of a release succeeds',
        of: 'release',
        fix: `Answer 000000 to the release of a released ${word}; 000003 counts as released as well.`,
        sent: again,
        codes: ['000000', '000003'],
      },
      {
        id: 'release.order',
        title: 'A release with the order of a refund is carried out',
        of: 'release',
        fix: `orderId and orderLineId are optional here, and belong to the refund: find the ${word} by its ID alone.`,
        sent: ask(`a ${activities.release} for a refunded order`, activities.release, {
          about: subjects['to release for a refund'],
          more: createOrder,
        }),
      },
      {
        id: 'release.frozen',
        title: `A frozen ${word} can be released`,
        of: 'release',
        fix: `What has expired is frozen first and released later: accept ${activities.release} in every state.`,
        sent: releasedFrozen,
      },
    ],
  }
}

/**
 * The checks of what is left after a release. A server that really released something would not do all of `afterwards`
 * for it; one alone is tolerated, because the server may only have forgotten to check the state.
 */
export function createReleasedChecks<Activity extends string>(
  rules: LifeRules<Activity>,
  { afterRelease }: Endings,
  afterwards: readonly { readonly activity: Activity; readonly short: string; readonly fix: string }[],
): readonly Check[] {
  const { prefix, activities, sources, word, limit } = rules
  const sent = afterwards.map((one) => ({ ...one, after: afterRelease(one.activity) }))
  const done = (all: readonly Exchange[]): Judgement => {
    all.forEach(requireReply)
    const [first] = all
    if (first === undefined || !all.every(isDone)) return undefined
    return {
      why: writeSentence(first, `succeeded, and so did everything else about the released ${word}`),
      exchanges: all,
    }
  }
  const whole: Check = {
    id: `${prefix}.release.done`,
    title: `A release that succeeds releases the ${word}`,
    level: 'must',
    group: activities.release,
    source: `${sources.release}; ${sources.codes}`,
    fix: `Answer 000000 once the ${word} is out of service, and remember that: the buyer was refunded, or pays no more. Then answer 000003 to later requests about it.`,
    judge: async (look) => done(await Promise.all(sent.map(({ after }) => look(after)))),
  }
  return [
    ...afterwards.reduce<readonly Check[]>((checks, { activity }) => limit(activity, checks), [whole]),
    ...sent.flatMap(({ activity, short, fix, after }) =>
      limit(activity, [
        {
          id: `${prefix}.release.${short}`,
          title: `${withArticle(activity)} of a released ${word} is refused`.replace(/^a/, 'A'),
          level: 'should',
          group: activities.release,
          source: sources.codes,
          fix,
          judge: async (look) => {
            const all = await Promise.all(sent.map((one) => look(one.after)))
            if (all.length > 1 && done(all) !== undefined)
              throw new CannotJudge('Nothing shows that it was released.')
            return judgeRefusedAnyhow(await look(after))
          },
        },
      ]),
    ),
  ]
}
