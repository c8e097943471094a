import { omitUndefined } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { DemoMarkName } from './drawing/marks.ts'
import type { DemoSeller } from './party.ts'

type Proofs = Pick<DraftProduct, 'video' | 'documents' | 'dataLocation' | 'certificates'>
type Of = { readonly mark: DemoMarkName; readonly at: number } & Pick<DraftProduct, 'name' | 'type'>

const places = [
  { zh: '中国内地，上海', en: 'Chinese mainland, Shanghai' },
  { zh: '中国内地，贵阳', en: 'Chinese mainland, Guiyang' },
  { zh: '买家选定的地区', en: 'The region that the buyer chooses' },
]

/** What a seller of the demo shows so that buyers can judge the product in place `at`; the addresses lead nowhere. */
export function createProofs({ slug, name: seller }: DemoSeller, { mark, at, name, type }: Of): Proofs {
  const site = `https://${slug}.example/${mark}`
  const isRun = type === undefined || type === 'saas'
  return omitUndefined({
    video: at % 2 === 0 ? `${site}/tour` : undefined,
    documents: [
      {
        name: { zh: `${name.zh}使用指南`, en: `${name.en} user guide` },
        address: `${site}/guide.pdf`,
      },
    ],
    dataLocation: isRun ? places[at % places.length] : undefined,
    certificates:
      at % 3 === 0
        ? [{ kind: 'software_copyright' as const, number: `DEMO-2026SR0${100 + at}`, holder: seller.zh }]
        : undefined,
  })
}
