import { CannotJudge } from '../engine/check.ts'
import type { Check, Judgement, Level, Look, Step } from '../engine/check.ts'
import { toFault, findFirstFault } from '../engine/judging.ts'
import { describeAnswer, readHeaders, hasBom } from '../engine/exchange.ts'
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
  /** Activities whose replies may have any form, such as those to a path that does not exist. */
  readonly formless?: readonly string[]
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
  (
    { codes, exchanges, formless = [], ...rules }: ReplyRules,
    kind: Kind,
    fault: ReplyCheck['fault'],
  ): Check['judge'] =>
  async (look, made) => {
    await lookAtAll(look, exchanges)
    const [first] = await sentBy(look, [rules.first])
    const kinds = { codes, first, refusals: await sentBy(look, rules.refusals) }
    const some = made.filter(
      (exchange) =>
        exchange.reply !== undefined &&
        !formless.includes(exchange.activity) &&
        exchange.request.method === (first ?? exchange).request.method &&
        (kind === 'all' || isReplyToRight(exchange, kinds) === (kind === 'carried out')),
    )
    if (some.length === 0) throw new CannotJudge('There was no such response.')
    return findFirstFault(some, fault)
  }

async function sentBy(look: Look, steps: readonly Step<Exchange>[]): Promise<Exchange[]> {
  const sent = await Promise.allSettled(steps.map((one) => look(one)))
  return sent.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

const hasStatus200 = (exchange: Exchange): Judgement =>
  exchange.reply?.status === 200
    ? undefined
    : toFault(exchange, `was answered with HTTP ${exchange.reply?.status}; it must be 200 for every response`)

function saysJson(exchange: Exchange): Judgement {
  const [type = ''] = readHeaders(exchange, 'content-type')
  return /^application\/json\s*(;|$)/i.test(type)
    ? undefined
    : toFault(exchange, `was answered with Content-Type “${type}”; it must be application/json`)
}

const isJson = (exchange: Exchange): Judgement =>
  exchange.json === undefined
    ? toFault(exchange, 'was answered with a body that is not a JSON object in UTF-8')
    : undefined

const hasNoMark = (exchange: Exchange): Judgement =>
  hasBom(exchange) ? toFault(exchange, 'was answered with a byte order mark before the JSON') : undefined

function hasResultCode(exchange: Exchange): Judgement {
  if (exchange.json === undefined) return undefined
  const code = exchange.json['resultCode']
  if (typeof code === 'string' && /^\d{6}$/.test(code)) return undefined
  const is = code === undefined ? 'without a resultCode' : `with resultCode ${JSON.stringify(code)}`
  return toFault(exchange, `was answered ${is}; it is a string of six digits`)
}

const hasKnownCode =
  (codes: readonly string[]) =>
  (exchange: Exchange): Judgement =>
    exchange.code !== undefined && /^\d{6}$/.test(exchange.code) && !codes.includes(exchange.code)
      ? toFault(exchange, `was answered with resultCode ${exchange.code}, which the protocol does not define`)
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
  if (typeof message !== 'string')
    return toFault(exchange, 'was answered with a resultMsg that is not a string')
  return message.length <= 255
    ? undefined
    : toFault(exchange, `was answered with a resultMsg of ${message.length} characters; the maximum is 255`)
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
      title: 'Every correct request is answered',
      level: 'must',
      group,
      source,
      fix: 'Answer within the 20 s of the call: check your log for the request that was not answered.',
      last: true,
      judge: judge(({ meant }) => meant !== 'refuse'),
    },
    {
      id: `${prefix}.reply.answered.refusals`,
      title: 'Every incorrect request is answered as well',
      level: 'should',
      group,
      source,
      fix: 'Answer every request, even a wrong one: if you close the connection, the caller cannot tell a refusal from a server that is down.',
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
    title: 'A refusal has HTTP status 200 as well',
    level: 'should',
    fix: 'Give the reason in resultCode and keep HTTP status 200: check the error handlers of your framework.',
    kind: 'refused',
    fault: hasStatus200,
  },
  {
    id: `${prefix}.reply.content-type`,
    title: 'A response has the content type application/json',
    level: 'must',
    fix: 'Set the header Content-Type to application/json.',
    kind: 'carried out',
    fault: saysJson,
  },
  {
    id: `${prefix}.reply.json`,
    title: 'A response is a JSON object in UTF-8',
    level: 'must',
    fix: 'Write one JSON object and nothing else: no HTML page, no interpreter warnings, no comma after the last field.',
    kind: 'carried out',
    fault: isJson,
  },
  {
    id: `${prefix}.reply.bom`,
    title: 'A response begins without a byte order mark',
    level: 'should',
    fix: 'Save templates and write streams as UTF-8 without a byte order mark: many JSON parsers fail on it.',
    kind: 'all',
    fault: hasNoMark,
  },
  {
    id: `${prefix}.reply.form.refusals`,
    title: 'A refusal has the form of a response: JSON with a resultCode and a resultMsg',
    level: 'should',
    fix: 'Write refusals like other responses, including those of your framework: people read them in the console.',
    kind: 'refused',
    fault: hasFormOfReply,
  },
]

/** Whether a reply says what the result of the request is. */
const resultChecks = ({ prefix, codes, messageLevel }: ReplyRules): readonly ReplyCheck[] => [
  {
    id: `${prefix}.reply.result-code`,
    title: 'A response has a resultCode of six digits',
    level: 'must',
    fix: 'Write resultCode as a string with its leading zeros: "000000", not 0.',
    kind: 'carried out',
    fault: hasResultCode,
  },
  {
    id: `${prefix}.reply.result-code.known`,
    title: 'A resultCode is one that the protocol defines',
    level: 'should',
    fix: 'Use the codes of the protocol: from any other code, the marketplace only learns that something failed.',
    kind: 'all',
    fault: hasKnownCode(codes),
  },
  {
    id: `${prefix}.reply.result-msg`,
    title: 'A response has a resultMsg',
    level: messageLevel,
    fix: 'Add resultMsg to every response: success., or what is wrong.',
    kind: 'carried out',
    fault: hasMessage,
  },
  {
    id: `${prefix}.reply.result-msg.length`,
    title: 'A resultMsg is a string of at most 255 characters',
    level: 'must',
    fix: 'Cut resultMsg to 255 characters, and keep stack traces in your own log.',
    kind: 'carried out',
    fault: hasShortMessage,
  },
]
