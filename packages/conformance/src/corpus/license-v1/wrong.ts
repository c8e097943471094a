import type { Wrong } from '../saas-v1/wrong.ts'
import type { WrongSeller } from '../seller.ts'
import { listWrongTokenReplies } from '../tokened/wrong-replies.ts'
import { createLicenseSeller } from './right.ts'
import { answerDefects, repeatDefects } from './wrong-answers.ts'
import { lifeDefects } from './wrong-lives.ts'
import { messageDefects } from './wrong-messages.ts'
import { actsFirst, proofDefects } from './wrong-proofs.ts'
import { purchaseDefects } from './wrong-purchases.ts'

const wrongs: readonly Wrong[] = [
  ...proofDefects,
  actsFirst,
  ...listWrongTokenReplies({
    prefix: 'license-v1',
    rare: 'refreshLicense',
    ofRare: [],
    renewal: 'refreshLicense',
  }),
  ...answerDefects,
  ...repeatDefects,
  ...purchaseDefects,
  ...lifeDefects,
  ...messageDefects,
]

/** Sellers of License 1.0 with one defect each. */
export const wrongLicenses: readonly WrongSeller[] = wrongs.map(({ change, ...wrong }) => ({
  ...wrong,
  make: createLicenseSeller(change),
}))
