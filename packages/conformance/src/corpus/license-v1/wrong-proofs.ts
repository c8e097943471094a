import { licenseV1Checks } from '../../license-v1/index.ts'
import { readMessage } from '../saas-v1/right.ts'
import { tokenDefects } from '../saas-v1/wrong-proofs.ts'
import type { Wrong } from '../saas-v1/wrong.ts'

const prefix = 'license-v1'
const known = new Set(licenseV1Checks.map(({ id }) => id))

/** The checks of License 1.0 that correspond to these checks of SaaS V1.0. */
const toLicenseIds = (ids: readonly string[] = []): string[] =>
  ids
    .map((id) => id.replace(/^v1\.new\./, `${prefix}.get.`).replace(/^v1\./, `${prefix}.`))
    .filter((id) => known.has(id))

/** It cannot read the machine of any purchase. */
const spreading = 'signs-decoded-extensions'

/** Sellers that verify like wrong sellers of SaaS V1.0: the proof is the same, and so are the defects. */
export const proofDefects: readonly Wrong[] = tokenDefects.flatMap(
  ({ found, also, ...wrong }): readonly Wrong[] => {
    const [first, ...others] = toLicenseIds(found)
    if (first === undefined) return []
    return wrong.name === spreading
      ? [{ ...wrong, found: [first], spreads: true }]
      : [{ ...wrong, found: [first, ...others], also: toLicenseIds(also) }]
  },
)

/** Checks the token only after the request was carried out. */
export const actsFirst: Wrong = {
  name: 'acts-before-it-verifies',
  defect: 'It releases a license before it refuses the token',
  found: [`${prefix}.proof.forged.release`],
  change: (right) => ({
    handle: async (request, shop, parts) => {
      const message = readMessage(parts.readQuery(request.target))
      if (message['activity'] === 'releaseLicense') await right.carryOut(message, shop, parts)
      return right.handle(request, shop, parts)
    },
  }),
}
