import { createHmac } from 'node:crypto'
import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Check, Judgement, Step } from '../engine/check.ts'
import { readHeaders } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { toFault, findFirstFault } from '../engine/judging.ts'
import { lookAtAll } from '../replies/checks.ts'

const group = 'Body-Sign'
const sign =
  'Serialise the response once, compute base64(HMAC_SHA256(key, bytes)) over these bytes with the access key alone, and send exactly these bytes with Body-Sign: sign_type="HMAC-SHA256", signature="…".'

const signatures = (exchange: Exchange): string[] => readHeaders(exchange, 'body-sign')
const pair = /sign_type[ \t]*=[ \t]*"([^"]*)"[ \t]*,[ \t]*signature[ \t]*=[ \t]*"([^"]*)"/g

/** The signatures of a reply that have the required form. */
const wellFormed = (exchange: Exchange): string[] =>
  [...signatures(exchange).join(',').matchAll(pair)].flatMap(([, type, signature = '']) =>
    type === 'HMAC-SHA256' ? [signature] : [],
  )

function isRight(exchange: Exchange, key: string): boolean {
  const expected = createHmac('sha256', key)
    .update(exchange.reply?.body ?? '')
    .digest('base64')
  return wellFormed(exchange).includes(expected)
}

const isPresent = (exchange: Exchange): Judgement =>
  signatures(exchange).length > 0 ? undefined : toFault(exchange, 'was answered without a Body-Sign')

function hasForm(exchange: Exchange): Judgement {
  const [first] = signatures(exchange)
  return first === undefined || wellFormed(exchange).length > 0
    ? undefined
    : toFault(exchange, `was answered with Body-Sign: ${first.slice(0, 80)}`)
}

const fits = (exchange: Exchange, key: string): Judgement =>
  wellFormed(exchange).length === 0 || isRight(exchange, key)
    ? undefined
    : toFault(exchange, 'was answered with a Body-Sign that does not match the bytes of the body')

const isCarriedOut = ({ code }: Exchange): boolean => code === '000000'

const hasName = (exchange: Exchange): Judgement => {
  const names = (exchange.reply?.headers ?? []).map(([name]) => name)
  const other = names.find((name) => name.toLowerCase() === 'body-sign' && name !== 'Body-Sign')
  return other === undefined ? undefined : toFault(exchange, `was answered with the header ${other}`)
}

const isOnce = (exchange: Exchange): Judgement =>
  signatures(exchange).length > 1
    ? toFault(exchange, `was answered with ${signatures(exchange).length} Body-Sign headers`)
    : undefined

const keyOfRun = defineStep('the key of the signatures', ({ key }) => Promise.resolve(key))

type Rule = Omit<Check, 'judge' | 'group' | 'source' | 'last'> & {
  /** The replies that it judges. */
  readonly isOfKind: (exchange: Exchange) => boolean
  readonly fault: (exchange: Exchange, key: string) => Judgement
}

/** The parameters of these checks of a protocol: the beginning of their ids, and what is sent for them. */
export type BodySignRules = {
  readonly prefix: string
  readonly source?: string
  readonly exchanges: readonly Step<unknown>[]
}

/** A check about every reply of a kind in the run. */
const createCheck = (
  { id, isOfKind, fault, ...told }: Rule,
  { prefix, source = 'saas-v1 §4', exchanges }: BodySignRules,
): Check => ({
  ...told,
  id: `${prefix}.body-sign.${id}`,
  group,
  source,
  last: true,
  judge: async (look, made) => {
    const key = await look(keyOfRun)
    await lookAtAll(look, exchanges)
    const some = made.filter((exchange) => exchange.reply !== undefined && isOfKind(exchange))
    if (some.length === 0) throw new CannotJudge('There was no such response.')
    return findFirstFault(some, (exchange) => fault(exchange, key))
  },
})

const rules: readonly Rule[] = [
  {
    id: 'present',
    title: 'A response has a Body-Sign',
    level: 'must',
    fix: sign,
    isOfKind: isCarriedOut,
    fault: isPresent,
  },
  {
    id: 'form',
    title: 'A Body-Sign has sign_type and signature, both in quotes',
    level: 'must',
    fix: `Put both values in double quotes. ${sign}`,
    isOfKind: isCarriedOut,
    fault: hasForm,
  },
  {
    id: 'right',
    title: 'A Body-Sign matches the bytes of the response',
    level: 'must',
    fix: `Sign what is sent, not an object before it is serialised or a text that a filter or framework changes afterwards. ${sign}`,
    isOfKind: isCarriedOut,
    fault: fits,
  },
  {
    id: 'refusals',
    title: 'A refusal has a Body-Sign that matches',
    level: 'should',
    fix: `Sign refusals like all other responses, so that the marketplace knows who sent them. ${sign}`,
    isOfKind: (exchange) => exchange.code !== undefined && !isCarriedOut(exchange),
    fault: (exchange, key) => isPresent(exchange) ?? hasForm(exchange) ?? fits(exchange, key),
  },
  {
    id: 'name',
    title: 'The header is spelled Body-Sign',
    level: 'should',
    fix: 'Spell the header Body-Sign: some receivers compare it with its capitals. A gateway with HTTP/2 writes it in lower case; make it use HTTP/1.1.',
    isOfKind: () => true,
    fault: hasName,
  },
  {
    id: 'once',
    title: 'A response has only one Body-Sign',
    level: 'should',
    fix: 'Set the header once: perhaps a filter and a handler both set it.',
    isOfKind: () => true,
    fault: isOnce,
  },
]

/** Whether the marketplace can verify that a reply comes from the seller. */
export const createBodySignChecks = (given: BodySignRules): readonly Check[] =>
  rules.map((rule) => createCheck(rule, given))
