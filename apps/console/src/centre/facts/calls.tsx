import { omitUndefined } from '@loggia/kernel'
import type { callFacts } from '@loggia/protocol/console/calls/facts'
import { CallBox, formatCount, defineTexts, pickText, formatTime } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { outcomeKinds, toOutcome } from '../calls/outcome.ts'
import { AttemptOutcome } from '../parts/states.tsx'
import type { FactOf } from './fact.ts'
import { describeWhom } from './teller.tsx'
import type { FactNames, OrderTellers, Teller, Told } from './teller.tsx'

const texts = defineTexts(
  {
    stuck: {
      title: (activity: string) => `${activity} 的应答待处理`,
      text: '商家的应答已收到并保存，云商店未能据此更新订单，由运营处理。',
    },
    stopped: {
      title: (activity: string) => `停止调用 ${activity}`,
      text: '期限已到，不再重试。',
    },
    superseded: {
      title: (activity: string) => `${activity} 不再需要`,
      text: '被同一服务的新调用取代，没有发出的尝试不再发出。',
    },
    expired: {
      title: (activity: string) => `${activity} 的期限已过`,
      text: '对商家的调用暂停期间期限已到，不再尝试。',
    },
    applied: (activity: string) => `${activity} 的应答由运营重新处理`,
    restarted: {
      title: (activity: string) => `重新启动 ${activity}`,
      again: '立即再发一次，之后仍按计划重试。',
      anew: '以当天的数据新建一次调用。',
    },
    call: {
      ask: {
        newInstance: '请求开通',
        queryInstance: '查询实例',
        releaseInstance: '请求释放',
        refreshInstance: '告知新的到期日',
        upgradeInstance: '请求变更',
        updateInstanceStatus: '告知冻结或解冻',
        changeInstanceCheck: '询问能否变更',
        expireInstance: '告知过期',
        upgrade: '请求变更',
        orderNotify: '通知订单',
      },
      askOther: (activity: string) => `调用 ${activity}`,
      one: (ask: string, n: string, outcome: string) => `${ask}，第 ${n} 次：${outcome}`,
      many: (ask: string, count: string, outcome: string) => `${ask} ${count} 次：${outcome}`,
      average: (ms: string) => `平均 ${ms} ms`,
      took: (ms: string) => `${ms} ms`,
      open: '查看这次调用',
      outcome: {
        succeeded: '商家确认成功',
        pending: '商家处理中',
        refused: '商家未同意',
        timedOut: '超时，没有收到完整应答',
        unreachable: '连接失败',
        faulty: '应答不合协议',
        interrupted: '请求发出后中断',
        late: '应答来得太晚',
        noAnswer: '没有结果',
      },
    },
  },
  {
    stuck: {
      title: (activity: string) => `The answer to ${activity} waits`,
      text: 'The seller’s answer has come and is kept; the marketplace could not apply it to the order, and an operator has to see to it.',
    },
    stopped: {
      title: (activity: string) => `${activity} stopped`,
      text: 'Its time is over; it is not tried again.',
    },
    superseded: {
      title: (activity: string) => `${activity} is needed no more`,
      text: 'A newer call of the same service took its place; what was not sent is not sent any more.',
    },
    expired: {
      title: (activity: string) => `The time of ${activity} is over`,
      text: 'It ended while calls to the seller were parked; it is not tried any more.',
    },
    applied: (activity: string) => `An operator had the answer to ${activity} applied again`,
    restarted: {
      title: (activity: string) => `${activity} restarted`,
      again: 'It goes out again now; the planned tries go on after it.',
      anew: 'A new call was made with the values of that day.',
    },
    call: {
      ask: {
        newInstance: 'Asked to open',
        queryInstance: 'Asked for the instance',
        releaseInstance: 'Asked to release',
        refreshInstance: 'Told the new expiry',
        upgradeInstance: 'Asked to change',
        updateInstanceStatus: 'Told of freezing or unfreezing',
        changeInstanceCheck: 'Asked whether it can be changed',
        expireInstance: 'Told of the expiry',
        upgrade: 'Asked for a change',
        orderNotify: 'Told of the order',
      },
      askOther: (activity: string) => `Called ${activity}`,
      one: (ask: string, n: string, outcome: string) => `${ask}, try ${n}: ${outcome}`,
      many: (ask: string, count: string, outcome: string) => `${ask}, ${count} times: ${outcome}`,
      average: (ms: string) => `${ms} ms on average`,
      took: (ms: string) => `${ms} ms`,
      open: 'See this call',
      outcome: {
        succeeded: 'confirmed',
        pending: 'still in progress',
        refused: 'the seller refused',
        timedOut: 'timed out without a complete answer',
        unreachable: 'no connection',
        faulty: 'invalid answer',
        interrupted: 'interrupted after sending',
        late: 'the answer came too late',
        noAnswer: 'no result',
      },
    },
  },
)
export const callNames = defineTexts<FactNames<typeof callFacts>>(
  {
    'seller.parked': '暂停对商家的调用',
    'seller.recovered': '恢复对商家的调用',
    'seller.probe_asked': '要求试探商家的接口',
  },
  {
    'seller.parked': 'Calls to a seller parked',
    'seller.recovered': 'Calls to a seller taken up again',
    'seller.probe_asked': 'Probe of a seller asked for',
  },
)

/** The entries about a call. */
export const callTellers: OrderTellers<typeof callFacts> = {
  'call.attempted': (fact, teller) => describeCalls([fact], teller),
  'call.stopped': ({ data }, { language }) => ({
    tone: 'bad',
    icon: 'pause',
    ...describeHalt(texts.in(language).stopped, data.activity),
  }),
  'call.stuck': ({ data }, { language }) => ({
    tone: 'warn',
    icon: 'alert',
    ...describeHalt(texts.in(language).stuck, data.activity),
  }),
  'call.superseded': ({ data }, { language }) => ({
    tone: 'plain',
    icon: 'skip',
    ...describeHalt(texts.in(language).superseded, data.activity),
  }),
  'call.expired': ({ data }, { language }) => ({
    tone: 'bad',
    icon: 'pause',
    ...describeHalt(texts.in(language).expired, data.activity),
  }),
  'call.applied': (fact, teller) => ({
    tone: 'call',
    icon: 'check',
    title: texts.in(teller.language).applied(fact.data.activity),
    body: describeWhom(fact, teller),
  }),
  'call.restarted': (fact, teller) => ({
    tone: 'call',
    icon: 'restart',
    title: texts.in(teller.language).restarted.title(fact.data.activity),
    body: <Restarted fact={fact} teller={teller} />,
  }),
}

const describeHalt = (words: { title: (activity: string) => string; text: string }, activity: string) => ({
  title: words.title(activity),
  body: <p>{words.text}</p>,
})

/** Whether the same call was sent again, or another one superseded it; seller and operator may open that one. */
function Restarted({ fact, teller }: { readonly fact: FactOf<'call.restarted'>; readonly teller: Teller }) {
  const { restarted, call } = texts.in(teller.language)
  const { restartedAs } = fact.data
  return (
    <>
      <p>{restartedAs === undefined ? restarted.again : restarted.anew}</p>
      {describeWhom(fact, teller)}
      {restartedAs !== undefined && teller.area !== 'buyer' && (
        <p>
          <Link to={`/${teller.area}/calls/$callId`} params={{ callId: restartedAs }}>
            {call.open}
          </Link>
        </p>
      )}
    </>
  )
}

export type CallFact = FactOf<'call.attempted'>
type Attempts = readonly [CallFact, ...CallFact[]]

/** Attempts of one call with the same outcome, the newest first. */
export function describeCalls(attempts: Attempts, teller: Teller): Told {
  const words = texts.in(teller.language).call
  const [newest] = attempts
  const outcome = toOutcome(newest.data.verdict?.code)
  const ask =
    words.ask[newest.data.activity as keyof typeof words.ask] ?? words.askOther(newest.data.activity)
  const said = words.outcome[outcome]
  const kind = outcomeKinds[outcome]
  return {
    tone: kind === 'bad' ? 'bad' : kind === 'warn' ? 'warn' : 'call',
    icon: kind === 'ok' ? 'arrow-left' : kind === 'bad' ? 'x' : 'restart',
    title:
      attempts.length === 1
        ? words.one(ask, formatCount(newest.data.n), said)
        : words.many(ask, formatCount(attempts.length), said),
    body: <Calls attempts={attempts} teller={teller} />,
  }
}

type CallsProps = { readonly attempts: Attempts; readonly teller: Teller }

function Calls({ attempts, teller }: CallsProps) {
  const words = texts.in(teller.language).call
  const [newest] = attempts
  const outcome = toOutcome(newest.data.verdict?.code)
  const isGood = outcome === 'succeeded' || outcome === 'pending'
  const mean = computeMeanDuration(attempts)
  const took = mean === undefined ? undefined : formatCount(mean)
  const isFold = attempts.length > 1
  return (
    <>
      {!isGood && newest.data.verdict && <p>{pickText(newest.data.verdict.sentence, teller.language)}</p>}
      <CallBox
        activity={newest.data.activity}
        result={<AttemptOutcome outcome={outcome} resultCode={newest.data.resultCode} />}
        {...omitUndefined({
          duration: took === undefined ? undefined : isFold ? words.average(took) : words.took(took),
        })}
      >
        {(isFold || teller.area !== 'buyer') && <CallDetails attempts={attempts} teller={teller} />}
      </CallBox>
    </>
  )
}

/** The details of a row: each attempt and, for seller and operator, links to the bytes. */
function CallDetails({ attempts, teller }: CallsProps) {
  const words = texts.in(teller.language).call
  const { callId } = attempts[0].data
  return (
    <div className="cbox__in">
      {attempts.length > 1 && (
        <div className="scroll-x">
          <table>
            <tbody>
              {attempts.map((attempt) => (
                <tr key={attempt.sequence}>
                  <td>{formatTime(attempt.at, { ...teller, precision: 'clock' })}</td>
                  <td>{attempt.data.resultCode ?? attempt.data.verdict?.code ?? '–'}</td>
                  <td>
                    {attempt.data.durationMs === undefined
                      ? '–'
                      : words.took(formatCount(attempt.data.durationMs))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {teller.area !== 'buyer' && (
        <Link to={`/${teller.area}/calls/$callId`} params={{ callId }}>
          {words.open}
        </Link>
      )}
    </div>
  )
}

/** The mean duration of the attempts that have one, in whole milliseconds. */
export function computeMeanDuration(attempts: readonly CallFact[]): number | undefined {
  const known = attempts.flatMap(({ data: { durationMs } }) => (durationMs === undefined ? [] : [durationMs]))
  if (known.length === 0) return undefined
  return Math.round(known.reduce((sum, ms) => sum + ms, 0) / known.length)
}
