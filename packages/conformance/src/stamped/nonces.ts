import type { Bench } from '../engine/bench.ts'
import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Check, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { findFirstFault } from '../engine/judging.ts'
import { isDone, judgeRefusedAnyhow, judgeTakenForRight } from '../replies/verdicts.ts'
import type { Compared } from '../replies/verdicts.ts'
import { acceptedGroup, refusedGroup } from './proof-checks.ts'
import type { Probe } from './proof-checks.ts'
import type { Proof, Sending } from './send.ts'

/** The beginning of the ids of these checks, what they send, and the answers to a right and to a forged probe. */
export type NonceRules = {
  readonly prefix: string
  readonly source: string
  readonly probe: Probe
  readonly compared: Step<Compared>
  /** Reads the proof of a request; default: from its query. */
  readonly proofOf?: (exchange: Exchange) => Proof
}

/** Nonces of the three forms in the published examples. */
const formsOf = ({ hex }: Bench): Readonly<Record<string, string>> => ({
  '64 upper-case hexadecimal digits': hex(64).toUpperCase(),
  '32 letters and digits': `Zz${hex(30)}`,
  '16 letters': hex(16).replace(/\d/g, (digit) => String.fromCharCode(71 + Number(digit))),
})

const proofInQuery = ({ request }: Exchange): Proof => {
  const query = new URL(request.url).searchParams
  const valueOf = (name: string): string => query.get(name) ?? ''
  return { signature: valueOf('signature'), timestamp: valueOf('timestamp'), nonce: valueOf('nonce') }
}

/** What a receiver does with nonces: it accepts every form, and each only once. */
export function createNonceChecks({
  prefix,
  source,
  probe,
  compared,
  proofOf = proofInQuery,
}: NonceRules): readonly Check[] {
  const forms = defineStep('requests with nonces of each published form', (bench) =>
    Promise.all(
      Object.entries(formsOf(bench)).map(([form, nonce]) =>
        probe(bench, `a request with a nonce of ${form}`, 'either', () => ({ nonce })),
      ),
    ),
  )
  const firstOfTwo = defineStep('a request that will be sent again', (bench) =>
    probe(bench, 'a request that will be sent again', 'either'),
  )
  const replayed = defineStep('a replay', async (bench) => {
    const first = await bench.look(firstOfTwo)
    const name = 'a request that was sent before, byte for byte'
    return probe(bench, name, 'refuse', () => ({ body: first.request.body, prove: () => proofOf(first) }))
  })
  /** A forger uses a nonce, and then a correct sender uses the same one. */
  const afterForgery = defineStep('a request after a forgery with its nonce', async (bench) => {
    const [nonce, signature] = [bench.hex(32), bench.hex(64)]
    const prove: NonNullable<Sending['prove']> = (_, right) => ({ ...right, signature })
    await probe(bench, 'a request with an invented signature', 'refuse', () => ({ nonce, prove }))
    return probe(bench, 'a correct request whose nonce a forger used before', 'either', () => ({ nonce }))
  })
  return [
    {
      id: `${prefix}.proof.nonce.forms`,
      title: 'Nonces of every published form are accepted',
      level: 'must',
      group: acceptedGroup,
      source,
      fix: 'Accept a nonce of any length and alphabet: the examples have 64 hexadecimal digits, 32 letters and digits, and 16 letters.',
      judge: async (look) => {
        const answers = await look(compared)
        return findFirstFault(await look(forms), (one) => judgeTakenForRight(one, answers))
      },
    },
    {
      id: `${prefix}.proof.replay`,
      title: 'A repeated request, byte for byte, is refused',
      level: 'should',
      group: refusedGroup,
      source,
      fix: 'Store each nonce for at least two minutes, in a store that all your processes share, and answer 000002 if it is used again.',
      judge: async (look) => {
        if (!isDone(await look(firstOfTwo)))
          throw new CannotJudge('The first of the two requests was refused already.')
        return judgeRefusedAnyhow(await look(replayed))
      },
    },
    {
      id: `${prefix}.proof.nonce.forged`,
      title: 'A forged request does not use up the nonce of a correct one',
      level: 'should',
      group: acceptedGroup,
      source,
      fix: 'Store a nonce only after the signature is verified; otherwise anyone can block requests whose nonces they guess or see.',
      judge: async (look) => judgeTakenForRight(await look(afterForgery), await look(compared)),
    },
  ]
}
