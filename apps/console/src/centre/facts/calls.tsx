import { omitUndefined } from '@loggia/kernel'
import type { callFacts } from '@loggia/protocol/console/calls/facts'
import { CallBox, formatCount, defineTexts, pickText, formatTime } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { outcomeKinds, toOutcome } from '../calls/outcome.ts'
import type { Outcome } from '../calls/outcome.ts'
import { AttemptOutcome } from '../parts/states.tsx'
import type { FactOf } from './fact.ts'
import { describeWhom } from './teller.tsx'
import type { FactNames, OrderTellers, Teller, Told } from './teller.tsx'

const texts = defineTexts(
  {
    stuck: {
      title: (activity: string) => `${activity} 的响应待处理`,
      text: '已收到并保存商家的响应，但云商店未能处理，需要运营人员处理。',
    },
    stopped: {
      title: (activity: string) => `${activity} 已停止`,
      text: '截止时间已过，不再重试。',
    },
    superseded: {
      title: (activity: string) => `${activity} 已被替代`,
      text: '同一服务有新的调用，这次调用不再发送。',
    },
    dropped: {
      title: (activity: string) => `${activity} 已取消`,
      text: '服务已结束，这次调用不再发送。',
    },
    expired: {
      title: (activity: string) => `${activity} 已过截止时间`,
      text: '截止时间在调用暂停期间已过，不再尝试。',
    },
    applied: (activity: string) => `运营人员重新处理了 ${activity} 的响应`,
    restarted: {
      title: (activity: string) => `重新启动 ${activity}`,
      again: '立即重新发送，之后仍按计划重试。',
      anew: '已按最新数据创建新的调用。',
    },
    /** For buyers: what it means for them, without the interfaces and the causes at the seller's server. */
    toBuyer: {
      act: {
        newInstance: '开通',
        queryInstance: '实例查询',
        releaseInstance: '释放',
        refreshInstance: '续费',
        upgradeInstance: '变更',
        updateInstanceStatus: '冻结或解冻',
        changeInstanceCheck: '变更检查',
        expireInstance: '到期处理',
        upgrade: '变更',
        getLicense: '签发 License',
        refreshLicense: '续费',
        releaseLicense: '释放',
        refreshLicenseCode: '续费',
        updateLicenseCodeStatus: '冻结或解冻',
        releaseLicenseCode: '释放',
        getLicenseAsync: '签发 License',
        orderNotify: '订单确认',
      },
      otherAct: '请求',
      stuck: {
        title: (act: string) => `商家对${act}的响应待处理`,
        text: '已收到商家的响应，正由运营人员处理，您无需操作。',
      },
      halted: {
        title: (act: string) => `商家未在截止时间前完成${act}`,
        text: '已停止重试。',
      },
      superseded: {
        title: (act: string) => `${act}请求已被新的请求替代`,
        text: '只发送同一服务最新的请求。',
      },
      dropped: {
        title: (act: string) => `${act}请求已取消`,
        text: '服务已结束，不再请求商家。',
      },
      applied: (act: string) => `运营人员重新处理了商家对${act}的响应`,
      restarted: {
        title: (act: string) => `重新请求商家：${act}`,
        again: '立即重新发送，之后仍按计划重试。',
        anew: '已按最新数据重新请求。',
      },
      noAnswer: '未能从商家的服务器得到有效的响应，您无需操作。',
      refused: '商家的服务器没有接受这次请求，您可以联系商家了解原因。',
    },
    call: {
      ask: {
        newInstance: '请求开通',
        queryInstance: '查询实例',
        releaseInstance: '请求释放',
        refreshInstance: '通知新的到期时间',
        upgradeInstance: '请求变更',
        updateInstanceStatus: '通知冻结或解冻',
        changeInstanceCheck: '询问能否变更',
        expireInstance: '通知到期',
        upgrade: '请求变更',
        getLicense: '请求签发 License',
        refreshLicense: '通知新的到期时间',
        releaseLicense: '请求释放',
        refreshLicenseCode: '通知新的到期时间',
        updateLicenseCodeStatus: '通知冻结或解冻',
        releaseLicenseCode: '通知释放',
        getLicenseAsync: '申请 License',
        orderNotify: '通知订单',
      },
      askOther: (activity: string) => `调用 ${activity}`,
      one: (ask: string, n: string, outcome: string) => `${ask}，第 ${n} 次尝试：${outcome}`,
      many: (ask: string, count: string, outcome: string) => `${ask}，${count} 次尝试：${outcome}`,
      average: (ms: string) => `平均 ${ms} ms`,
      took: (ms: string) => `${ms} ms`,
      open: '查看调用',
      outcome: {
        succeeded: '商家已确认',
        pending: '商家处理中',
        refused: '商家已拒绝',
        timedOut: '超时，未收到完整响应',
        unreachable: '连接失败',
        faulty: '响应无效',
        interrupted: '发出后中断',
        late: '响应过晚',
        noAnswer: '暂无结果',
      },
    },
  },
  {
    stuck: {
      title: (activity: string) => `Response to ${activity} not processed`,
      text: 'The seller’s response was received and saved, but the marketplace could not process it. An operator needs to act.',
    },
    stopped: {
      title: (activity: string) => `${activity} stopped`,
      text: 'The deadline has passed. It is not retried.',
    },
    superseded: {
      title: (activity: string) => `${activity} replaced`,
      text: 'There is a newer call for the same service. This one is not sent again.',
    },
    dropped: {
      title: (activity: string) => `${activity} cancelled`,
      text: 'The service is over. This call is not sent again.',
    },
    expired: {
      title: (activity: string) => `${activity} passed its deadline`,
      text: 'The deadline passed while calls to the seller were paused. It is not retried.',
    },
    applied: (activity: string) => `Response to ${activity} processed again by an operator`,
    restarted: {
      title: (activity: string) => `${activity} restarted`,
      again: 'It is sent again at once. After that, the scheduled retries continue.',
      anew: 'A new call was created with current values.',
    },
    /** For buyers: what it means for them, without the interfaces and the causes at the seller's server. */
    toBuyer: {
      act: {
        newInstance: 'activation',
        queryInstance: 'instance query',
        releaseInstance: 'release',
        refreshInstance: 'renewal',
        upgradeInstance: 'change',
        updateInstanceStatus: 'freeze or unfreeze',
        changeInstanceCheck: 'change check',
        expireInstance: 'expiry',
        upgrade: 'change',
        getLicense: 'license',
        refreshLicense: 'renewal',
        releaseLicense: 'release',
        refreshLicenseCode: 'renewal',
        updateLicenseCodeStatus: 'freeze or unfreeze',
        releaseLicenseCode: 'release',
        getLicenseAsync: 'license',
        orderNotify: 'order confirmation',
      },
      otherAct: 'request',
      stuck: {
        title: (act: string) => `Seller’s response to the ${act} not processed yet`,
        text: 'The response was received, and an operator is dealing with it. You do not need to do anything.',
      },
      halted: {
        title: (act: string) => `The seller did not complete the ${act} before the deadline`,
        text: 'We have stopped retrying.',
      },
      superseded: {
        title: (act: string) => `Request for the ${act} replaced by a newer one`,
        text: 'Only the latest request for a service is sent.',
      },
      dropped: {
        title: (act: string) => `Request for the ${act} cancelled`,
        text: 'The service is over, so the seller is not asked any more.',
      },
      applied: (act: string) => `Seller’s response to the ${act} processed again by an operator`,
      restarted: {
        title: (act: string) => `Seller asked again for the ${act}`,
        again: 'The request is sent again at once. After that, the scheduled retries continue.',
        anew: 'A new request was sent with current values.',
      },
      noAnswer: 'We did not get a valid response from the seller’s server. You do not need to do anything.',
      refused: 'The seller’s server did not accept this request. You can ask the seller for the reason.',
    },
    call: {
      ask: {
        newInstance: 'Activation request',
        queryInstance: 'Instance query',
        releaseInstance: 'Release request',
        refreshInstance: 'New expiry date',
        upgradeInstance: 'Change request',
        updateInstanceStatus: 'Freeze or unfreeze',
        changeInstanceCheck: 'Change check',
        expireInstance: 'Expiry notice',
        upgrade: 'Change request',
        getLicense: 'License request',
        refreshLicense: 'New expiry date',
        releaseLicense: 'Release request',
        refreshLicenseCode: 'New expiry date',
        updateLicenseCodeStatus: 'Freeze or unfreeze',
        releaseLicenseCode: 'Release notice',
        getLicenseAsync: 'License application',
        orderNotify: 'Order notification',
      },
      askOther: (activity: string) => `Call of ${activity}`,
      one: (ask: string, n: string, outcome: string) => `${ask}, attempt ${n}: ${outcome}`,
      many: (ask: string, count: string, outcome: string) => `${ask}, ${count} attempts: ${outcome}`,
      average: (ms: string) => `${ms} ms on average`,
      took: (ms: string) => `${ms} ms`,
      open: 'View call',
      outcome: {
        succeeded: 'confirmed by the seller',
        pending: 'in progress',
        refused: 'refused by the seller',
        timedOut: 'timed out without a complete response',
        unreachable: 'connection failed',
        faulty: 'invalid response',
        interrupted: 'interrupted after sending',
        late: 'late response',
        noAnswer: 'no result yet',
      },
    },
  },
)
export const callNames = defineTexts<FactNames<typeof callFacts>>(
  {
    'seller.parked': '暂停对商家的调用',
    'seller.recovered': '恢复对商家的调用',
    'seller.probe_asked': '请求立即重试对商家的调用',
  },
  {
    'seller.parked': 'Calls to a seller paused',
    'seller.recovered': 'Calls to a seller resumed',
    'seller.probe_asked': 'Immediate retry of calls to a seller requested',
  },
)

type Halt = 'stopped' | 'stuck' | 'superseded' | 'dropped' | 'expired'
type OfHalt = FactOf<`call.${Halt}`>

/** The entries about a call. */
export const callTellers: OrderTellers<typeof callFacts> = {
  'call.attempted': (fact, teller) => describeCalls([fact], teller),
  'call.stopped': (fact, teller) => ({
    tone: 'bad',
    icon: 'pause',
    ...describeHalt(fact, 'stopped', teller),
  }),
  'call.stuck': (fact, teller) => ({ tone: 'warn', icon: 'alert', ...describeHalt(fact, 'stuck', teller) }),
  'call.superseded': (fact, teller) => ({
    tone: 'plain',
    icon: 'skip',
    ...describeHalt(fact, 'superseded', teller),
  }),
  'call.dropped': (fact, teller) => ({
    tone: 'plain',
    icon: 'skip',
    ...describeHalt(fact, 'dropped', teller),
  }),
  'call.expired': (fact, teller) => ({
    tone: 'bad',
    icon: 'pause',
    ...describeHalt(fact, 'expired', teller),
  }),
  'call.applied': (fact, teller) => ({
    tone: 'call',
    icon: 'check',
    title: wordsFor(teller).applied(nameFor(fact.data, teller)),
    body: describeWhom(fact, teller),
  }),
  'call.restarted': (fact, teller) => ({
    tone: 'call',
    icon: 'restart',
    title: wordsFor(teller).restarted.title(nameFor(fact.data, teller)),
    body: <Restarted fact={fact} teller={teller} />,
  }),
}

/** Buyers have words of their own: interfaces and causes are for the seller and for operators. */
function wordsFor({ area, language }: Teller) {
  const { toBuyer, ...words } = texts.in(language)
  return area === 'buyer' ? { ...toBuyer, stopped: toBuyer.halted, expired: toBuyer.halted } : words
}

/** The name of a call's interface; for buyers, what the call is for. */
function nameFor({ activity }: { readonly activity: string }, { area, language }: Teller): string {
  if (area !== 'buyer') return activity
  const { act, otherAct } = texts.in(language).toBuyer
  return Object.hasOwn(act, activity) ? act[activity as keyof typeof act] : otherAct
}

function describeHalt({ data }: OfHalt, halt: Halt, teller: Teller): Pick<Told, 'title' | 'body'> {
  const { title, text } = wordsFor(teller)[halt]
  return { title: title(nameFor(data, teller)), body: <p>{text}</p> }
}

/** Whether the same call was sent again, or another one superseded it; seller and operator may open that one. */
function Restarted({ fact, teller }: { readonly fact: FactOf<'call.restarted'>; readonly teller: Teller }) {
  const { call } = texts.in(teller.language)
  const { restarted } = wordsFor(teller)
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
  const why = sayWhy(newest, outcome, teller)
  const mean = computeMeanDuration(attempts)
  const took = mean === undefined ? undefined : formatCount(mean)
  const isFold = attempts.length > 1
  return (
    <>
      {why !== undefined && <p>{why}</p>}
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

/** Why attempts failed: the cause for the seller and for operators, what it means for the buyer. */
function sayWhy({ data: { verdict } }: CallFact, outcome: Outcome, teller: Teller): string | undefined {
  if (!verdict || outcome === 'succeeded' || outcome === 'pending') return undefined
  if (teller.area !== 'buyer') return pickText(verdict.sentence, teller.language)
  const { refused, noAnswer } = texts.in(teller.language).toBuyer
  if (outcome === 'refused') return refused
  return outcome === 'timedOut' || outcome === 'unreachable' || outcome === 'faulty' ? noAnswer : undefined
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
                  <td>{resultOf(attempt, teller)}</td>
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

/** The result code of an attempt, or the code of its verdict; for buyers a word. */
function resultOf({ data: { resultCode, verdict } }: CallFact, { area, language }: Teller): string {
  if (area === 'buyer') return texts.in(language).call.outcome[toOutcome(verdict?.code)]
  return resultCode ?? verdict?.code ?? '–'
}

/** The mean duration of the attempts that have one, in whole milliseconds. */
export function computeMeanDuration(attempts: readonly CallFact[]): number | undefined {
  const known = attempts.flatMap(({ data: { durationMs } }) => (durationMs === undefined ? [] : [durationMs]))
  if (known.length === 0) return undefined
  return Math.round(known.reduce((sum, ms) => sum + ms, 0) / known.length)
}
