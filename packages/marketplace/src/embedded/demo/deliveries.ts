import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Marketplace } from '../../marketplace.ts'
import { buyDemo } from './people.ts'
import type { DemoPeople, DemoPurchase } from './people.ts'
import { makeReport } from './report.ts'

/** Whom couriers call; its phone is on the waybills, too. */
const contact = { name: '许见山', email: 'xu@wangchuan.example', phone: '028 5550 0300' }

type Act = (id: Id<'spv'>) => Promise<unknown>
type Story = DemoPurchase & { readonly acts: readonly Act[] }

/** Places orders whose deliveries are at different stages. The queues must be connected. */
export async function fillDeliveries(market: Marketplace, people: DemoPeople): Promise<void> {
  await market.parties.setBuyerContact(people.buyer, contact)
  for (const story of tellStories(createActs(market, people))) {
    const { id } = await buyDemo(market, people, story)
    for (const act of story.acts) await act(id)
  }
}

type Acts = ReturnType<typeof createActs>

/** What buyer and seller do, in the order of the flow. */
function createActs({ supervisions }: Marketplace, { buyer, seller }: DemoPeople) {
  const demand =
    (text: string): Act =>
    (id) =>
      supervisions.submitDemand({ actor: buyer }, id, { text })
  const confirm =
    (milestones?: readonly string[]): Act =>
    (id) =>
      supervisions.decideDemand(seller, id, omitUndefined({ approve: true as const, milestones }))
  const deliver =
    (
      name: string,
      note: string,
      more: Pick<Parameters<typeof supervisions.deliver>[2], 'shipment'> = {},
    ): Act =>
    (id) =>
      supervisions.deliver({ actor: seller }, id, { file: makeReport(name), note, ...more })
  const accept: Act = (id) => supervisions.accept(buyer, id)
  const reject =
    (reason: string): Act =>
    (id) =>
      supervisions.reject(buyer, id, reason)
  const appeal =
    (reason: string): Act =>
    (id) =>
      supervisions.appeal({ actor: buyer }, { role: 'buyer', id, reason })
  return { demand, confirm, deliver, accept, reject, appeal }
}

/** The oldest order first. */
const tellStories = ({ demand, confirm, deliver, accept, reject, appeal }: Acts): Story[] => [
  {
    of: 'xiuye-rollout',
    specification: 1,
    acts: [
      demand('上线合同管理系统，覆盖总部与三个工厂，共 320 人，两个月内启用。'),
      confirm(['数据导入', '全员培训']),
      deliver('数据导入报告.pdf', '合同 4,120 份已导入并核对。'),
      accept,
      deliver('培训报告.pdf', '共 8 场培训，签到率 96%。'),
      accept,
    ],
  },
  {
    of: 'xiuye-rollout',
    acts: [
      demand('上线质检系统，质检部与生产部共 60 人。'),
      confirm(),
      deliver('上线报告.pdf', '流程与权限已配置完成。'),
      reject('生产部夜班未培训，请补一场后重新交付。'),
    ],
  },
  {
    of: 'xiuye-rollout',
    acts: [
      demand('上线采购系统，采购部与财务部共 45 人，供应商数据约 900 条。'),
      confirm(),
      deliver('采购系统上线报告.pdf', '供应商数据已导入，两个部门均已走完一次采购流程。'),
    ],
  },
  {
    of: 'xiuye-rollout',
    acts: [
      demand('上线仓储系统，两个仓库共 30 人。'),
      confirm(),
      deliver('仓储系统上线报告.pdf', '两个仓库均已配置。'),
      reject('二号仓的库位数据有误。'),
      appeal('已要求更正库位数据，商家认为不在交付范围内，请运营人员裁定。'),
    ],
  },
  {
    of: 'xiuye-rollout',
    acts: [demand('上线考勤系统，全员 410 人，需与门禁对接。')],
  },
  { of: 'xiuye-rollout', acts: [] },
  {
    of: 'xiuye-portal',
    acts: [demand('域名 portal.wangchuan.example，栏目：订单进度、质检报告、联系我们。管理员许见山。')],
  },
  {
    of: 'xiuye-desk',
    quantity: 2,
    acts: [
      deliver('装箱单.pdf', '两台设备已按公司名称和楼层配置。', {
        shipment: { carrier: '示例快递', trackingNumber: 'DEMO20260001', phone: contact.phone },
      }),
    ],
  },
]
