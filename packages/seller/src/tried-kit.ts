import { generateKeyPairSync } from 'node:crypto'
import { createMemoryStore, createSeller } from './index.ts'
import type { KitHandlers, Seller, SellerOptions, SellerProblem } from './index.ts'
import { createTestClock, createTestKit } from './testing.ts'
import type { TestKit, TestKitOptions, TestKitReply } from './testing.ts'

export const clock = createTestClock('2026-03-01T08:00:00Z')
export const { now } = clock
export const [kitKey, oldKey] = ['密钥-of-the-kit', 'the key before']
const makePair = () => generateKeyPairSync('rsa', { modulusLength: 3072 })
export const [pair, other] = [makePair(), makePair()]
export const toPem = (key: typeof pair): string =>
  key.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
export const toPublic = (key: typeof pair): string =>
  key.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

type Started = { readonly seller: Seller; readonly kit: TestKit; readonly problems: SellerProblem[] }
export const noHandlers: KitHandlers = {
  syncEnterprise: () => undefined,
  syncApp: () => undefined,
  syncPeople: () => undefined,
}

/** A seller with these handlers, and the marketplace beside it. */
export function startKit(
  kit: Partial<KitHandlers> = {},
  { options = {}, ...how }: Partial<TestKitOptions> & { options?: Partial<SellerOptions> } = {},
): Started {
  const problems: SellerProblem[] = []
  const seller = createSeller({
    kitKey: [kitKey, oldKey],
    kitPrivateKey: toPem(pair),
    store: createMemoryStore({ now }),
    now,
    onProblem: (problem) => problems.push(problem),
    kit: { ...noHandlers, ...kit },
    ...options,
  } as SellerOptions)
  return { seller, problems, kit: createTestKit({ seller, kitKey, publicKey: toPublic(pair), now, ...how }) }
}

export const listCodes = (replies: readonly TestKitReply[]): string[] =>
  replies.map(({ resultCode }) => resultCode)
