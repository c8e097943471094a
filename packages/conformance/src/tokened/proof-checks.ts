import { omitUndefined } from '@loggia/kernel'
import type { Bench } from '../engine/bench.ts'
import { defineStep } from '../engine/check.ts'
import type { Check, Look, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeRefusalCodes, judgeTakenForForged, judgeTakenForRight } from '../replies/verdicts.ts'
import type { Compared } from '../replies/verdicts.ts'
import { proofsToAccept } from './proofs-to-accept.ts'
import type { RightProof } from './proofs-to-accept.ts'
import { proofsToRefuse, signByAnother } from './proofs-to-refuse.ts'
import type { WrongProof } from './proofs-to-refuse.ts'
import type { Parameters, Sending } from './send.ts'

const inQuery = { source: 'saas-v1 §3', accepted: proofsToAccept, refused: proofsToRefuse }
export const refusedGroup = 'authToken: what is refused'
const acceptedGroup = 'authToken: what is accepted'

/** How a request is proved in a protocol, and what these checks send. */
export type TokenRules = {
  readonly prefix: string
  /**
   * Sends the first purchase again, with changes. Accepting it does no harm, because a repeat creates nothing. If it is
   * refused, the proof is the reason, because nothing else is wrong.
   */
  readonly repeat: (bench: Bench, name: string, rest: Repeat) => Promise<Exchange>
  /** The plain repeat. */
  readonly plain: Step<Exchange>
  /** A name for what is repeated, such as `newInstance`. */
  readonly activity: string
  /** Forms of a request that this protocol has in addition, or instead of one with the same id. */
  readonly more?: readonly RightProof[]
  /** Where another carrier of the token differs from a query. */
  readonly carrier?: {
    readonly source: string
    readonly accepted: readonly RightProof[]
    readonly refused: readonly WrongProof[]
  }
}
export type Repeat = Partial<Sending> & { readonly more?: Parameters }

export function createTokenChecks({
  prefix,
  repeat,
  plain,
  activity,
  more = [],
  carrier = inQuery,
}: TokenRules): {
  readonly accepted: readonly Check[]
  readonly refused: readonly Check[]
} {
  const { source } = carrier
  const sent = carrier.refused.map((wrong) => ({
    wrong,
    probe: defineStep(wrong.name, (bench) => repeat(bench, wrong.name, { meant: 'refuse', ...wrong.rest })),
  }))
  const forged = defineStep('a forged repeat', (bench) =>
    repeat(bench, `a forged repeat of the first ${activity}`, { meant: 'refuse', sign: signByAnother }),
  )
  /** How this server answers a right repeat of the first purchase and a forged one. */
  const compare = async (look: Look): Promise<Compared> => ({
    right: await look(plain),
    forged: await look(forged),
  })
  const acceptedCheck = (right: RightProof): Check => {
    const probe = defineStep(right.name, async (bench) =>
      repeat(bench, right.name, omitUndefined({ more: await right.more?.(bench), ...right.rest })),
    )
    return {
      id: `${prefix}.proof.${right.id}`,
      title: right.title,
      level: right.level ?? 'must',
      group: acceptedGroup,
      source: right.source ?? source,
      fix: right.fix,
      judge: async (look) => {
        await right.require?.(look)
        return judgeTakenForRight(await look(probe), await compare(look))
      },
    }
  }
  return {
    accepted: [...carrier.accepted.filter(({ id }) => !more.some((one) => one.id === id)), ...more].map(
      acceptedCheck,
    ),
    refused: [
      ...sent.map(({ wrong: { id, title, fix, level = 'must' }, probe }): Check => ({
        id: `${prefix}.proof.${id}`,
        title,
        level,
        group: refusedGroup,
        source,
        fix,
        judge: async (look) => judgeTakenForForged(await look(probe), await look(plain)),
      })),
      {
        id: `${prefix}.proof.refusal-code`,
        title: 'A wrong signature is refused with 000001',
        level: 'should',
        group: refusedGroup,
        source: 'saas-v1 §8',
        fix: 'Answer 000001, authentication failed, whenever the authToken is wrong, so that the marketplace can give the reason; 000002 is allowed if it is missing.',
        judge: async (look) => {
          const answers = sent.map(async ({ wrong, probe }) => ({
            exchange: await look(probe),
            codes: wrong.isMissing ? ['000001', '000002'] : ['000001'],
          }))
          return judgeRefusalCodes(await Promise.all(answers))
        },
      },
    ],
  }
}
