import { createEnding } from './ending.ts'
import { createFacts } from './facts.ts'
import { createInstances } from './instances.ts'
import type { ProvisioningPlatform } from './instances.ts'
import { createOpening } from './opening.ts'
import { createRunning } from './running.ts'

export type Provisioning = ReturnType<typeof createProvisioning>

export function createProvisioning(platform: ProvisioningPlatform) {
  const instances = createInstances(platform)
  return {
    ...createOpening(platform, instances),
    ...createRunning(platform, instances),
    ...createEnding(platform, instances),
    ...createFacts(platform),
  }
}
