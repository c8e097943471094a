import type { PaperPurpose } from '@loggia/protocol/console/papers/kinds'
import type { Member } from '../harness/client.ts'
import type { Ids } from './sweep.ts'

const pdf = Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64')

async function addPapers({ client }: Member, purpose: PaperPurpose): Promise<void> {
  const kinds =
    purpose === 'selling' ? (['business_licence', 'identity'] as const) : (['business_licence'] as const)
  for (const kind of kinds) {
    const file = { name: `${kind}.pdf`, mediaType: 'application/pdf', content: pdf }
    const body = { purpose, kind, file }
    await client.request('POST /api/buyer/papers', { body }, { idempotencyKey: `canary-${purpose}-${kind}` })
  }
}

/** Applies for everything that a buyer can apply for, so that there is one of each to read. */
export async function applyForAll(
  buyer: Member,
): Promise<Pick<Ids, 'requestId' | 'sellerApplicationId' | 'organisationApplicationId'>> {
  const { request } = buyer.client
  const { requestId } = await request(
    'POST /api/buyer/top-up-requests',
    { body: { amount: { amount: '5.00', currency: 'CNY' }, note: 'to be read' } },
    { idempotencyKey: 'canary-top-up-request' },
  )
  const company = {
    name: { zh: '试验申请人', en: 'Test Applicant' },
    country: 'CN',
    registrationNumber: '91000000CANARY001X',
  } as const
  await addPapers(buyer, 'verification')
  const { id: organisationApplicationId } = await request('POST /api/buyer/organisation/applications', {
    body: { ...company, level: 'enterprise', documents: '' },
  })
  await addPapers(buyer, 'selling')
  const { id: sellerApplicationId } = await request('POST /api/application', {
    body: {
      ...company,
      foundedOn: '2020-05-20',
      staff: 30,
      capital: 1_000_000,
      support: { days: 5, hours: 8 },
      taxpayer: 'general',
      contactName: 'A contact',
      contactEmail: 'contact@canary.example',
      contactPhone: '021 5550 0300',
      plan: 'To be read.',
      documents: '',
      agreed: true,
    },
  })
  return { requestId, sellerApplicationId, organisationApplicationId }
}
