import { CannotJudge } from '../engine/check.ts'
import type { Check, Judgement, Level, Look, Step } from '../engine/check.ts'
import { toFault, findFirstFault } from '../engine/judging.ts'
import { describeAnswer, readHeaders } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { isReplyToRight } from './verdicts.ts'

/**
 * The parameters of the reply checks of a protocol, such as the beginning of their ids and the section that requires
 * them.
 */
export type ReplyRules = {
  readonly prefix: string
  readonly source: string
  /** Every result code of the protocol. */
  readonly codes: readonly string[]
  /** The level of the check for a reply without resultMsg. */
  readonly messageLevel: Level
  /** What is sent so that these checks have replies to look at, even if only they are selected. */
  readonly exchanges: readonly Step<unknown>[]
  /** The simplest request, which every correct seller carries out. */
  readonly first: Step<Exchange>
  /** Requests that every correct seller refuses. */
  readonly refusals: readonly Step<Exchange>[]
}

const group = 'Replies'

/** Runs steps for the requests that they send, even if they throw. */
export async function lookAtAll(look: Look, steps: readonly Step<unknown>[]): Promise<void> {
  for (const one of steps) {
    try {
      await look(one)
    } catch (error) {
      if (!(error instanceof CannotJudge)) throw error
    }
  }
}

/** Kinds of replies that are judged in the same way: of successful requests, of refusals, or all. */
type Kind = 'carried out' | 'refused' | 'all'

type ReplyCheck = Omit<Check, 'judge' | 'group' | 'source' | 'last'> & {
  readonly kind: Kind
  readonly fault: (exchange: Exchange) => Judgement
}

/** Judges every reply of this kind in the run, and reports the first fault. */
const ofAll =
  ({ codes, exchanges, ...rules }: ReplyRules, kind: Kind, fault: ReplyCheck['fault']): Check['judge'] =>
  async (look, made) => {
    await lookAtAll(look, exchanges)
    const [first] = await sentBy(look, [rules.first])
    const kinds = { codes, first, refusals: await sentBy(look, rules.refusals) }
    const some = made.filter(
      (exchange) =>
        exchange.reply !== undefined &&
        (kind === 'all' || isReplyToRight(exchange, kinds) === (kind === 'carried out')),
    )
    if (some.length === 0) throw new CannotJudge('There was no such reply.')
    return findFirstFault(some, fault)
  }

async function sentBy(look: Look, steps: readonly Step<Exchange>[]): Promise<Exchange[]> {
  const sent = await Promise.allSettled(steps.map((one) => look(one)))
  return sent.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

const hasStatus200 = (exchange: Exchange): Judgement =>
  exchange.reply?.status === 200
    ? undefined
    : toFault(
        exchange,
        `was answered with HTTP ${exchange.reply?.status}; whatever the answer is, it has to be 200`,
      )

function saysJson(exchange: Exchange): Judgement {
  const [type = ''] = readHeaders(exchange, 'content-type')
  return /^application\/json\s*(;|$)/i.test(type)
    ? undefined
    : toFault(exchange, `was answered with Content-Type “${type}”; it has to be application/json`)
}

const isJson = (exchange: Exchange): Judgement =>
  exchange.json === undefined
    ? toFault(exchange, 'was answered with a body that is no JSON object in UTF-8')
    : undefined

function hasResultCode(exchange: Exchange): Judgement {
  if (exchange.json === undefined) return undefined
  const code = exchange.json['resultCode']
  if (typeof code === 'string' && /^\d{6}$/.test(code)) return undefined
  const is = code === undefined ? 'without a resultCode' : `with resultCode ${JSON.stringify(code)}`
  return toFault(exchange, `was answered ${is}; it is a text of six digits`)
}

const hasKnownCode =
  (codes: readonly string[]) =>
  (exchange: Exchange): Judgement =>
    exchange.code !== undefined && /^\d{6}$/.test(exchange.code) && !codes.includes(exchange.code)
      ? toFault(exchange, `was answered with resultCode ${exchange.code}, which no table has`)
      : undefined

function hasMessage(exchange: Exchange): Judgement {
  if (exchange.json === undefined) return undefined
  const message = exchange.json['resultMsg']
  return message === undefined || message === null
    ? toFault(exchange, 'was answered without a resultMsg')
    : undefined
}

function hasShortMessage(exchange: Exchange): Judgement {
  const message = exchange.json?.['resultMsg']
  if (message === undefined || message === null) return undefined
  if (typeof message !== 'string') return toFault(exchange, 'was answered with a resultMsg that is no text')
  return message.length <= 255
    ? undefined
    : toFault(exchange, `was answered with a resultMsg of ${message.length} characters; 255 are the most`)
}

/** The form of a refusal. For a marketplace, a refusal in any form is a failure. */
const hasFormOfReply = (exchange: Exchange): Judgement =>
  saysJson(exchange) ??
  isJson(exchange) ??
  hasResultCode(exchange) ??
  hasMessage(exchange) ??
  hasShortMessage(exchange)

/** The checks about every reply of the run. */
export const createReplyChecks = (rules: ReplyRules): readonly Check[] => [
  ...answeredChecks(rules),
  ...[...transportChecks(rules), ...resultChecks(rules)].map(({ kind, fault, ...check }): Check => ({
    ...check,
    group,
    source: rules.source,
    last: true,
    judge: ofAll(rules, kind, fault),
  })),
]

const isAnswered = (exchange: Exchange): Judgement =>
  exchange.reply === undefined ? toFault(exchange, `was answered ${describeAnswer(exchange)}`) : undefined

/** Whether there is a reply at all. */
const answeredChecks = ({ prefix, source, exchanges }: ReplyRules): readonly Check[] => {
  const judge =
    (isAsked: (exchange: Exchange) => boolean): Check['judge'] =>
    async (look, made) => {
      await lookAtAll(look, exchanges)
      const asked = made.filter(isAsked)
      if (asked.length === 0) throw new CannotJudge('There was no such request.')
      return findFirstFault(asked, isAnswered)
    }
  return [
    {
      id: `${prefix}.reply.answered`,
      title: 'Every right request is answered',
      level: 'must',
      group,
      source,
      fix: 'Answer within the 20 s of the call: look into your log for the request that was not answered.',
      last: true,
      judge: judge(({ meant }) => meant !== 'refuse'),
    },
    {
      id: `${prefix}.reply.answered.refusals`,
      title: 'Every request that is not right is answered too',
      level: 'should',
      group,
      source,
      fix: 'Answer whatever you think of the request: a caller who is hung up on cannot tell a refusal from a server that is down.',
      last: true,
      judge: judge(({ meant }) => meant === 'refuse'),
    },
  ]
}

/** Whether a reply can be read at all. */
const transportChecks = ({ prefix }: ReplyRules): readonly ReplyCheck[] => [
  {
    id: `${prefix}.reply.status`,
    title: 'A request that is carried out is answered with HTTP 200',
    level: 'must',
    fix: 'Answer HTTP 200; every other status counts as a failure, 201 and 204 too.',
    kind: 'carried out',
    fault: hasStatus200,
  },
  {
    id: `${prefix}.reply.status.refusals`,
    title: 'A refusal is answered with HTTP 200 too',
    level: 'should',
    fix: 'Say why in resultCode, and leave the HTTP status at 200: look into the error handlers of your framework.',
    kind: 'refused',
    fault: hasStatus200,
  },
  {
    id: `${prefix}.reply.content-type`,
    title: 'A reply says that it is application/json',
    level: 'must',
    fix: 'Set the header Content-Type to application/json.',
    kind: 'carried out',
    fault: saysJson,
  },
  {
    id: `${prefix}.reply.json`,
    title: 'A reply is a JSON object in UTF-8',
    level: 'must',
    fix: 'Write one JSON object and nothing around it: no page of HTML, no notices of the interpreter, no comma after the last member.',
    kind: 'carried out',
    fault: isJson,
  },
  {
    id: `${prefix}.reply.form.refusals`,
    title: 'A refusal has the form of a reply: JSON that says so, with a resultCode and a resultMsg',
    level: 'should',
    fix: 'Write refusals as you write replies, also those of your framework: people read in the console what they say.',
    kind: 'refused',
    fault: hasFormOfReply,
  },
]

/** Whether a reply says what the result of the request is. */
const resultChecks = ({ prefix, codes, messageLevel }: ReplyRules): readonly ReplyCheck[] => [
  {
    id: `${prefix}.reply.result-code`,
    title: 'A reply holds a resultCode of six digits',
    level: 'must',
    fix: 'Write resultCode as a text with its leading zeros: "000000", not 0.',
    kind: 'carried out',
    fault: hasResultCode,
  },
  {
    id: `${prefix}.reply.result-code.known`,
    title: 'A resultCode is one of the protocol',
    level: 'should',
    fix: 'Use the codes of the table: the marketplace can tell nothing from a private one but that something failed.',
    kind: 'all',
    fault: hasKnownCode(codes),
  },
  {
    id: `${prefix}.reply.result-msg`,
    title: 'A reply holds a resultMsg',
    level: messageLevel,
    fix: 'Put resultMsg beside resultCode in every reply: success., or what is wrong.',
    kind: 'carried out',
    fault: hasMessage,
  },
  {
    id: `${prefix}.reply.result-msg.length`,
    title: 'A resultMsg is a text of at most 255 characters',
    level: 'must',
    fix: 'Cut resultMsg at 255 characters, and keep traces of errors in your own log.',
    kind: 'carried out',
    fault: hasShortMessage,
  },
]
