import type { supervisionFacts } from '@loggia/protocol/console/supervision/facts'
import { defineTexts, formatCount, formatTime } from '@loggia/ui'
import type { ReactNode } from 'react'
import type { FactOf, KindsOn } from './fact.ts'
import { describeWhom } from './teller.tsx'
import type { Look, OrderTellers, Teller, Told } from './teller.tsx'

const texts = defineTexts(
  {
    titles: {
      'demand.submitted': '买家提交需求',
      'demand.confirmed': '商家确认需求',
      'demand.rejected': '商家退回需求',
      'design.submitted': '商家提交设计方案',
      'design.confirmed': '买家确认设计方案',
      'design.rejected': '买家退回设计方案',
      'delivery.opened': '服务已开通，商家可以交付',
      'delivery.made': '商家已交付',
      'delivery.received': '快递已签收',
      'delivery.rechecked': '复核通过，等待买家验收',
      'delivery.recheck_failed': '复核不通过，退回商家',
      'delivery.recheck_marked': '设为须复核',
      'delivery.accepted': '买家已验收',
      'delivery.rejected': '买家验收不通过，退回商家',
      'delivery.refunded': '交付终止并退款',
      'delivery.code_collected': '买家领取授权码',
      'delivery.activated': '授权码已激活',
      'appeal.opened': '发起申诉，流程暂停',
      'appeal.withdrawn': '撤回申诉，流程继续',
      'appeal.decided': '运营人员裁定申诉',
    },
    unmarked: '取消复核',
    acceptedBy: { system: '系统自动验收', operator: '运营人员裁定视为验收通过' },
    opened: { buyer: '买家发起申诉，流程暂停', seller: '商家发起申诉，流程暂停' },
    withdrawn: { buyer: '买家撤回申诉，流程继续', seller: '商家撤回申诉，流程继续' },
    outcomes: { continue: '流程继续', done: '视为验收通过', refunded: '退款' },
    of: (title: string, detail: string) => `${title}：${detail}`,
    parts: (count: string) => `分 ${count} 期交付`,
    tracking: (number: string) => `运单号 ${number}`,
    begun: (day: string) => `实际开通日期 ${day}`,
    received: (at: string) => `签收时间 ${at}`,
  },
  {
    titles: {
      'demand.submitted': 'Requirements submitted by the buyer',
      'demand.confirmed': 'Requirements confirmed by the seller',
      'demand.rejected': 'Requirements sent back by the seller',
      'design.submitted': 'Design submitted by the seller',
      'design.confirmed': 'Design confirmed by the buyer',
      'design.rejected': 'Design sent back by the buyer',
      'delivery.opened': 'Service activated, ready for delivery',
      'delivery.made': 'Delivered by the seller',
      'delivery.received': 'Handed over by the courier',
      'delivery.rechecked': 'Re-check passed, awaiting acceptance',
      'delivery.recheck_failed': 'Re-check failed, back with the seller',
      'delivery.recheck_marked': 'Re-check required',
      'delivery.accepted': 'Accepted by the buyer',
      'delivery.rejected': 'Rejected by the buyer, back with the seller',
      'delivery.refunded': 'Delivery ended and refunded',
      'delivery.code_collected': 'Code collected by the buyer',
      'delivery.activated': 'Code activated',
      'appeal.opened': 'Appeal made, delivery on hold',
      'appeal.withdrawn': 'Appeal withdrawn, delivery goes on',
      'appeal.decided': 'Appeal decided by an operator',
    },
    unmarked: 'Re-check dropped',
    acceptedBy: { system: 'Accepted automatically', operator: 'Accepted by decision of an operator' },
    opened: {
      buyer: 'Appeal made by the buyer, delivery on hold',
      seller: 'Appeal made by the seller, delivery on hold',
    },
    withdrawn: {
      buyer: 'Appeal withdrawn by the buyer, delivery goes on',
      seller: 'Appeal withdrawn by the seller, delivery goes on',
    },
    outcomes: { continue: 'the delivery goes on', done: 'counts as accepted', refunded: 'refunded' },
    of: (title, detail) => `${title}: ${detail}`,
    parts: (count) => `In ${count} parts`,
    tracking: (number) => `Tracking number ${number}`,
    begun: (day) => `Actual activation date ${day}`,
    received: (at) => `Handed over on ${at}`,
  },
)

type Kind = KindsOn<typeof supervisionFacts, 'ord'>

const looks: Readonly<Record<Kind, Look>> = {
  'demand.submitted': ['plain', 'doc'],
  'demand.confirmed': ['ok', 'check'],
  'demand.rejected': ['warn', 'undo'],
  'design.submitted': ['plain', 'doc'],
  'design.confirmed': ['ok', 'check'],
  'design.rejected': ['warn', 'undo'],
  'delivery.opened': ['plain', 'bolt'],
  'delivery.made': ['call', 'doc'],
  'delivery.received': ['plain', 'truck'],
  'delivery.rechecked': ['ok', 'check'],
  'delivery.recheck_failed': ['warn', 'undo'],
  'delivery.recheck_marked': ['plain', 'shield'],
  'delivery.accepted': ['ok', 'check'],
  'delivery.rejected': ['warn', 'undo'],
  'delivery.refunded': ['bad', 'x'],
  'delivery.code_collected': ['plain', 'key'],
  'delivery.activated': ['ok', 'check'],
  'appeal.opened': ['warn', 'scale'],
  'appeal.withdrawn': ['plain', 'undo'],
  'appeal.decided': ['plain', 'scale'],
}

type Details = {
  readonly title?: string
  readonly lines?: readonly (string | undefined)[]
  readonly said?: string | undefined
  readonly file?: string | undefined
}

function describe(fact: FactOf<Kind>, teller: Teller, { title, lines = [], said, file }: Details): Told {
  const [tone, icon] = looks[fact.kind]
  return {
    tone,
    icon,
    title: title ?? texts.in(teller.language).titles[fact.kind],
    body: (
      <>
        {lines.map((line) => line && <p key={line}>{line}</p>)}
        {file !== undefined && <p>{linkFile(file, fact.at, teller)}</p>}
        {said !== undefined && <p className="prose">{said}</p>}
        {describeWhom(fact, teller)}
      </>
    ),
  }
}

/** The name of a file, as a link where the page knows the file. */
function linkFile(name: string, at: string, { findFile }: Teller): ReactNode {
  const path = findFile?.(name, at)
  return path === undefined ? (
    name
  ) : (
    <a href={path} download>
      {name}
    </a>
  )
}

const ofPart = (title: string, part: string | undefined, { language }: Teller): string =>
  part === undefined ? title : texts.in(language).of(title, part)

/** What happened on the way of a supervised delivery to its acceptance. */
export const supervisionTellers: OrderTellers<typeof supervisionFacts> = {
  'demand.submitted': (fact, teller) => describe(fact, teller, { file: fact.data.file }),
  'demand.confirmed': (fact, teller) => {
    const { milestones } = fact.data
    const parts =
      milestones === undefined ? undefined : texts.in(teller.language).parts(formatCount(milestones))
    return describe(fact, teller, { lines: [parts] })
  },
  'demand.rejected': (fact, teller) => describe(fact, teller, { said: fact.data.reason }),
  'design.submitted': (fact, teller) =>
    describe(fact, teller, { file: fact.data.file, said: fact.data.note }),
  'design.confirmed': (fact, teller) => describe(fact, teller, {}),
  'design.rejected': (fact, teller) => describe(fact, teller, { said: fact.data.reason }),
  'delivery.opened': (fact, teller) => describe(fact, teller, {}),
  'delivery.made': (fact, teller) => {
    const { titles, tracking, begun } = texts.in(teller.language)
    const { milestone, trackingNumber, begunAt, file, note } = fact.data
    return describe(fact, teller, {
      title: ofPart(titles['delivery.made'], milestone, teller),
      lines: [
        trackingNumber === undefined ? undefined : tracking(trackingNumber),
        begunAt === undefined ? undefined : begun(formatTime(begunAt, { ...teller, precision: 'day' })),
      ],
      file,
      said: note,
    })
  },
  'delivery.received': (fact, teller) => {
    const { at } = fact.data
    const line = at === undefined ? undefined : texts.in(teller.language).received(formatTime(at, teller))
    return describe(fact, teller, { lines: [line] })
  },
  'delivery.rechecked': (fact, teller) => describe(fact, teller, {}),
  'delivery.recheck_failed': (fact, teller) => describe(fact, teller, { said: fact.data.reason }),
  'delivery.recheck_marked': (fact, teller) => {
    const { titles, unmarked } = texts.in(teller.language)
    return describe(fact, teller, {
      title: fact.data.needed === false ? unmarked : titles['delivery.recheck_marked'],
    })
  },
  'delivery.accepted': (fact, teller) => {
    const { titles, acceptedBy } = texts.in(teller.language)
    const { by, milestone } = fact.data
    const title = by ? acceptedBy[by] : titles['delivery.accepted']
    return describe(fact, teller, { title: ofPart(title, milestone, teller) })
  },
  'delivery.rejected': (fact, teller) => describe(fact, teller, { said: fact.data.reason }),
  'delivery.refunded': (fact, teller) => describe(fact, teller, { said: fact.data.reason }),
  'delivery.code_collected': (fact, teller) => describe(fact, teller, {}),
  'delivery.activated': (fact, teller) => describe(fact, teller, {}),
  'appeal.opened': (fact, teller) => {
    const { titles, opened } = texts.in(teller.language)
    const { by, reason, file } = fact.data
    return describe(fact, teller, { title: by ? opened[by] : titles[fact.kind], file, said: reason })
  },
  'appeal.withdrawn': (fact, teller) => {
    const { titles, withdrawn } = texts.in(teller.language)
    const { by } = fact.data
    return describe(fact, teller, { title: by ? withdrawn[by] : titles[fact.kind] })
  },
  'appeal.decided': (fact, teller) => {
    const { titles, outcomes } = texts.in(teller.language)
    const { outcome, reason } = fact.data
    const detail = outcome && outcomes[outcome]
    return describe(fact, teller, { title: ofPart(titles['appeal.decided'], detail, teller), said: reason })
  },
}
