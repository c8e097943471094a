export {
  insertAddress,
  listAddresses,
  listRejectedUrls,
  lockAddress,
  lockLatestApproved,
  saveAddress,
} from './addresses.ts'
export { insertEarlier, listMoved, listRanges, listServiceAddresses, moveAll, saveMoved } from './earlier.ts'
export type { AddressPair, ProductPlace } from './earlier.ts'
export {
  deleteBinding,
  findBinding,
  listAccess,
  listProductBindings,
  listProtocols,
  listUsersOfKey,
  lockPlacesOfKey,
  lockBinding,
  saveBinding,
} from './bindings.ts'
export type { Bound, FoundAccess } from './bindings.ts'
export { findChannels, insertChannels, listSwitchedOn } from './channels.ts'
export {
  deleteKey,
  findKeyOwner,
  findLatestKey,
  findSealed,
  insertKey,
  isSuccessor,
  listSealedKeys,
  lockKey,
  noteUsed,
  saveKey,
} from './keys.ts'
