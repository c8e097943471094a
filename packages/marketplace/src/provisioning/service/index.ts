import type { ProductTold } from '../../catalog/index.ts'
import type { Tx } from '../../platform/index.ts'
import { createEnding } from './ending.ts'
import { createFacts } from './facts.ts'
import { createInstances } from './instances.ts'
import type { ProvisioningPlatform } from './instances.ts'
import { createOpening } from './opening.ts'
import { createRunning } from './running.ts'
import { createSharing } from './sharing.ts'

export type Provisioning = ReturnType<typeof createProvisioning>

export function createProvisioning(platform: ProvisioningPlatform) {
  const instances = createInstances(platform)
  const sharing = createSharing(platform, instances)
  return {
    requireReady: (tx: Tx, product: ProductTold<'product.submitted'>) =>
      platform.access.requireReady(tx, product, 'saas'),
    refuseTaken: sharing.refuseTaken,
    ...createOpening(platform, instances, sharing),
    ...createRunning(platform, instances, sharing),
    ...createEnding(platform, instances, sharing),
    ...createFacts(platform),
  }
}
