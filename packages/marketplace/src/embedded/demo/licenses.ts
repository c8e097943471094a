import type { Id } from '@loggia/kernel'
import type { Marketplace } from '../../marketplace.ts'
import { buyDemo } from './people.ts'
import type { DemoPeople, DemoPurchase } from './people.ts'
import { makeReport } from './report.ts'

type Bought = { readonly id: Id<'spv'>; readonly subscriptionId: Id<'sub'> }
type Act = (of: Bought) => Promise<unknown>
type Story = DemoPurchase & { readonly acts: readonly Act[] }

/** Places orders for licenses of each way, at different stages. The queues must be connected. */
export async function fillLicenses(market: Marketplace, people: DemoPeople): Promise<void> {
  for (const story of tellStories(createActs(market, people))) {
    const bought = await buyDemo(market, people, story)
    for (const act of story.acts) await act(bought)
  }
}

type Acts = ReturnType<typeof createActs>

/** What buyer, seller and the seller's software do, in the order of the flow. */
function createActs({ licenses, supervisions }: Marketplace, { buyer, seller }: DemoPeople) {
  const open = async ({ subscriptionId }: Bought): Promise<string> => {
    const { of } = await licenses.getOfService(buyer, 'buyer', subscriptionId)
    return (await licenses.openAsBuyer(buyer, of.id)).text
  }
  return {
    demand:
      (text: string): Act =>
      ({ id }) =>
        supervisions.submitDemand({ actor: buyer }, id, { text }),
    handOver:
      (content: Parameters<typeof licenses.handOver>[2]): Act =>
      ({ id }) =>
        licenses.handOver({ actor: seller }, id, content),
    collect: open,
    /** The software activates the code, and asks about it. */
    activate: async (of: Bought) => {
      if (!seller.sellerId) throw new Error('The demo’s seller has no company')
      const asked = { sellerId: seller.sellerId, codes: [await open(of)] }
      await licenses.activate({ ...asked, begunAt: undefined })
      await licenses.query(asked)
    },
    accept: (({ id }) => supervisions.accept(buyer, id)) satisfies Act,
  }
}

/** The oldest order first. */
const tellStories = ({ demand, handOver, collect, activate, accept }: Acts): Story[] => [
  {
    of: 'yanxi-labels',
    specification: 1,
    quantity: 2,
    acts: [handOver({ note: '安装包和激活说明已发送至邮箱。' }), collect, activate],
  },
  { of: 'yanxi-labels', price: 1, acts: [handOver({}), collect] },
  { of: 'yanxi-labels', price: 1, quantity: 3, acts: [handOver({})] },
  { of: 'yanxi-labels', specification: 1, acts: [] },
  { of: 'yanxi-gauge', acts: [demand('YX-7C21-90AF-3E58-D146')] },
  { of: 'yanxi-gauge', specification: 1, quantity: 2, acts: [] },
  {
    of: 'yanxi-type',
    acts: [
      demand('望川食品有限公司，用于“望川”系列包装的印刷。'),
      handOver({ text: '授权书编号 YX-DEMO-0042：望川食品，10 款字体，印刷与电商。' }),
      collect,
      accept,
    ],
  },
  {
    of: 'yanxi-type',
    specification: 1,
    acts: [
      demand('望川食品有限公司，全部品牌，印刷、电商和广告。'),
      handOver({ file: makeReport('字体授权书.pdf'), note: '授权书和字体下载地址见附件。' }),
    ],
  },
]
