import type { Member } from '../harness/client.ts'
import { find } from './services.ts'

type Asked = {
  readonly priceItemId: string
  readonly quantity: number
  /** The total of one period. */
  readonly amount: string
}

/** A cost centre with a budget, a colleague who may approve, and a request of the buyer that waits; returns its id. */
export async function createPurchaseRequest({ client }: Member, asked: Asked): Promise<string> {
  const { id: costCentreId } = await client.request(
    'POST /api/buyer/cost-centres',
    { body: { code: 'RD-01', name: '研发 · Research' } },
    { idempotencyKey: 'cost centre RD-01' },
  )
  await client.request('PUT /api/buyer/budgets', {
    body: { costCentreId, period: 'quarter', amount: { amount: '50000.00', currency: 'CNY' } },
  })
  const colleague = { email: 'approver@approving.example', name: '唐宁', language: 'zh-CN' as const }
  await client.request('POST /api/buyer/members', {
    body: { ...colleague, main: false, grants: ['purchase'], roles: [] },
  })
  const { amount, ...line } = asked
  const body = {
    ...line,
    periodCount: 1,
    expectedTotal: { amount, currency: 'CNY' as const },
    reason: '新同事需要协同文档。 · New colleagues need it.',
    costCentreId,
  }
  const filed = await client.request(
    'POST /api/buyer/purchase-requests',
    { body },
    { idempotencyKey: 'purchase request' },
  )
  return filed.id
}

/** The smallest purchase of Chenglan Docs. */
export async function askForDocs(member: Member): Promise<string> {
  const { item, product } = await find(member.client, { product: 'Chenglan Docs' })
  const quantity = product.quantity?.min ?? 1
  const amount = (Number(item.unitPrice.amount) * quantity).toFixed(2)
  return createPurchaseRequest(member, { priceItemId: item.id, quantity, amount })
}
