import { listWrongTokenReplies } from '../tokened/wrong-replies.ts'
import { createWrongSellers, toIds } from './wrong.ts'

export const wrongReplies = createWrongSellers(
  listWrongTokenReplies({
    prefix: 'v1',
    rare: 'upgrade',
    ofRare: toIds('v1.upgrade', 'accepted repeat quantities'),
    renewal: 'refreshInstance',
  }),
)
