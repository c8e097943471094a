import { CannotJudge } from '../engine/check.ts'
import type { Check, Judgement, Level, Look, Step } from '../engine/check.ts'
import { faultOf, firstFault } from '../engine/judging.ts'
import { headersOf } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'

/** What the reply checks of a protocol have in common: the beginning of their ids, and the section that demands them. */
export type ReplyRules = {
  readonly prefix: string
  readonly source: string
  /** Every result code of the protocol. */
  readonly codes: readonly string[]
  /** How much a reply without resultMsg matters. */
  readonly messageLevel: Level
  /** What is sent for these checks to look at, also when only they are asked for. */
  readonly exchanges: readonly Step<unknown>[]
}

const group = 'Replies'

const isAccepted = ({ code }: Exchange): boolean => code === '000000'

/** Takes steps for what they send, whether or not they lead anywhere. */
export async function lookAtAll(look: Look, steps: readonly Step<unknown>[]): Promise<void> {
  for (const one of steps) {
    try {
      await look(one)
    } catch (error) {
      if (!(error instanceof CannotJudge)) throw error
    }
  }
}

/** Judges every reply of the run that is of this kind, and tells the first that is not right. */
const ofAll =
  (isOfKind: (exchange: Exchange) => boolean, judge: (exchange: Exchange) => Judgement): Check['judge'] =>
  (_look, made) =>
    firstFault(
      made.filter((exchange) => exchange.reply !== undefined && isOfKind(exchange)),
      judge,
    )

const hasStatus200 = (exchange: Exchange): Judgement =>
  exchange.reply?.status === 200
    ? undefined
    : faultOf(
        exchange,
        `was answered with HTTP ${exchange.reply?.status}; whatever the answer is, it has to be 200`,
      )

function isJson(exchange: Exchange): Judgement {
  const [type = ''] = headersOf(exchange, 'content-type')
  return /^application\/json\s*(;|$)/i.test(type)
    ? undefined
    : faultOf(exchange, `was answered with Content-Type “${type}”; it has to be application/json`)
}

function hasResultCode(exchange: Exchange): Judgement {
  if (exchange.json === undefined) return undefined
  const code = exchange.json['resultCode']
  if (typeof code === 'string' && /^\d{6}$/.test(code)) return undefined
  const is = code === undefined ? 'without a resultCode' : `with resultCode ${JSON.stringify(code)}`
  return faultOf(exchange, `was answered ${is}; it is a text of six digits`)
}

function hasMessage(exchange: Exchange): Judgement {
  if (exchange.json === undefined) return undefined
  const message = exchange.json['resultMsg']
  return message === undefined || message === null
    ? faultOf(exchange, 'was answered without a resultMsg')
    : undefined
}

function hasShortMessage(exchange: Exchange): Judgement {
  const message = exchange.json?.['resultMsg']
  if (message === undefined || message === null) return undefined
  if (typeof message !== 'string') return faultOf(exchange, 'was answered with a resultMsg that is no text')
  return message.length <= 255
    ? undefined
    : faultOf(exchange, `was answered with a resultMsg of ${message.length} characters; 255 are the most`)
}

/** Checks about every reply of the run. */
export const replyChecks = (rules: ReplyRules): readonly Check[] =>
  [...transportChecks(rules), ...resultChecks(rules)].map((check) => ({
    ...check,
    judge: async (look, made) => {
      await lookAtAll(look, rules.exchanges)
      return check.judge(look, made)
    },
  }))

/** Whether a reply can be read at all. */
const transportChecks = ({ prefix, source }: ReplyRules): readonly Check[] => [
  {
    id: `${prefix}.reply.answered`,
    title: 'Every request is answered',
    level: 'must',
    group,
    source,
    fix: 'Answer within the 20 s of the call, and answer whatever you think of the request: look into your log for the one that was not answered.',
    last: true,
    judge: (_look, made) =>
      firstFault(
        made.filter(({ reply }) => reply === undefined),
        (exchange) =>
          faultOf(
            exchange,
            exchange.noReply?.code === 'timed_out' ? 'was not answered in time' : 'was not answered',
          ),
      ),
  },
  {
    id: `${prefix}.reply.status`,
    title: 'A request that is carried out is answered with HTTP 200',
    level: 'must',
    group,
    source,
    fix: 'Answer HTTP 200; every other status counts as a failure, 201 and 204 too.',
    last: true,
    judge: ofAll(isAccepted, hasStatus200),
  },
  {
    id: `${prefix}.reply.status.refusals`,
    title: 'A refusal is answered with HTTP 200 too',
    level: 'must',
    group,
    source,
    fix: 'Say why in resultCode, and leave the HTTP status at 200: look into the error handlers of your framework.',
    last: true,
    judge: ofAll((exchange) => !isAccepted(exchange), hasStatus200),
  },
  {
    id: `${prefix}.reply.content-type`,
    title: 'A reply says that it is application/json',
    level: 'must',
    group,
    source,
    fix: 'Set the header Content-Type to application/json, for refusals too.',
    last: true,
    judge: ofAll(() => true, isJson),
  },
  {
    id: `${prefix}.reply.json`,
    title: 'A reply is a JSON object in UTF-8',
    level: 'must',
    group,
    source,
    fix: 'Write one JSON object and nothing around it: no page of HTML, no notices of the interpreter, no comma after the last member.',
    last: true,
    judge: ofAll(
      ({ json }) => json === undefined,
      (exchange) => faultOf(exchange, 'was answered with a body that is no JSON object in UTF-8'),
    ),
  },
]

/** Whether a reply says what came of the request. */
const resultChecks = ({ prefix, source, codes, messageLevel }: ReplyRules): readonly Check[] => [
  {
    id: `${prefix}.reply.result-code`,
    title: 'A reply holds a resultCode of six digits',
    level: 'must',
    group,
    source,
    fix: 'Write resultCode as a text with its leading zeros: "000000", not 0.',
    last: true,
    judge: ofAll(() => true, hasResultCode),
  },
  {
    id: `${prefix}.reply.result-code.known`,
    title: 'A resultCode is one of the protocol',
    level: 'should',
    group,
    source,
    fix: 'Use the codes of the table: the marketplace can tell nothing from a private one but that something failed.',
    last: true,
    judge: ofAll(
      ({ code }) => code !== undefined && /^\d{6}$/.test(code) && !codes.includes(code),
      (exchange) => faultOf(exchange, `was answered with resultCode ${exchange.code}, which no table has`),
    ),
  },
  {
    id: `${prefix}.reply.result-msg`,
    title: 'A reply holds a resultMsg',
    level: messageLevel,
    group,
    source,
    fix: 'Put resultMsg beside resultCode in every reply: success., or what is wrong.',
    last: true,
    judge: ofAll(() => true, hasMessage),
  },
  {
    id: `${prefix}.reply.result-msg.length`,
    title: 'A resultMsg is a text of at most 255 characters',
    level: 'must',
    group,
    source,
    fix: 'Cut resultMsg at 255 characters, and keep traces of errors in your own log.',
    last: true,
    judge: ofAll(() => true, hasShortMessage),
  },
]
