import type { Bench } from '../engine/bench.ts'
import { defineStep } from '../engine/check.ts'
import type { Check, Level, Step } from '../engine/check.ts'
import type { Exchange, Meant } from '../engine/exchange.ts'
import { judgeRefusalCodes, judgeTakenForForged, judgeTakenForRight } from '../replies/verdicts.ts'
import type { Compared } from '../replies/verdicts.ts'
import { proofsToAccept } from './proofs-to-accept.ts'
import type { RightProof } from './proofs-to-accept.ts'
import { proofsToRefuse } from './proofs-to-refuse.ts'
import type { WrongProof } from './proofs-to-refuse.ts'
import { signWithAnotherKey } from './send.ts'
import type { Sending } from './send.ts'

/** Sends a request that changes nothing if it is carried out; `rest` gets the body of a correct sender. */
export type Probe = (
  bench: Bench,
  name: string,
  meant: Meant,
  rest?: (body: string) => Partial<Sending>,
) => Promise<Exchange>

/** How a request is proved in a protocol, and what these checks send. */
export type ProofRules = {
  readonly prefix: string
  /** The sections about the proof, and about the codes of refusals. */
  readonly source: string
  readonly codeSource: string
  readonly probe: Probe
  /** A name for what is sent, such as `notification`. */
  readonly subject: string
  /** A part of the body in place of which any text may be. */
  readonly replaceable: string
  /** Proofs that another carrier of them has instead of those in a query. */
  readonly refused?: readonly WrongProof[]
  readonly accepted?: readonly RightProof[]
  /** Whether receivers may verify over a body that they wrote anew (joint-kit §4.1), so that its escapes are lost. */
  readonly mayWriteAnew?: boolean
}

export const refusedGroup = 'Signature: what is refused'
export const acceptedGroup = 'Signature: what is accepted'

/** How this server answers a right probe and a forged one. */
export const defineComparison = ({ probe, subject }: Pick<ProofRules, 'probe' | 'subject'>): Step<Compared> =>
  defineStep(`a correct ${subject} and a forged one`, async (bench): Promise<Compared> => {
    const [right, forged] = await Promise.all([
      probe(bench, `a plain ${subject}`, 'either'),
      probe(bench, `a forged ${subject}`, 'refuse', () => ({ prove: signWithAnotherKey })),
    ])
    return { right, forged }
  })

/** The checks of requests with signature, timestamp and nonce (saas-v2 §2.2, joint-kit §4.1). */
export function createProofChecks(rules: ProofRules, compared: Step<Compared>): readonly Check[] {
  const { prefix, source, codeSource, probe, refused = proofsToRefuse, accepted = proofsToAccept } = rules
  const idOf = (id: string): string => id.replace(/^v2\./, `${prefix}.`)
  const wrongs = refused.map((wrong) => ({
    wrong,
    sent: defineStep(wrong.name, (bench) => probe(bench, wrong.name, 'refuse', wrong.rest)),
  }))
  return [
    ...wrongs.map(({ wrong: { id, title, fix }, sent }): Check => ({
      id: idOf(id),
      title,
      level: 'must',
      group: refusedGroup,
      source,
      fix,
      judge: async (look) => judgeTakenForForged(await look(sent), (await look(compared)).right),
    })),
    {
      id: `${prefix}.proof.refusal-code`,
      title: 'A wrong signature is refused with 000001, a wrong timestamp or nonce with 000002',
      level: 'should',
      group: refusedGroup,
      source: codeSource,
      fix: 'Answer 000001 if the signature is missing or wrong, and 000002 for the timestamp or the nonce: people read the code in the console.',
      judge: async (look) => {
        const answers = wrongs.map(async ({ sent, wrong }) => ({
          exchange: await look(sent),
          codes: [wrong.code],
        }))
        return judgeRefusalCodes(await Promise.all(answers))
      },
    },
    ...accepted.map(({ id, title, level, name, fix, rest, judge = judgeTakenForRight }): Check => {
      const sent = defineStep(name, (bench) => probe(bench, name, 'either', rest))
      return {
        id: idOf(id),
        title,
        level,
        group: acceptedGroup,
        source,
        fix,
        judge: async (look) => judge(await look(sent), await look(compared)),
      }
    }),
    ...createBodyChecks(rules, compared),
  ]
}

type Written = {
  readonly id: string
  readonly title: string
  readonly level: Level
  readonly name: string
  readonly fix: string
  readonly text: string
}

const written = (subject: string): readonly Written[] => [
  {
    id: 'chinese',
    title: 'A body with Chinese text is verified as UTF-8',
    level: 'must',
    name: `a ${subject} with Chinese text`,
    fix: 'Hash the bytes of the body, or its text as UTF-8; never in the default character set of the machine.',
    text: '订单',
  },
  {
    id: 'spelled',
    title: 'A body with escaped Chinese text is verified over its bytes',
    level: 'should',
    name: `a ${subject} with Chinese text in escapes`,
    fix: 'Hash the bytes as received: a character and its escape are different bytes with different signatures.',
    text: '\\u8ba2\\u5355',
  },
]

const createBodyChecks = (
  { prefix, source, probe, subject, replaceable, mayWriteAnew = false }: ProofRules,
  compared: Step<Compared>,
): readonly Check[] =>
  (mayWriteAnew ? written(subject).slice(0, 1) : written(subject)).map(
    ({ id, title, level, name, fix, text }): Check => {
      const sent = defineStep(name, (bench) =>
        probe(bench, name, 'either', (body) => ({ body: body.replaceAll(replaceable, text) })),
      )
      return {
        id: `${prefix}.proof.body.${id}`,
        title,
        level,
        group: acceptedGroup,
        source,
        fix,
        judge: async (look) => judgeTakenForRight(await look(sent), await look(compared)),
      }
    },
  )
